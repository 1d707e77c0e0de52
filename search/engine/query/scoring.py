"""Scoring: how well documents answer, by BM25 over fields and kinds of terms, with one table of weights.

    score = Σ over terms and fields of
            weight(kind) · weight(field) · idf(term) · (f·(k1+1) / (f + k1·(1 − b + b·length/avgdl)) + early)

(Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.) f is the term's frequency in the
field; length is the field's length and avgdl the average of these, without empty fields, both in terms of this kind.
idf counts a document once, in however many of the fields the term occurs. early is EARLY_WEIGHT for a bigram at the
beginning of a body, else 0; it is no part of BM25.

All factors but idf and the weight of the kind are computed at once for all documents of a segment and kept: they are
the term's *impacts*. From then on a term costs one multiplication and addition per hit or per document.

This module must not know query values or choose which terms to score: `search.engine.query.terms` does.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.docsets import EMPTY, DocSet, intersection
from search.engine.postings.keys import Term
from search.engine.postings.segments import Segment
from search.engine.storage.cache import LRUCache
from search.engine.storage.columns import Array
from search.engine.storage.layout import KINDS
from search.text.queries import ALL_FIELDS, NAME_FIELDS

# Measured as nDCG@10 in points on half of the queries of public sets: questions about encyclopaedia passages in either
# script, headlines of news and titles of laws for their text. All optima are flat, nearly the same for every set.
# k1 0.5–0.7 are alike; 0.9: −0.2, 1.2: −0.5. b 0.5–0.7 are alike; 0.4: −0.9 on long news.
# Characters beside words and bigrams: 0 → 0.4 +0.3, → 1.0 +0.2 more. Bigrams 0.5–1.0 are alike.
# Trigrams as terms: −0.2 to −1, so none. The densest passage, or the share of the query's words that occur:
# +0.1 beside the beginning, so neither.
# The beginning: +0.5 to +2 on questions, news and laws, −0.3 on one set of headlines. 60 to 150 characters are alike.
# Without question words +0.3 on questions, with marks left out +0.2 (search.text.content_words).
# Title 0.4–1.5 are alike: high enough to put it above a body that begins with the same. Headings, keywords and names
# are guesses: no public set has them.
K1 = 0.6
B = 0.6

KIND_WEIGHTS = {"words": 1.0, "bigrams": 0.6, "characters": 1.0}
FIELD_WEIGHTS = {"title": 1.5, "headings": 0.3, "keywords": 0.4, "names": 0.3, "body": 1.0}
FIELD_WEIGHTS |= dict.fromkeys(NAME_FIELDS, FIELD_WEIGHTS["names"])
EARLY = 60  # characters that are the beginning
EARLY_WEIGHT = 0.5

CACHE_BYTES = 96 << 20
DENSE = 8  # a term in more than one of so many documents is kept with an impact for every document

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TermImpacts:
    """The amounts that one term adds to scores in some fields of one segment, before idf and the weight of its kind.

    doc_ids: the documents in which the term occurs. values: one impact above 0 for each of these; if the term is
    *dense*, one for every document of the segment, 0 where the term does not occur.
    """

    doc_ids: DocSet
    values: Scores
    dense: bool

    @property
    def count(self) -> int:
        """The term's document frequency in the segment."""
        return self.doc_ids.size

    def holding(self, among: DocSet | None) -> DocSet:
        """Return the documents *among* (None: all) in which the term occurs."""
        if among is None:
            return self.doc_ids
        return among[self.values[among] > 0] if self.dense else intersection(self.doc_ids, among)

    def add_to_all(self, scores: Scores, weight: float) -> None:
        """Add *weight* times the impacts to *scores*, one for every document of the segment."""
        if self.dense:
            scores += self.values * weight
        else:
            scores[self.doc_ids] += self.values * weight

    def add_to_some(self, scores: Scores, hits: DocSet, weight: float) -> None:
        """Add *weight* times the impacts to *scores*, one for each of the documents *hits*, which are few."""
        if self.dense:
            scores += self.values[hits] * weight
        elif self.doc_ids is hits:
            scores += self.values * weight
        elif self.doc_ids.size:
            at = self.doc_ids.searchsorted(hits)
            added = self.values.take(at, mode="clip") * weight
            added *= self.doc_ids.take(at, mode="clip") == hits
            scores += added


Fields = tuple[str, ...]
AverageLengths = dict[tuple[str, str], float]  # (field, kind) → average field length


class ImpactCache:
    """Computes the impacts of terms and keeps the recently used, within CACHE_BYTES. All segments share it.

    It is valid for one choice of average lengths, which all impacts depend on.
    """

    def __init__(self, average_lengths: AverageLengths) -> None:
        self.average_lengths = average_lengths
        self._cache: LRUCache[tuple[str, Fields, Term], TermImpacts] = LRUCache(
            CACHE_BYTES, lambda impacts: 500 + impacts.values.nbytes + impacts.doc_ids.nbytes
        )

    def of(self, segment: Segment, fields: Fields, term: Term) -> TermImpacts:
        """Return the impacts of *term* in all *fields* together."""
        key = (segment.name, fields, term)
        impacts = self._cache.get(key)
        if impacts is None:
            impacts = self._computed(segment, fields, term)
            self._cache.put(key, impacts)
        return impacts

    def _computed(self, segment: Segment, fields: Fields, term: Term) -> TermImpacts:
        found = [part for field in fields if (part := self.in_field(segment, field, term))]
        if not found:
            return NO_IMPACTS
        doc_ids, values = found[0]
        if len(found) == 1 and doc_ids.size * DENSE < segment.count:
            return TermImpacts(doc_ids.astype(np.intp), values, dense=False)
        dense = np.zeros(segment.count, np.float32)
        for doc_ids, values in found:
            dense[doc_ids] += values
        held = np.flatnonzero(dense)
        if held.size * DENSE < segment.count:
            return TermImpacts(held, dense[held], dense=False)
        return TermImpacts(held, dense, dense=True)

    def in_field(self, segment: Segment, field: str, term: Term) -> tuple[Array, Scores] | None:
        """Return the documents in which *term* occurs in *field*, and its impact there; None if there are none."""
        index = segment.inverted_index(field, term.kind)
        if index is None:
            return None
        first, last = index.ordinals(*segment.keys(term))
        if first == last:
            return None
        doc_ids, frequencies = index.postings(first, last)
        lengths = index.lengths[doc_ids].astype(np.float32)
        values = _saturated(frequencies.astype(np.float32), lengths, self.average_lengths[field, term.kind])
        if field == "body" and term.kind == "bigrams" and term.high - term.low == 1:
            values += np.float32(EARLY_WEIGHT) * (index.first_positions(first) < EARLY)
        return doc_ids, values * FIELD_WEIGHTS[field]


NO_IMPACTS = TermImpacts(EMPTY, np.zeros(0, np.float32), dense=False)


def _saturated(frequencies: Scores, lengths: Scores, average_length: float) -> Scores:
    """Return the saturated frequency of BM25: it grows with the frequency, but never beyond k1 + 1."""
    saturated = frequencies * (K1 + 1) / (frequencies + K1 * (1 - B) + lengths * (K1 * B / average_length))
    return saturated.astype(np.float32, copy=False)


def inverse_document_frequency(holding: int, total: int) -> float:
    """Return ln(1 + (N − n + ½) / (n + ½)) for a term that *holding* (n) of *total* (N) documents have."""
    return math.log1p((total - holding + 0.5) / (holding + 0.5))


def average_lengths(segments: Sequence[Segment]) -> AverageLengths:
    """Return the average field length by field and kind of term, rounded to a quarter of an octave (2^¼).

    Because of the rounding an edit seldom changes them, and the impacts computed with them stay valid.
    """
    return {(field, kind): _average_length(segments, field, kind) for field in ALL_FIELDS for kind in KINDS}


def _average_length(segments: Sequence[Segment], field: str, kind: str) -> float:
    parts = [index.lengths for segment in segments if (index := segment.inverted_index(field, kind))]
    texts = sum(int(np.count_nonzero(lengths)) for lengths in parts)
    total = sum(int(lengths.sum(dtype=np.int64)) for lengths in parts)
    return float(2.0 ** (round(4 * math.log2(total / texts)) / 4)) if total else 1.0
