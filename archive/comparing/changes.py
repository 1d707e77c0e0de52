"""What changed between two tellings of a report (label → text), clause by clause. Knows no records."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from archive.chinese.marks import CLAUSE_ENDS

CLAUSE = re.compile(rf"[^{CLAUSE_ENDS}\n]*[{CLAUSE_ENDS}\n]|[^{CLAUSE_ENDS}\n]+")
AROUND = 40  # characters of unchanged text shown beside a change
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is the same in both tellings, gone from the earlier or new in the later."""

    text: str
    kind: str = SAME


@dataclass(frozen=True, slots=True)
class Change:
    """What changed under one label. Without pieces of kind same, the text is wholly new or wholly gone."""

    label: str
    pieces: tuple[Piece, ...]


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """The labels whose texts differ, in the later telling's order, what is gone last; a missing text is empty."""
    labels = [*after, *(label for label in before if label not in after)]
    pairs = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    return [Change(label, tuple(_shortened(pieces(old, new)))) for label, old, new in pairs if old != new]


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts as one: its same and gone pieces, joined, are *before*; its same and new pieces are *after*."""
    ours, theirs = CLAUSE.findall(before), CLAUSE.findall(after)
    found: list[Piece] = []
    for tag, start, end, other_start, other_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        old, new = "".join(ours[start:end]), "".join(theirs[other_start:other_end])
        found += [Piece(old)] if tag == "equal" else _replaced(old, new)
    return found


def _replaced(old: str, new: str) -> Iterator[Piece]:
    """One stretch in another's place; what both begin and end with is the same."""
    head = _common_head(old, new)
    old, new = old[len(head) :], new[len(head) :]
    tail = _common_head(old[::-1], new[::-1])[::-1]
    middle = [Piece(old[: len(old) - len(tail)], GONE), Piece(new[: len(new) - len(tail)], NEW)]
    return (piece for piece in (Piece(head), *middle, Piece(tail)) if piece.text)


def _common_head(one: str, other: str) -> str:
    length = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one[:length]


def _shortened(found: list[Piece]) -> Iterator[Piece]:
    """The pieces, of the unchanged ones only what stands next to a change."""
    for number, piece in enumerate(found):
        if piece.kind != SAME or len(piece.text) <= 2 * AROUND + 1:
            yield piece
        else:
            head = piece.text[:AROUND] if number else ""
            tail = piece.text[-AROUND:] if number < len(found) - 1 else ""
            yield Piece(f"{head}…{tail}")
