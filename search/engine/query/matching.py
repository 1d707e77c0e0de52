"""Matching: which documents of a segment answer a query. Each part is evaluated only for what the others left.

This module must not score, order or count: it returns docsets.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from search.engine.postings.docsets import EMPTY, DocSet, all_documents, difference, union
from search.engine.postings.keys import Term, bigram_terms, character_term
from search.engine.postings.positions import doc_ids, phrase_positions
from search.engine.postings.segments import Segment
from search.engine.query.proximity import near
from search.engine.query.scoring import Fields, ImpactCache
from search.engine.query.terms import Leaf, QueryTerms, query_terms
from search.text.queries import And, Everything, Near, Not, Or, Phrase, Prefix, Query, Range, Relaxed, Text

ROUNDING = 1e-9  # by which a sum of weights may fall short


@dataclass(frozen=True, slots=True)
class SegmentMatcher:
    """Finds the documents of *segment* that match.

    check: called between steps, raises when time is up. idf: the idf of a term in some fields, over all segments.
    """

    segment: Segment
    impacts: ImpactCache
    check: Callable[[], None]
    idf: Callable[[Fields, Term], float]

    def matches(self, query: Query, among: DocSet | None = None) -> DocSet:
        """Return the documents *among* (None: all, deleted ones too) that answer *query*."""
        match query:
            case Text() | Phrase() | Prefix():
                return self._leaf(query, among)
            case And() | Or() | Not():
                return self._combined(query, among)
            case Near():
                return near(self.segment, query, among, self.check)
            case Relaxed():
                return self._relaxed(query, among)
            case Range(name, low, high):
                column = self.segment.numeric_column(name)
                return column.between(low, high, among) if column else EMPTY
            case Everything():
                return self._among(among)

    def _combined(self, query: And | Or | Not, among: DocSet | None) -> DocSet:
        match query:
            case And(parts):
                return self._all(parts, among)
            case Or(parts):
                return union([self.matches(part, among) for part in parts], self.segment.count)
            case Not(part):
                among = self._among(among)
                return difference(among, self.matches(part, among), self.segment.count)

    def _all(self, parts: Sequence[Query], among: DocSet | None) -> DocSet:
        # Last come the parts that are cheap for few documents but costly, or of no use, for all.
        for part in sorted(parts, key=lambda part: isinstance(part, Not | Range | Everything)):
            among = self.matches(part, among)
            if not among.size:
                return EMPTY
        return self._among(among)

    def _among(self, among: DocSet | None) -> DocSet:
        return all_documents(self.segment.count) if among is None else among

    def _relaxed(self, query: Relaxed, among: DocSet | None) -> DocSet:
        """Return the documents whose content words of the query weigh at least the query's share of all their idf."""
        terms = dict.fromkeys((part.fields, term) for part in map(query_terms, query.parts) for term in part.content)
        weights = {(fields, term): self.idf(fields, term) for fields, term in terms}
        held = np.zeros(self.segment.count)
        for (fields, term), weight in weights.items():
            self.check()
            held[self.impacts.of(self.segment, fields, term).holding(among)] += weight
        return np.flatnonzero(held >= max(query.share * sum(weights.values()) - ROUNDING, ROUNDING))

    def _leaf(self, leaf: Leaf, among: DocSet | None) -> DocSet:
        """Return the documents that have all required words of *leaf*, or its phrase.

        The phrase is looked for only in documents that have all its bigrams and not all its words.
        """
        terms = query_terms(leaf)
        if not terms.required:
            return self._phrase(terms, among) if terms.phrase else EMPTY
        by_words = self._all_of(terms.required, terms.fields, among)
        if not terms.phrase:
            return by_words
        candidates = difference(self._by_bigrams(terms, among), by_words, self.segment.count)
        if not candidates.size:
            return by_words
        return union((by_words, self._phrase(terms, candidates)), self.segment.count)

    def _all_of(self, terms: Sequence[Term], fields: Fields, among: DocSet | None) -> DocSet:
        """Return the documents in which every one of *terms* occurs in one or another of *fields*."""
        self.check()
        impacts = [self.impacts.of(self.segment, fields, term) for term in terms]
        if len(impacts) > 1:
            impacts.sort(key=attrgetter("count"))
        for one in impacts:
            among = one.holding(among)
            if not among.size:
                return EMPTY
        return self._among(among)

    def _by_bigrams(self, terms: QueryTerms, among: DocSet | None) -> DocSet:
        """Return the documents that have every bigram of the phrase, at whatever position."""
        bigrams = bigram_terms(terms.phrase) or [character_term(terms.phrase[0])]
        return self._all_of(bigrams, terms.fields, among)

    def _phrase(self, terms: QueryTerms, among: DocSet | None) -> DocSet:
        """Return the documents in which the phrase occurs in one of the fields."""
        if len(terms.phrase) <= 2:
            return self._by_bigrams(terms, among)
        found = [
            doc_ids(phrase_positions(index, terms.phrase, among, self.check))
            for field in terms.fields
            if (index := self.segment.inverted_index(field, "bigrams"))
        ]
        return union(found, self.segment.count)
