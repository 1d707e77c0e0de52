"""The tag that writes a line of an article as HTML: metrics become links, highlights are marked."""

from django import template
from django.utils.html import format_html, format_html_join

from archive.models import Section
from archive.pages.highlights import Highlight, Highlights
from archive.pages.outline import LinePiece

register = template.Library()


@register.simple_tag
def line(pieces: list[LinePiece], section: Section | None, highlights: Highlights | None, chosen: int | None) -> str:
    """Return a line of *section*, or of the note if None. chosen: the id of the metric that the address names."""
    return format_html_join(
        "",
        "{}{}",
        (
            (
                _with_metric(piece, highlighted(piece, section, highlights), chosen),
                neighbour_links(piece, section, highlights),
            )
            for piece in pieces
        ),
    )


def _with_metric(piece: LinePiece, words: str, chosen: int | None) -> str:
    """Return the words of a piece, linked to the row of their metric if they state one."""
    if not piece.numbered:
        return words
    return format_html(
        '<a class="figure{}" id="figure-{}-words" href="#figure-{}">{}</a>',
        " chosen" if piece.numbered.metric.pk == chosen else "",
        piece.numbered.number,
        piece.numbered.number,
        words,
    )


def highlighted(piece: LinePiece, section: Section | None, highlights: Highlights | None) -> str:
    """Return a piece of a line as HTML with its highlights marked; each gets an id where it begins."""
    found = highlights.within(piece, section) if highlights else []
    if not found:
        return piece.text
    ends = [0, *(min(highlight.end - piece.start, len(piece.text)) for highlight in found)]
    parts = [
        (piece.text[last : max(0, highlight.start - piece.start)], _mark(piece, highlight, end))
        for highlight, last, end in zip(found, ends, ends[1:], strict=False)
    ]
    return format_html("{}{}", format_html_join("", "{}{}", parts), piece.text[ends[-1] :])


def _mark(piece: LinePiece, highlight: Highlight, end: int) -> str:
    words = piece.text[max(0, highlight.start - piece.start) : end]
    if highlight.start < piece.start:
        return format_html("<mark>{}</mark>", words)
    return format_html('<mark id="hit-{}">{}</mark>', highlight.number, words)


def neighbour_links(piece: LinePiece, section: Section | None, highlights: Highlights | None) -> str:
    """Return links from the highlights in a piece to the previous and next one; CSS shows them at the current one."""
    found = highlights.within(piece, section) if highlights else []
    if not highlights or not found:
        return ""
    before, after = found[0].number - 1 or highlights.total, found[-1].number % highlights.total + 1
    return format_html(
        '<span class="ways-on"><a href="#hit-{}" aria-label="↑ {}">↑</a>'
        '<a href="#hit-{}" aria-label="↓ {}">↓</a></span>',
        before,
        before,
        after,
        after,
    )
