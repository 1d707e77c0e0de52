"""The carry-over of reviews: the reviewed metrics of an article, found again among newly extracted ones. Pure."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Protocol

from archive.chinese.folding import fold

LEAST_SIMILARITY = 0.5  # of two sentences for a metric of one to be the same metric in the other


class StatedMetric(Protocol):
    """A metric, stored or just extracted: its words and the sentence around them."""

    @property
    def raw(self) -> str: ...

    @property
    def sentence(self) -> str: ...


def carried_over(reviewed: Sequence[StatedMetric], extracted: Sequence[StatedMetric]) -> dict[int, int]:
    """Return index in *extracted* → index in *reviewed* of the same metric. Each index occurs at most once.

    Metrics with the same words and sentence are the same; then those with the same words and the most similar
    sentences are.
    """
    taken: dict[int, int] = {}
    for pairs in (_in_same_sentences, _in_similar_sentences):
        free = [index for index in range(len(extracted)) if index not in taken]
        left = [index for index in range(len(reviewed)) if index not in taken.values()]
        for new, old in pairs(reviewed, extracted, left, free):
            if new not in taken and old not in taken.values():
                taken[new] = old
    return taken


def _in_same_sentences(
    reviewed: Sequence[StatedMetric], extracted: Sequence[StatedMetric], left: list[int], free: list[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs with the same words in the same sentence. Several of them there pair in their order."""
    places: dict[tuple[str, str], list[int]] = {}
    for new in free:
        places.setdefault((extracted[new].raw, extracted[new].sentence), []).append(new)
    for old in left:
        if same := places.get((reviewed[old].raw, reviewed[old].sentence)):
            yield same.pop(0), old


def _in_similar_sentences(
    reviewed: Sequence[StatedMetric], extracted: Sequence[StatedMetric], left: list[int], free: list[int]
) -> list[tuple[int, int]]:
    """Return the pairs with the same words in similar sentences, the most similar first."""
    pairs = [
        (similarity, new, old)
        for old in left
        for new in free
        if extracted[new].raw == reviewed[old].raw
        and (similarity := _similarity(reviewed[old].sentence, extracted[new].sentence)) >= LEAST_SIMILARITY
    ]
    return [(new, old) for _, new, old in sorted(pairs, key=lambda pair: (-pair[0], pair[1:]))]


def _similarity(one: str, other: str) -> float:
    """Return the share of both sentences that agrees. A reviewed metric without a sentence fits any."""
    if not one:
        return LEAST_SIMILARITY
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()
