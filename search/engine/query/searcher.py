"""Searches over the segments of an index: matches, scores, counts and ranks. Reads no file itself."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from search.engine.documents import Answer, Ask
from search.engine.postings.docsets import DocSet
from search.engine.postings.keys import Term
from search.engine.postings.segments import Segment, position_cache
from search.engine.query.counting import match_counts
from search.engine.query.matching import SegmentMatcher
from search.engine.query.ranking import RankedHits, SegmentRanker, merge_ranked, slice_of
from search.engine.query.scoring import (
    DENSE,
    Fields,
    ImpactCache,
    Scores,
    average_lengths,
    inverse_document_frequency,
)
from search.engine.query.terms import Leaf, query_terms, scoring_leaves
from search.text.queries import Query
from search.text.words import segmenter

SECONDS = 2.0  # a search that takes longer is given up
MOST_TERMS = 512  # scored terms of one query
MOST_LEAVES = 10_000  # of queries whose weights are remembered

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
        lengths = average_lengths(segments)
        same = before is not None and before.impacts.average_lengths == lengths
        self.impacts: ImpactCache = before.impacts if before and same else ImpactCache(lengths)
        positions = before.segments[0].position_cache if before and before.segments else position_cache()
        for segment in segments:
            segment.position_cache = positions
        known: dict[str, SegmentRanker] = before._orders if before else {}
        self._orders: dict[str, SegmentRanker] = {
            segment.name: known[segment.name] for segment in segments if segment.name in known
        }
        self._weights_of_leaves: dict[Leaf, Weights] = {}

    def search(self, query: Query, *, within: Query | None = None, ask: Ask = NOTHING_SPECIAL) -> Answer:
        """All documents that answer *query* and *within*, of which only the first counts for their scores.

        Raises SearchRefused if the query has too many terms, OutOfTime after SECONDS.
        """
        segmenter()  # which loads its dictionary once in the life of a process; that does not count
        check = deadline()
        weights = self._weights(query, check) if ask.sort == "relevance" else []
        found: list[tuple[Segment, DocSet]] = []
        ranked: list[RankedHits] = []
        for segment in self.segments:
            hits = self._hits(segment, query, within, check)
            if hits.size:
                found.append((segment, hits))
                by_matches = ask.sort == "matches"
                scores = (
                    match_counts(segment, query, check)[hits]
                    if by_matches
                    else self._scores(segment, hits, weights, check)
                )
                ranked.append(self._order(segment).first(hits, scores, ask.sort, ask.stop))
        return Answer(
            total=sum(hits.size for _, hits in found),
            hits=slice_of(merge_ranked(ranked, ask.sort), ask.start, ask.stop) if ranked else (),
            facets={column: _counts(found, column) for column in ask.facets},
        )

    def _hits(self, segment: Segment, query: Query, within: Query | None, check: Callable[[], None]) -> DocSet:
        matcher = SegmentMatcher(segment, self.impacts, check, self.idf)
        hits = segment.without_deleted(matcher.matches(query))
        return hits if within is None or not hits.size else matcher.matches(within, hits)

    def _weights(self, query: Query, check: Callable[[], None]) -> Weights:
        weights: Weights = []
        for leaf in dict.fromkeys(scoring_leaves(query)):
            known = self._weights_of_leaves.get(leaf)
            weights += self._weights_of(leaf, check) if known is None else known
            if len(weights) > MOST_TERMS:
                raise SearchRefused(f"The query has more than {MOST_TERMS} terms: search for a shorter text.")
        return weights

    def _weights_of(self, leaf: Leaf, check: Callable[[], None]) -> Weights:
        terms = query_terms(leaf)
        if len(terms.scored) > MOST_TERMS:
            return [(terms.fields, term, weight) for term, weight in terms.scored]  # to be refused
        weights = []
        for term, weight in terms.scored:
            check()
            weights.append((terms.fields, term, weight * self.idf(terms.fields, term)))
        if len(self._weights_of_leaves) < MOST_LEAVES:
            self._weights_of_leaves[leaf] = weights
        return weights

    def idf(self, fields: Fields, term: Term) -> float:
        holding = sum(self.impacts.of(segment, fields, term).count for segment in self.segments)
        return inverse_document_frequency(holding, self._count)

    def _scores(self, segment: Segment, hits: DocSet, weights: Weights, check: Callable[[], None]) -> Scores:
        few = hits.size * DENSE < segment.count
        scores = np.zeros(hits.size if few else segment.count, np.float32)
        for fields, term, weight in weights:
            impacts = self.impacts.of(segment, fields, term)
            if few:
                impacts.add_to_some(scores, hits, weight)
            else:
                impacts.add_to_all(scores, weight)
            check()
        return scores if few else scores[hits]

    def _order(self, segment: Segment) -> SegmentRanker:
        if segment.name not in self._orders:
            self._orders[segment.name] = SegmentRanker(segment)
        return self._orders[segment.name]


def _counts(found: Sequence[tuple[Segment, DocSet]], column: str) -> dict[int, int]:
    counts: Counter[int] = Counter()
    for segment, hits in found:
        if numbers := segment.numeric_column(column):
            counts.update(numbers.counts(hits))
    return dict(counts)


def deadline() -> Callable[[], None]:
    """A check to be called now and then: it raises OutOfTime once SECONDS have passed."""
    return partial(_check, time.monotonic() + SECONDS, SECONDS)


def _check(end: float, seconds: float) -> None:
    if time.monotonic() > end:
        raise OutOfTime(f"The search took longer than {seconds:g} s: search for a longer or rarer text.")
