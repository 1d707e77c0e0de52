"""The first of many hits, in an order that never depends on chance: by score or date, then date, then id."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engine.documents import Hit, Sort
from search.engine.postings.docsets import Selection
from search.engine.postings.segments import Segment
from search.engine.query.scoring import Scores
from search.engine.storage.layout import DOCUMENT_BITS

DATE = "published"  # the column that documents are sorted by; without a date they come last
FEW = 8  # times as many hits as are asked for are sorted whole
BLOCK = 64  # scores of which the best is looked at first where there are many
MANY = 2  # times as many blocks as hits are asked for
BY_SCORE = ("relevance", "matches")
SHIFT = np.uint64(DOCUMENT_BITS)
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
            keys = _descending(scores)
            keys |= self._newest[hits]
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
    pairs = zip(ranked.ids[start:stop].tolist(), ranked.scores[start:stop].tolist(), strict=True)
    return tuple(map(Hit._make, pairs))


def _best(scores: Scores, limit: int) -> NDArray[np.intp]:
    """Indexes of those of *scores* that can be among the *limit* best, by score alone."""
    if not limit:
        return np.zeros(0, np.intp)
    if scores.size < MANY * BLOCK * limit:
        return (scores >= _largest(scores, limit)).nonzero()[0]
    # As many blocks as are asked for have something as good as the best of the last of them.
    best_of_blocks = scores[: scores.size // BLOCK * BLOCK].reshape(-1, BLOCK).max(axis=1)
    good = (scores >= _largest(best_of_blocks, limit)).nonzero()[0]
    return good[scores[good] >= _largest(scores[good], limit)]


def _largest(scores: Scores, rank: int) -> float:
    """The largest but *rank* − 1 of *scores*."""
    partitioned = scores.copy()
    partitioned.partition(scores.size - rank)
    largest: float = partitioned[scores.size - rank]
    return largest


def _descending(scores: Scores) -> NDArray[np.uint64]:
    """Whole numbers that sort as *scores* (≥ 0) do from the highest down, with DOCUMENT_BITS to spare below.

    Floats ≥ 0 sort as their bits.
    """
    keys = (~scores.view(np.uint32)).astype(np.uint64)
    keys <<= SHIFT
    return keys


def _ranks(order: NDArray[np.intp]) -> NDArray[np.uint64]:
    ranks = np.empty(order.size, np.uint64)
    ranks[order] = np.arange(order.size)
    return ranks
