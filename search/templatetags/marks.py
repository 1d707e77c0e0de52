"""Marks highlights in text; escapes the text. The callers find the highlights."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.filter
def marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return *text* as HTML with its *spans*, which ascend without overlap, in <mark> elements."""
    ends = [0, *(end for _, end in spans)]
    pieces = format_html_join(
        "",
        "{}<mark>{}</mark>",
        ((text[last:start], text[start:end]) for last, (start, end) in zip(ends, spans, strict=False)),
    )
    return format_html("{}{}", pieces, text[ends[-1] :])
