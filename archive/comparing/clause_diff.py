"""The differences of two texts, clause by clause: as one text (inline) or side by side. Pure; knows no records."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from archive.chinese.folding import fold
from archive.chinese.marks import CLAUSE_ENDS

CLAUSE = re.compile(rf"[^{CLAUSE_ENDS}\n]*[{CLAUSE_ENDS}\n]|[^{CLAUSE_ENDS}\n]+")
# 好！！ is one clause here and two above.
CLAUSE_WITH_ALL_ENDS = re.compile(rf"[^{CLAUSE_ENDS}\n]*[{CLAUSE_ENDS}\n]+|[^{CLAUSE_ENDS}\n]+")
MOST_PAIRS = 1_000_000  # units of one text times units of the other: comparing more could take seconds
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A stretch of text that both texts have (SAME), or only the earlier (GONE) or only the later one (NEW)."""

    text: str
    kind: str = SAME

    @property
    def differs(self) -> bool:
        return self.kind != SAME


@dataclass(frozen=True, slots=True)
class ParagraphPair:
    """A paragraph of each text, side by side; one of them may be empty."""

    ours: tuple[DiffPiece, ...]
    theirs: tuple[DiffPiece, ...]

    @property
    def differs(self) -> bool:
        return any(piece.differs for piece in self.ours + self.theirs)


class AlignedBlock(NamedTuple):
    """Neighbouring units of both texts that are the same in both, or that replace each other."""

    same: bool
    ours: Sequence[str]
    theirs: Sequence[str]


def _align(
    ours: Sequence[str], theirs: Sequence[str], *, key: Callable[[str], str] | None = None
) -> Iterator[AlignedBlock]:
    """Yield the blocks of both sequences in order. Units with the same *key* count as the same."""
    keys, other_keys = ([*map(key, units)] if key else units for units in (ours, theirs))
    for tag, start, end, other_start, other_end in SequenceMatcher(
        None, keys, other_keys, autojunk=False
    ).get_opcodes():
        yield AlignedBlock(tag == "equal", ours[start:end], theirs[other_start:other_end])


# --- as one text ---------------------------------------------------------------------------------


def inline_diff(before: str, after: str) -> list[DiffPiece]:
    """Return both texts as one. The SAME and GONE pieces joined are *before*; the SAME and NEW ones are *after*.

    The texts are compared as they are, so that a change of script is a change.
    """
    found: list[DiffPiece] = []
    for same, old, new in _align(CLAUSE.findall(before), CLAUSE.findall(after)):
        found += [DiffPiece("".join(old))] if same else _replacement("".join(old), "".join(new))
    return found


def _replacement(old: str, new: str) -> Iterator[DiffPiece]:
    """Yield the pieces of *old* replaced by *new*. The beginning and the end that both share are SAME."""
    head = _common_head(old, new)
    old, new = old[len(head) :], new[len(head) :]
    tail = _common_head(old[::-1], new[::-1])[::-1]
    middle = [DiffPiece(old[: len(old) - len(tail)], GONE), DiffPiece(new[: len(new) - len(tail)], NEW)]
    return (piece for piece in (DiffPiece(head), *middle, DiffPiece(tail)) if piece.text)


def _common_head(one: str, other: str) -> str:
    length = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one[:length]


# --- side by side --------------------------------------------------------------------------------


def side_by_side_diff(ours: str, theirs: str) -> list[ParagraphPair]:
    """Return the paragraphs of both texts in order. The pieces of a side, joined, are its text without empty lines.

    The texts are compared folded and without spaces, so that the two scripts make no difference.
    """
    rows: list[ParagraphPair] = []
    for same, left, right in _align_folded(_paragraphs(ours), _paragraphs(theirs)):
        if same or len(left) == len(right):
            rows += [_pair(one, other) for one, other in zip(left, right, strict=True)]
        else:
            rows.append(_pair("\n".join(left), "\n".join(right)))
    return rows


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _pair(ours: str, theirs: str) -> ParagraphPair:
    """Compare the clauses first, then the characters of those that differ."""
    left: list[DiffPiece] = []
    right: list[DiffPiece] = []
    for clauses in _align_folded(CLAUSE_WITH_ALL_ENDS.findall(ours), CLAUSE_WITH_ALL_ENDS.findall(theirs)):
        one, other = "".join(clauses.ours), "".join(clauses.theirs)
        for same, ours_here, theirs_here in [(True, one, other)] if clauses.same else _align_folded(one, other):
            left.append(DiffPiece("".join(ours_here), SAME if same else GONE))
            right.append(DiffPiece("".join(theirs_here), SAME if same else NEW))
    return ParagraphPair(_joined(left), _joined(right))


def _align_folded(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[AlignedBlock]:
    """Yield the blocks of both sequences; sequences too long to compare make a single block that differs."""
    if len(ours) * len(theirs) > MOST_PAIRS:
        return iter([AlignedBlock(False, ours, theirs)])
    return _align(ours, theirs, key=lambda unit: fold("".join(unit.split())))


def _joined(pieces: list[DiffPiece]) -> tuple[DiffPiece, ...]:
    """Return the pieces with neighbours of one kind joined and without empty ones."""
    joined: list[DiffPiece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = DiffPiece(joined[-1].text + piece.text, piece.kind)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)
