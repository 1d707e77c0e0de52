"""Where two texts differ: compared folded, so that the two scripts do not; shown as they are. Knows no records."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive.chinese.folding import fold

CLAUSE = re.compile(r"[^，。；：！？,;:!?\n]*[，。；：！？,;:!?\n]*")
MOST_PAIRS = 1_000_000  # units of one text times units of the other: beyond, comparing could take seconds


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one text, and whether the other text has it too."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of each text, side by side; one of them may be empty."""

    ours: tuple[Part, ...]
    theirs: tuple[Part, ...]

    @property
    def differs(self) -> bool:
        return any(part.differs for part in self.ours + self.theirs)


def compare(ours: str, theirs: str) -> list[Row]:
    """The paragraphs of both texts in order. Joined, the parts of either side are its text without empty lines."""
    rows: list[Row] = []
    for same, left, right in _aligned(_lines(ours), _lines(theirs)):
        if same or len(left) == len(right):
            rows += [_row(one, other) for one, other in zip(left, right, strict=True)]
        else:
            rows.append(_row("\n".join(left), "\n".join(right)))
    return rows


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _row(ours: str, theirs: str) -> Row:
    """Clauses are compared first, then the characters of those that differ."""
    left: list[Part] = []
    right: list[Part] = []
    for same, some, others in _aligned(_clauses(ours), _clauses(theirs)):
        one, other = "".join(some), "".join(others)
        for alike, ours_here, theirs_here in [(True, one, other)] if same else _characters(one, other):
            left.append(Part(ours_here, not alike))
            right.append(Part(theirs_here, not alike))
    return Row(_joined(left), _joined(right))


def _clauses(text: str) -> list[str]:
    return [clause for clause in CLAUSE.findall(text) if clause]


def _characters(one: str, other: str) -> Iterator[tuple[bool, str, str]]:
    for same, some, others in _aligned(one, other):
        yield same, "".join(some), "".join(others)


def _aligned(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Stretches of both in order: the same, or different."""
    if len(ours) * len(theirs) > MOST_PAIRS:
        yield False, ours, theirs
        return
    matcher = SequenceMatcher(None, [_key(unit) for unit in ours], [_key(unit) for unit in theirs], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        yield tag == "equal", ours[start:end], theirs[other_start:other_end]


def _key(unit: str) -> str:
    return fold("".join(unit.split()))


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """The parts without empty ones, neighbours of one kind as one."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].differs == part.differs:
            joined[-1] = Part(joined[-1].text + part.text, part.differs)
        elif part.text:
            joined.append(part)
    return tuple(joined)
