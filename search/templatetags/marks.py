"""Marks found places in text, escaping every slice. Decides no places."""

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.filter
def marked(text, spans):
    """*text* as HTML with its *spans* (ascending, apart from one another) in <mark> elements."""
    ends = [0, *(end for _, end in spans)]
    pieces = format_html_join(
        "",
        "{}<mark>{}</mark>",
        ((text[last:start], text[start:end]) for last, (start, end) in zip(ends, spans, strict=False)),
    )
    return format_html("{}{}", pieces, text[ends[-1] :])
