"""Searches over the segments of an index: matching, scoring, ranking and counting put together under a deadline.

This module must not read files or postings itself.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

import numpy as np

from search.engine.documents import Hit, SearchRequest, SearchResponse, Sort
from search.engine.postings.docsets import DocSet, difference
from search.engine.postings.keys import Term
from search.engine.postings.segments import Segment, position_cache
from search.engine.query.collapsing import NO_IDS, collapse_hits, repetitions
from search.engine.query.counting import match_counts
from search.engine.query.matching import SegmentMatcher
from search.engine.query.ranking import SegmentRanker, merge_ranked, slice_of
from search.engine.query.relaxing import enough, relaxations
from search.engine.query.scoring import (
    DENSE,
    Fields,
    ImpactCache,
    Scores,
    average_lengths,
    inverse_document_frequency,
)
from search.engine.query.terms import Leaf, query_terms, scoring_leaves
from search.text.queries import And, Or, Query
from search.text.words import segmenter

SECONDS = 2.0  # a search that takes longer is given up
MOST_TERMS = 512  # scored terms of one query
MOST_LEAVES = 10_000  # leaves of queries whose weights are remembered

Weights = list[tuple[Fields, Term, float]]  # the weight of each term in its fields: idf times the weight of its kind


class SearchRefused(ValueError):
    """The query asks for too much; the message says what to ask instead."""


class OutOfTime(TimeoutError):
    """The search was given up at its deadline."""


class Searcher:
    """Answers requests from *segments*, which never change. It takes over the caches of the searcher *before*."""

    def __init__(self, segments: Sequence[Segment], before: "Searcher | None" = None) -> None:
        self.segments = segments
        self._count = sum(segment.count for segment in segments)
        self._live = sum(int(np.count_nonzero(segment.live)) for segment in segments)
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

    def search(self, request: SearchRequest) -> SearchResponse:
        """Return the hits of *request*, then those of its relaxations if it allows them and finds little.

        The total and the facets count both. Raises SearchRefused if the query has too many terms, OutOfTime if one
        step takes longer than SECONDS.
        """
        segmenter()  # which loads its dictionary once in the life of a process; that does not count
        exact = self._step(request, request.query)
        steps, relaxation = [exact], ""
        if request.relax and exact.total < enough(request.query):
            steps, relaxation = self._relaxed(request, exact)
        if request.collapse:
            steps = self._collapsed(request.collapse, steps)
        hits = tuple(chain.from_iterable(self._slices(request, steps)))
        return SearchResponse(
            total=sum(step.total for step in steps),
            hits=hits,
            query=steps[0].query if len(steps) == 1 else Or(tuple(step.query for step in steps)),
            facets={column: self._counts(request, steps, column) for column in request.facets},
            relaxation=relaxation,
            members={hit.id: step.members[hit.id] for step in steps for hit in hits if hit.id in step.members},
            indexed=self._live,
        )

    def totals(self, queries: Iterable[Query], *, collapse: str = "") -> list[int]:
        """Return the total of each of *queries*, without scoring, under one deadline. Raises OutOfTime."""
        segmenter()
        check = deadline()
        found = ([self._matched(segment, query, check) for segment in self.segments] for query in queries)
        return [
            collapse_hits(self.segments, collapse, hits).groups.size if collapse else sum(one.size for one in hits)
            for hits in found
        ]

    # --- matching ---

    def _step(self, request: SearchRequest, query: Query, *, without: "Step | None" = None) -> "Step":
        """Return the documents that *query* finds and the step *without* does not."""
        check = deadline()
        weights = self._weights(query, check) if request.sort == "relevance" else []
        conditions = request.conditions()
        matched: list[DocSet] = []
        found: list[DocSet] = []
        for number, segment in enumerate(self.segments):
            documents = self._matched(segment, query, check)
            if without:
                documents = difference(documents, without.matched[number], segment.count)
            matched.append(documents)
            found.append(self._narrowed(segment, documents, conditions, check))
        return Step(query, check, weights, matched, found, hits=found)

    def _relaxed(self, request: SearchRequest, exact: "Step") -> tuple[list["Step"], str]:
        """Return the exact step and the last relaxation that adds hits, and its name; stop once enough is found."""
        steps, taken = [exact], ""
        for name, looser in relaxations(request.query):
            step = self._step(request, looser, without=exact)
            if step.total:
                steps, taken = [exact, step], name
            if exact.total + step.total >= enough(request.query):
                break
        return steps, taken

    def _matched(self, segment: Segment, query: Query, check: Callable[[], None]) -> DocSet:
        return segment.without_deleted(self._matcher(segment, check).matches(query))

    def _narrowed(
        self, segment: Segment, documents: DocSet, conditions: Sequence[Query], check: Callable[[], None]
    ) -> DocSet:
        """Return those of *documents* that fulfil every one of *conditions*."""
        if not conditions or not documents.size:
            return documents
        return self._matcher(segment, check).matches(And(tuple(conditions)), documents)

    def _matcher(self, segment: Segment, check: Callable[[], None]) -> SegmentMatcher:
        return SegmentMatcher(segment, self.impacts, check, self.idf)

    def _counts(self, request: SearchRequest, steps: Sequence["Step"], column: str) -> dict[int, int]:
        """Return number → how many groups of hits have it in *column*, whose own filters are disregarded."""
        filtered = any(one.column == column for one in request.filters)
        others = request.conditions(but=column)
        segments = [*self.segments] * len(steps)
        found = [
            self._narrowed(segment, matched, others, step.check) if filtered else found
            for step in steps
            for segment, matched, found in zip(self.segments, step.matched, step.found, strict=True)
        ]
        counts: Counter[int] = Counter()
        for segment, documents in zip(segments, found, strict=True):
            if documents.size and (values := segment.numeric_column(column)):
                counts.update(values.counts(documents))
        return dict(counts - repetitions(segments, request.collapse, found, column) if request.collapse else counts)

    def _collapsed(self, column: str, steps: Sequence["Step"]) -> list["Step"]:
        """Return the steps with one hit of each group, in the first step that has any."""
        collapsed, seen = [], NO_IDS
        for step in steps:
            groups = collapse_hits(self.segments, column, step.found, seen)
            collapsed.append(replace(step, hits=groups.hits, members=groups.members))
            seen = np.concatenate((seen, groups.groups))
        return collapsed

    # --- ranking ---

    def _slices(self, request: SearchRequest, steps: Sequence["Step"]) -> Iterator[tuple[Hit, ...]]:
        """Yield the requested slice of the hits, step by step."""
        before = 0
        for step in steps:
            yield self._ranked(step, request.sort, max(0, request.start - before), max(0, request.stop - before))
            before += step.total

    def _ranked(self, step: "Step", sort: Sort, start: int, stop: int) -> tuple[Hit, ...]:
        if start >= min(stop, step.total):
            return ()
        ranked = []
        for segment, hits in zip(self.segments, step.hits, strict=True):
            if hits.size:
                if sort == "matches":
                    scores = match_counts(segment, step.query, step.check)[hits]
                else:
                    scores = self._scores(segment, hits, step.weights, step.check)
                ranked.append(self._order(segment).first(hits, scores, sort, stop))
        return slice_of(merge_ranked(ranked, sort), start, stop)

    # --- weighing ---

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
        """Return the inverse document frequency of *term* in any of *fields*, over all segments."""
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


@dataclass(frozen=True, slots=True)
class Step:
    """The documents that one query found, segment by segment.

    matched: the documents that answer the query. found: those of them that fulfil the request's conditions too.
    hits: those of them that represent their groups; members: see `search.engine.query.collapsing.Collapsed`.
    """

    query: Query
    check: Callable[[], None]
    weights: Weights
    matched: list[DocSet]
    found: list[DocSet]
    hits: list[DocSet]
    members: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(hits.size for hits in self.hits)


def deadline() -> Callable[[], None]:
    """Return a check to be called now and then, which raises OutOfTime once SECONDS have passed."""
    return partial(_check, time.monotonic() + SECONDS, SECONDS)


def _check(end: float, seconds: float) -> None:
    if time.monotonic() > end:
        raise OutOfTime(f"The search took longer than {seconds:g} s: search for a longer or rarer text.")
