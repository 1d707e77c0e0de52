"""The changes between two versions of an article, each a mapping of labels to texts. Pure; knows no records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.comparing.clause_diff import SAME, DiffPiece, inline_diff

AROUND = 40  # characters of unchanged text shown beside a change


@dataclass(frozen=True, slots=True)
class Change:
    """The change of the text under one label. Without SAME pieces, the text is wholly new or wholly gone."""

    label: str
    pieces: tuple[DiffPiece, ...]


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Return a change for each label whose texts differ, in the order of *after*, labels that are gone last.

    A label that one version lacks counts as an empty text there.
    """
    labels = [*after, *(label for label in before if label not in after)]
    pairs = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    return [Change(label, tuple(_shortened(inline_diff(old, new)))) for label, old, new in pairs if old != new]


def _shortened(pieces: list[DiffPiece]) -> Iterator[DiffPiece]:
    """Yield the pieces, long SAME ones cut to the text next to a change."""
    for number, piece in enumerate(pieces):
        if piece.differs or len(piece.text) <= 2 * AROUND + 1:
            yield piece
        else:
            head = piece.text[:AROUND] if number else ""
            tail = piece.text[-AROUND:] if number < len(pieces) - 1 else ""
            yield DiffPiece(f"{head}…{tail}", SAME)
