"""Searches over the segments of an index: matches, scores, counts and ranks. Reads no file itself."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np

from search.engine.documents import Ask, Hit, SearchRequest, SearchResponse, Sort
from search.engine.postings.docsets import Selection, difference
from search.engine.postings.keys import Term
from search.engine.postings.segments import Segment, kept_places
from search.engine.query.counting import matches
from search.engine.query.matching import Matching
from search.engine.query.ranking import Order, hits_of, merged
from search.engine.query.relaxing import enough, relaxations
from search.engine.query.scoring import (
    DENSE,
    Fields,
    Impacts,
    Scores,
    inverse_document_frequency,
    usual_lengths,
)
from search.engine.query.terms import Leaf, asked, leaves
from search.text.queries import And, Or, Query
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
        self._live = sum(int(np.count_nonzero(segment.live)) for segment in segments)
        lengths = usual_lengths(segments)
        same = before is not None and before.impacts.usual_lengths == lengths
        self.impacts: Impacts = before.impacts if before and same else Impacts(lengths)
        places = before.segments[0].places if before and before.segments else kept_places()
        for segment in segments:
            segment.places = places
        known: dict[str, Order] = before._orders if before else {}
        self._orders: dict[str, Order] = {
            segment.name: known[segment.name] for segment in segments if segment.name in known
        }
        self._weights_of_leaves: dict[Leaf, Weights] = {}

    def search(self, query: Query, *, within: Query | None = None, ask: Ask = NOTHING_SPECIAL) -> SearchResponse:
        return self.answer(SearchRequest(query, within, (), ask.start, ask.stop, ask.sort, ask.facets))

    def answer(self, request: SearchRequest) -> SearchResponse:
        """The hits of *request* and, where it allows relaxation and finds little, after them those of its relaxations.

        The total and the facets count both. Raises SearchRefused if the query has too many terms, OutOfTime if one
        step takes longer than SECONDS.
        """
        segmenter()  # which loads its dictionary once in the life of a process; that does not count
        exact = self._step(request, request.query)
        steps, relaxation = [exact], ""
        if request.relax and exact.total < enough(request.query):
            steps, relaxation = self._relaxed(request, exact)
        return SearchResponse(
            total=sum(step.total for step in steps),
            hits=tuple(chain.from_iterable(self._slices(request, steps))),
            query=steps[0].query if len(steps) == 1 else Or(tuple(step.query for step in steps)),
            facets={column: self._counts(request, steps, column) for column in request.facets},
            relaxation=relaxation,
            indexed=self._live,
        )

    def totals(self, queries: Iterable[Query]) -> list[int]:
        """How many documents answer each of *queries*, counted without scores under one deadline."""
        segmenter()
        check = deadline()
        return [sum(self._matched(segment, query, check).size for segment in self.segments) for query in queries]

    # --- matching ---

    def _step(self, request: SearchRequest, query: Query, *, without: "Step | None" = None) -> "Step":
        """The documents that *query* adds to those of the step *without*."""
        check = deadline()
        weights = self._weights(query, check) if request.sort == "relevance" else []
        conditions = request.conditions()
        matched: list[Selection] = []
        hits: list[Selection] = []
        for number, segment in enumerate(self.segments):
            documents = self._matched(segment, query, check)
            if without:
                documents = difference(documents, without.matched[number], segment.count)
            matched.append(documents)
            hits.append(self._narrowed(segment, documents, conditions, check))
        return Step(query, check, weights, matched, hits)

    def _relaxed(self, request: SearchRequest, exact: "Step") -> tuple[list["Step"], str]:
        """The exact step and the last relaxation that adds hits, up to the first that finds enough, and its name."""
        steps, taken = [exact], ""
        for name, looser in relaxations(request.query):
            step = self._step(request, looser, without=exact)
            if step.total:
                steps, taken = [exact, step], name
            if exact.total + step.total >= enough(request.query):
                break
        return steps, taken

    def _matched(self, segment: Segment, query: Query, check: Callable[[], None]) -> Selection:
        return segment.without_deleted(self._matching(segment, check).answering(query))

    def _narrowed(
        self, segment: Segment, documents: Selection, conditions: Sequence[Query], check: Callable[[], None]
    ) -> Selection:
        """Those of *documents* that fulfil every one of *conditions*."""
        if not conditions or not documents.size:
            return documents
        return self._matching(segment, check).answering(And(tuple(conditions)), documents)

    def _matching(self, segment: Segment, check: Callable[[], None]) -> Matching:
        return Matching(segment, self.impacts, check, self._rarity)

    def _counts(self, request: SearchRequest, steps: Sequence["Step"], column: str) -> dict[int, int]:
        """Number → how many hits hold it in *column*, whose own filters are disregarded."""
        filtered = any(one.column == column for one in request.filters)
        others = request.conditions(but=column)
        counts: Counter[int] = Counter()
        for step in steps:
            for segment, matched, hits in zip(self.segments, step.matched, step.hits, strict=True):
                if values := segment.filter(column):
                    documents = self._narrowed(segment, matched, others, step.check) if filtered else hits
                    counts.update(values.counts(documents) if documents.size else {})
        return dict(counts)

    # --- ranking ---

    def _slices(self, request: SearchRequest, steps: Sequence["Step"]) -> Iterator[tuple[Hit, ...]]:
        """The requested slice of the hits, those of each step after those of the step before."""
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
                    scores = matches(segment, step.query, step.check)[hits]
                else:
                    scores = self._scores(segment, hits, step.weights, step.check)
                ranked.append(self._order(segment).first(hits, scores, sort, stop))
        return hits_of(merged(ranked, sort), start, stop)

    # --- weighing ---

    def _weights(self, query: Query, check: Callable[[], None]) -> Weights:
        weights: Weights = []
        for leaf in dict.fromkeys(leaves(query)):
            known = self._weights_of_leaves.get(leaf)
            weights += self._weights_of(leaf, check) if known is None else known
            if len(weights) > MOST_TERMS:
                raise SearchRefused(f"The query has more than {MOST_TERMS} terms: search for a shorter text.")
        return weights

    def _weights_of(self, leaf: Leaf, check: Callable[[], None]) -> Weights:
        wanted = asked(leaf)
        if len(wanted.scored) > MOST_TERMS:
            return [(wanted.fields, term, weight) for term, weight in wanted.scored]  # to be refused
        weights = []
        for term, weight in wanted.scored:
            check()
            weights.append((wanted.fields, term, weight * self._rarity(wanted.fields, term)))
        if len(self._weights_of_leaves) < MOST_LEAVES:
            self._weights_of_leaves[leaf] = weights
        return weights

    def _rarity(self, fields: Fields, term: Term) -> float:
        holding = sum(self.impacts.of(segment, fields, term).count for segment in self.segments)
        return inverse_document_frequency(holding, self._count)

    def _scores(self, segment: Segment, hits: Selection, weights: Weights, check: Callable[[], None]) -> Scores:
        few = hits.size * DENSE < segment.count
        scores = np.zeros(hits.size if few else segment.count, np.float32)
        for fields, term, weight in weights:
            impact = self.impacts.of(segment, fields, term)
            if few:
                impact.add_to_some(scores, hits, weight)
            else:
                impact.add_to_all(scores, weight)
            check()
        return scores if few else scores[hits]

    def _order(self, segment: Segment) -> Order:
        if segment.name not in self._orders:
            self._orders[segment.name] = Order(segment)
        return self._orders[segment.name]


@dataclass(frozen=True, slots=True)
class Step:
    """The documents that one query found, segment by segment.

    matched: the documents that answer the query; hits: those of them that fulfil the request's conditions too.
    """

    query: Query
    check: Callable[[], None]
    weights: Weights
    matched: list[Selection]
    hits: list[Selection]

    @property
    def total(self) -> int:
        return sum(hits.size for hits in self.hits)


def deadline() -> Callable[[], None]:
    """A check to be called now and then: it raises OutOfTime once SECONDS have passed."""
    return partial(_check, time.monotonic() + SECONDS, SECONDS)


def _check(end: float, seconds: float) -> None:
    if time.monotonic() > end:
        raise OutOfTime(f"The search took longer than {seconds:g} s: search for a longer or rarer text.")
