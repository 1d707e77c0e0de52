"""Stretches of a report's text that its page marks. Decides none: another app gives them in the slot "highlights"."""

from bisect import bisect_right
from dataclasses import dataclass

from archive.models import Section
from archive.pages.outline import Piece


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of a section's content (or of the report's note), numbered through the report from 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Highlights:
    """All highlights of a report.

    by_section: the ascending highlights of each section by its id, of the note by None. title_html: the report's title
    with its marks.
    """

    title_html: str
    by_section: dict[int | None, list[Highlight]]
    total: int

    def within(self, piece: Piece, section: Section | None) -> list[Highlight]:
        """The highlights that overlap *piece*, a piece of a line of *section* or of the note."""
        highlights = self.by_section.get(section.pk if section else None, [])
        first = bisect_right(highlights, piece.start, key=lambda highlight: highlight.end)
        end = piece.start + len(piece.text)
        return [highlight for highlight in highlights[first:] if highlight.start < end]
