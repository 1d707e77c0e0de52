"""Lines of a report as HTML: figures are links, highlights are marked. Decides neither."""

from django import template
from django.utils.html import format_html, format_html_join

from archive.models import Section
from archive.pages.highlights import Highlight, Highlights
from archive.pages.outline import Piece

register = template.Library()


@register.simple_tag
def line(pieces: list[Piece], section: Section | None, highlights: Highlights | None, chosen: int | None) -> str:
    """A line of *section*, or of the note. *chosen*: the id of the metric that the reader came for."""
    return format_html_join(
        "",
        "{}{}",
        (
            (
                _with_figure(piece, highlighted(piece, section, highlights), chosen),
                neighbour_links(piece, section, highlights),
            )
            for piece in pieces
        ),
    )


def _with_figure(piece: Piece, words: str, chosen: int | None) -> str:
    """The words of a piece as they are, or as a link to the row of the figure that they state."""
    if not piece.figure:
        return words
    return format_html(
        '<a class="figure{}" id="figure-{}-words" href="#figure-{}">{}</a>',
        " chosen" if piece.figure.metric.pk == chosen else "",
        piece.figure.number,
        piece.figure.number,
        words,
    )


def highlighted(piece: Piece, section: Section | None, highlights: Highlights | None) -> str:
    """A piece of a line as HTML, with the highlights that overlap it marked; each has its id where it begins."""
    found = highlights.within(piece, section) if highlights else []
    if not found:
        return piece.text
    ends = [0, *(min(highlight.end - piece.start, len(piece.text)) for highlight in found)]
    parts = [
        (piece.text[last : max(0, highlight.start - piece.start)], _mark(piece, highlight, end))
        for highlight, last, end in zip(found, ends, ends[1:], strict=False)
    ]
    return format_html("{}{}", format_html_join("", "{}{}", parts), piece.text[ends[-1] :])


def _mark(piece: Piece, highlight: Highlight, end: int) -> str:
    words = piece.text[max(0, highlight.start - piece.start) : end]
    if highlight.start < piece.start:
        return format_html("<mark>{}</mark>", words)
    return format_html('<mark id="hit-{}">{}</mark>', highlight.number, words)


def neighbour_links(piece: Piece, section: Section | None, highlights: Highlights | None) -> str:
    """Links from the highlights in a piece to the one before and the one after, shown once one of them is gone to."""
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
