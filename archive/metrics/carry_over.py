"""What people said of figures, carried over to a new reading of the report. Pure: works on any rows; stores nothing."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Protocol

from archive.chinese.folding import fold

LEAST_ALIKE = 0.5  # share of two sentences that must agree for a figure of one to be sought in the other


class Stated(Protocol):
    """A figure, stored or just read: its words and the sentence around them."""

    @property
    def raw(self) -> str: ...

    @property
    def sentence(self) -> str: ...


def carried_over(judged: Sequence[Stated], found: Sequence[Stated]) -> dict[int, int]:
    """Index in *found* → index in *judged* of the same figure: same words and sentence, then the most similar sentence.

    Each index occurs once; what is not among the values has no place in the new reading.
    """
    taken: dict[int, int] = {}
    for alike in (_same_sentences, _similar_sentences):
        free = [index for index in range(len(found)) if index not in taken]
        left = [index for index in range(len(judged)) if index not in taken.values()]
        for new, old in alike(judged, found, left, free):
            if new not in taken and old not in taken.values():
                taken[new] = old
    return taken


def _same_sentences(
    judged: Sequence[Stated], found: Sequence[Stated], left: list[int], free: list[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of the same words in the same sentence; of several there, the first with the first."""
    places: dict[tuple[str, str], list[int]] = {}
    for new in free:
        places.setdefault(_key(found[new]), []).append(new)
    for old in left:
        if same := places.get(_key(judged[old])):
            yield same.pop(0), old


def _similar_sentences(
    judged: Sequence[Stated], found: Sequence[Stated], left: list[int], free: list[int]
) -> list[tuple[int, int]]:
    """Pairs of the same words in sentences alike enough, the most alike first; one without a sentence fits any."""
    pairs = [
        (likeness, new, old)
        for old in left
        for new in free
        if found[new].raw == judged[old].raw
        and (likeness := _likeness(judged[old].sentence, found[new].sentence)) >= LEAST_ALIKE
    ]
    return [(new, old) for _, new, old in sorted(pairs, key=lambda pair: (-pair[0], pair[1:]))]


def _key(figure: Stated) -> tuple[str, str]:
    return figure.raw, figure.sentence


def _likeness(one: str, other: str) -> float:
    if not one:
        return LEAST_ALIKE
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()
