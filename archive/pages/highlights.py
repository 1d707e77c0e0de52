"""Highlights in the text of an article. Another app finds them and fills the slot "highlights" with them."""

from bisect import bisect_right
from dataclasses import dataclass

from archive.models import Section
from archive.pages.outline import LinePiece


@dataclass(frozen=True, slots=True)
class Highlight:
    """The span [start, end) of a section's content, or of the article's note; numbered from 1 through the article."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Highlights:
    """All highlights of an article.

    by_section: the id of each section → its highlights, ascending; None → those of the note.
    title_html: the article's title with its marks.
    """

    title_html: str
    by_section: dict[int | None, list[Highlight]]
    total: int

    def within(self, piece: LinePiece, section: Section | None) -> list[Highlight]:
        """Return the highlights that overlap *piece*, which is part of a line of *section*, or of the note if None."""
        highlights = self.by_section.get(section.pk if section else None, [])
        first = bisect_right(highlights, piece.start, key=lambda highlight: highlight.end)
        end = piece.start + len(piece.text)
        return [highlight for highlight in highlights[first:] if highlight.start < end]
