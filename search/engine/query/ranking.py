"""Ranking: the first of many hits, in an order that never depends on chance: by score or date, then date, then id.

No sort is longer than it must be: the best are selected by partial sorts, O(n) for n hits. This module must not match
or score.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engine.documents import Hit, Sort
from search.engine.postings.docsets import DocSet
from search.engine.postings.segments import Segment
from search.engine.query.scoring import Scores
from search.engine.storage.layout import DOC_ID_BITS

DATE = "published"  # the column that documents are sorted by; without a date they come last
FEW = 8  # times as many hits as are asked for are sorted whole
BLOCK = 64  # scores; among many scores, only the best one of each block is looked at first
MANY = 2  # that is done from this many times as many blocks as hits are asked for
BY_SCORE = ("relevance", "matches")
SHIFT = np.uint64(DOC_ID_BITS)
UNDATED = np.iinfo(np.int64).min + 1


class RankedHits(NamedTuple):
    """Hits in their order, as columns: scores, dates (UNDATED without one) and report ids."""

    scores: Scores
    dates: NDArray[np.int64]
    ids: NDArray[np.int64]


class SegmentRanker:
    """Ranks hits of one segment. Its orders by date are made once, for all its documents, deleted or not."""

    def __init__(self, segment: Segment) -> None:
        dates = segment.numeric_column(DATE)
        self._ids = segment.ids.astype(np.int64)
        self._dates = dates.largest(UNDATED) if dates else np.full(segment.count, UNDATED)

    @cached_property
    def _newest(self) -> NDArray[np.uint64]:
        return _ranks(np.lexsort((-self._ids, -self._dates)))

    @cached_property
    def _oldest(self) -> NDArray[np.uint64]:
        return _ranks(np.lexsort((self._ids, self._dates, self._dates == UNDATED)))

    def first(self, hits: DocSet, scores: Scores, sort: Sort, limit: int) -> RankedHits:
        """Return the first *limit* of *hits*. *scores*: one for each of them; not used when sorted by date.

        Hits are sorted by one 64-bit number each: by score, the score's bits above the rank by date; else the rank.
        """
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
        return RankedHits(scores[first], self._dates[hits], self._ids[hits])


def merge_ranked(parts: Sequence[RankedHits], sort: Sort) -> RankedHits:
    """Return the ranked hits of several segments in one order."""
    if len(parts) == 1:
        return parts[0]
    scores, dates, ids = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.lexsort((ids, dates, dates == UNDATED) if sort == "oldest" else (-ids, -dates, -scores))
    return RankedHits(scores[order], dates[order], ids[order])


def slice_of(ranked: RankedHits, start: int, stop: int) -> tuple[Hit, ...]:
    """Return the hits from *start* up to *stop*, which may lie beyond the last."""
    pairs = zip(ranked.ids[start:stop].tolist(), ranked.scores[start:stop].tolist(), strict=True)
    return tuple(map(Hit._make, pairs))


def _best(scores: Scores, limit: int) -> NDArray[np.intp]:
    """Return the indexes of those of *scores* that can be among the *limit* best, ties included."""
    if not limit:
        return np.zeros(0, np.intp)
    if scores.size < MANY * BLOCK * limit:
        return (scores >= _largest(scores, limit)).nonzero()[0]
    # As many blocks as hits are asked for have a score at least as good as the best one of the last of these blocks.
    best_of_blocks = scores[: scores.size // BLOCK * BLOCK].reshape(-1, BLOCK).max(axis=1)
    good = (scores >= _largest(best_of_blocks, limit)).nonzero()[0]
    return good[scores[good] >= _largest(scores[good], limit)]


def _largest(scores: Scores, rank: int) -> float:
    """Return the score at *rank* from the top, from 1."""
    partitioned = scores.copy()
    partitioned.partition(scores.size - rank)
    largest: float = partitioned[scores.size - rank]
    return largest


def _descending(scores: Scores) -> NDArray[np.uint64]:
    """Return whole numbers that sort as *scores* (≥ 0) do from the highest down, with DOC_ID_BITS free bits below.

    This works because floats ≥ 0 sort as their bits do.
    """
    keys = (~scores.view(np.uint32)).astype(np.uint64)
    keys <<= SHIFT
    return keys


def _ranks(order: NDArray[np.intp]) -> NDArray[np.uint64]:
    """Return the rank of each document in *order*, which lists doc ids from the first to the last."""
    ranks = np.empty(order.size, np.uint64)
    ranks[order] = np.arange(order.size)
    return ranks
