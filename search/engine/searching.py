"""Searches over the segments of an index: matches, scores, counts and ranks. Reads no file itself."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from heapq import nsmallest
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from search.engine.documents import Answer, Ask
from search.engine.leaves import asked, leaves
from search.engine.matching import Matching
from search.engine.occurrences import matches
from search.engine.ranking import Order, Ranked
from search.engine.scoring import Fields, Impacts, Scores, Scoring, inverse_document_frequency, usual_lengths
from search.engine.segments import Mask, Segment, Term
from search.text.queries import Query
from search.text.words import segmenter

SECONDS = 2.0  # a search that takes longer is given up
MOST_TERMS = 512  # scored terms of one query
MOST_RARITIES = 100_000  # that are remembered

NOTHING_SPECIAL = Ask()

Weights = list[tuple[Fields, Term, float]]  # what each term weighs in its fields together


class SearchRefused(ValueError):
    """The query asks for too much; the message says what to ask instead."""


class OutOfTime(TimeoutError):
    """The search was given up at its deadline."""


class Searcher:
    """Answers queries from *segments*, which never change; takes over from the one *before* what still holds."""

    def __init__(self, segments: Sequence[Segment], before: "Searcher | None" = None) -> None:
        self.segments = segments
        self._count = sum(segment.count for segment in segments)
        lengths = usual_lengths(segments)
        same = before is not None and before.impacts.usual_lengths == lengths
        self.impacts: Impacts = before.impacts if before and same else Impacts(lengths)
        known: dict[str, Order] = before._orders if before else {}
        self._orders: dict[str, Order] = {
            segment.name: known[segment.name] for segment in segments if segment.name in known
        }
        self._rarities: dict[tuple[Fields, Term], float] = {}

    def search(self, query: Query, *, within: Query | None = None, ask: Ask = NOTHING_SPECIAL) -> Answer:
        """All documents that answer *query* and *within*, of which only the first counts for their scores.

        Raises SearchRefused if the query has too many terms, OutOfTime after SECONDS.
        """
        segmenter()  # which loads its dictionary once in the life of a process; that does not count
        check = _deadline(SECONDS)
        weights = self._weights(query) if ask.sort == "relevance" else []
        found: list[tuple[Segment, Mask]] = []
        ranked: list[Ranked] = []
        total = 0
        for segment in self.segments:
            mask = self._mask(segment, query, within, check)
            hits = np.flatnonzero(mask)
            if hits.size:
                total += hits.size
                found.append((segment, mask))
                by_matches = ask.sort == "matches"
                scores = matches(segment, query)[hits] if by_matches else self._scores(segment, hits, weights, check)
                ranked += self._order(segment).first(hits, scores, ask.sort, ask.stop)
        first = nsmallest(ask.stop, ranked, key=itemgetter(0))[ask.start :]
        return Answer(
            total=total,
            hits=tuple(hit for _, hit in first),
            facets={column: _counts(found, column) for column in ask.facets},
        )

    def _mask(self, segment: Segment, query: Query, within: Query | None, check: Callable[[], None]) -> Mask:
        matching = Matching(segment, self.impacts, check)
        mask = matching.answering(query)
        mask &= segment.live
        return mask if within is None else mask & matching.answering(within)

    def _weights(self, query: Query) -> Weights:
        wanted_by_leaf = [asked(leaf) for leaf in dict.fromkeys(leaves(query))]
        if sum(len(wanted.scored) for wanted in wanted_by_leaf) > MOST_TERMS:
            raise SearchRefused(f"The query has more than {MOST_TERMS} terms: search for a shorter text.")
        return [
            (wanted.fields, term, weight * self._rarity(wanted.fields, term))
            for wanted in wanted_by_leaf
            for term, weight in wanted.scored
        ]

    def _rarity(self, fields: Fields, term: Term) -> float:
        rarity = self._rarities.get((fields, term))
        if rarity is None:
            holding = sum(self.impacts.of(segment, fields, term).count for segment in self.segments)
            rarity = inverse_document_frequency(holding, self._count)
            if len(self._rarities) < MOST_RARITIES:
                self._rarities[fields, term] = rarity
        return rarity

    def _scores(self, segment: Segment, hits: NDArray[np.intp], weights: Weights, check: Callable[[], None]) -> Scores:
        scoring = Scoring(hits, segment.count)
        for fields, term, weight in weights:
            scoring.add(self.impacts.of(segment, fields, term), weight)
            check()
        return scoring.scores()

    def _order(self, segment: Segment) -> Order:
        if segment.name not in self._orders:
            self._orders[segment.name] = Order(segment)
        return self._orders[segment.name]


def _counts(found: Sequence[tuple[Segment, Mask]], column: str) -> dict[int, int]:
    counts: Counter[int] = Counter()
    for segment, mask in found:
        if filtered := segment.filter(column):
            counts.update(filtered.counts(mask))
    return dict(counts)


def _deadline(seconds: float) -> Callable[[], None]:
    end = time.monotonic() + seconds
    return partial(_check, end, seconds)


def _check(end: float, seconds: float) -> None:
    if time.monotonic() > end:
        raise OutOfTime(f"The search took longer than {seconds:g} s: search for a longer or rarer text.")
