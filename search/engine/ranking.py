"""The first of many hits, in an order that never depends on chance: by score or date, then date, then id."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engine.documents import Hit, Sort
from search.engine.inverting import DOCUMENT_BITS
from search.engine.scoring import Scores
from search.engine.segments import Segment
from search.engine.selections import Selection

DATE = "published"  # the column that documents are sorted by; without a date they come last
FEW = 8  # times as many hits as are asked for are sorted whole
BY_SCORE = ("relevance", "matches")
UNDATED = np.iinfo(np.int64).min + 1


class Ranked(NamedTuple):
    """Hits in their order, as columns."""

    scores: Scores
    dates: NDArray[np.int64]
    ids: NDArray[np.int64]


class Order:
    """The documents of a segment by date: made once, whatever is deleted."""

    def __init__(self, segment: Segment) -> None:
        dates = segment.filter(DATE)
        self._ids = segment.ids.astype(np.int64)
        self._dates = dates.largest(UNDATED) if dates else np.full(segment.count, UNDATED)

    @cached_property
    def _newest(self) -> NDArray[np.uint64]:
        return _ranks(np.lexsort((-self._ids, -self._dates)))

    @cached_property
    def _oldest(self) -> NDArray[np.uint64]:
        return _ranks(np.lexsort((self._ids, self._dates, self._dates == UNDATED)))

    def first(self, hits: Selection, scores: Scores, sort: Sort, limit: int) -> Ranked:
        """The first *limit* of the documents *hits*, which have *scores* (none when sorted by date)."""
        if sort in BY_SCORE:
            if limit < hits.size // FEW:
                best = _best(scores, limit)
                hits, scores = hits[best], scores[best]
            keys = _descending(scores) << np.uint64(DOCUMENT_BITS) | self._newest[hits]
        else:
            keys = (self._newest if sort == "newest" else self._oldest)[hits]
            scores = np.zeros(hits.size, np.float32)
        if limit < hits.size // FEW:
            nearest = keys.argpartition(limit)[:limit]
            hits, scores, keys = hits[nearest], scores[nearest], keys[nearest]
        first = keys.argsort()[:limit]
        hits = hits[first]
        return Ranked(scores[first], self._dates[hits], self._ids[hits])


def merged(parts: Sequence[Ranked], sort: Sort) -> Ranked:
    """The hits of several segments in one order."""
    if len(parts) == 1:
        return parts[0]
    scores, dates, ids = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.lexsort((ids, dates, dates == UNDATED) if sort == "oldest" else (-ids, -dates, -scores))
    return Ranked(scores[order], dates[order], ids[order])


def hits_of(ranked: Ranked, start: int, stop: int) -> tuple[Hit, ...]:
    return tuple(map(Hit, ranked.ids[start:stop].tolist(), ranked.scores[start:stop].tolist()))


def _best(scores: Scores, limit: int) -> NDArray[np.intp]:
    """Indexes of those of *scores* that can be among the *limit* best, by score alone."""
    if not limit:
        return np.zeros(0, np.intp)
    least = np.partition(scores, scores.size - limit)[scores.size - limit]
    return np.flatnonzero(scores >= least)


def _descending(scores: Scores) -> NDArray[np.uint64]:
    """Whole numbers that sort as *scores* (≥ 0) do from the highest down: floats ≥ 0 sort as their bits."""
    return (~scores.view(np.uint32)).astype(np.uint64)


def _ranks(order: NDArray[np.intp]) -> NDArray[np.uint64]:
    ranks = np.empty(order.size, np.uint64)
    ranks[order] = np.arange(order.size)
    return ranks
