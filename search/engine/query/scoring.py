"""How well documents answer: BM25 by field and kind of term, from one table of weights.

score = Σ weight(kind) · weight(field) · idf(term) · (f·(k1+1) / (f + k1·(1 − b + b·length/usual length)) + early)
early = EARLY_WEIGHT for a pair of characters that stands in the beginning of a body, else 0
(Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.docsets import NONE, Selection, common
from search.engine.postings.keys import Term
from search.engine.postings.segments import Segment
from search.engine.storage.cache import Recent
from search.engine.storage.columns import Array
from search.engine.storage.layout import KINDS
from search.text.queries import ALL_FIELDS, NAME_FIELDS

# Measured as nDCG@10 in points on half of the queries of public sets: questions about encyclopaedia passages in either
# script, headlines of news and titles of laws for their text. All optima are flat, nearly the same for every set.
# k1 0.5–0.7 are alike; 0.9: −0.2, 1.2: −0.5. b 0.5–0.7 are alike; 0.4: −0.9 on long news.
# characters beside words and pairs: 0 → 0.4 +0.3, → 1.0 +0.2 more. pairs 0.5–1.0 are alike.
# Three characters in a row as terms: −0.2 to −1, so none. The densest passage, or the share of the words that stand:
# +0.1 beside the beginning, so neither.
# The beginning: +0.5 to +2 on questions, news and laws, −0.3 on one set of headlines. 60 to 150 characters are alike.
# Without question words +0.3 on questions, with marks left out +0.2 (search.text.content_words).
# title 0.4–1.5 are alike: high enough to stand above a body that begins with the same. headings, keywords and names
# are guesses: no public set has them.
K1 = 0.6
B = 0.6

KIND_WEIGHTS = {"words": 1.0, "pairs": 0.6, "characters": 1.0}
FIELD_WEIGHTS = {"title": 1.5, "headings": 0.3, "keywords": 0.4, "names": 0.3, "body": 1.0}
FIELD_WEIGHTS |= dict.fromkeys(NAME_FIELDS, FIELD_WEIGHTS["names"])
EARLY = 60  # characters that are the beginning
EARLY_WEIGHT = 0.5

CACHE_BYTES = 96 << 20
DENSE = 8  # a term in more than one of so many documents is kept with a value for every document

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Impact:
    """What a term adds in some fields of one segment, but for its rarity: above 0 exactly where it stands.

    documents: where that is, ascending. values: one for each of these; of a dense term one for every document of the
    segment.
    """

    documents: Selection
    values: Scores
    dense: bool

    @property
    def count(self) -> int:
        """In how many documents it stands."""
        return self.documents.size

    def standing(self, among: Selection | None) -> Selection:
        """The documents that the term stands in, of those *among* (None: all)."""
        if among is None:
            return self.documents
        return among[self.values[among] > 0] if self.dense else common(self.documents, among)

    def add_to_all(self, scores: Scores, weight: float) -> None:
        """Add *weight* times the values to *scores*, one for every document of the segment."""
        if self.dense:
            scores += self.values * weight
        else:
            scores[self.documents] += self.values * weight

    def add_to_some(self, scores: Scores, hits: Selection, weight: float) -> None:
        """Add *weight* times the values to *scores*, those of the documents *hits*, which are few."""
        if self.dense:
            scores += self.values[hits] * weight
        elif self.documents is hits:
            scores += self.values * weight
        elif self.documents.size:
            at = self.documents.searchsorted(hits)
            added = self.values.take(at, mode="clip") * weight
            added *= self.documents.take(at, mode="clip") == hits
            scores += added


Fields = tuple[str, ...]
UsualLengths = dict[tuple[str, str], float]


class Impacts:
    """Computes impacts and keeps those used of late, within CACHE_BYTES. Shared by all segments of an index.

    Holds for one choice of usual lengths (of texts, by field and kind of term).
    """

    def __init__(self, usual_lengths: UsualLengths) -> None:
        self.usual_lengths = usual_lengths
        self._recent: Recent[tuple[str, Fields, Term], Impact] = Recent(CACHE_BYTES, _size)

    def of(self, segment: Segment, fields: Fields, term: Term) -> Impact:
        """The impact of *term* in all *fields* together."""
        key = (segment.name, fields, term)
        impact = self._recent.get(key)
        if impact is None:
            impact = self._computed(segment, fields, term)
            self._recent.keep(key, impact)
        return impact

    def _computed(self, segment: Segment, fields: Fields, term: Term) -> Impact:
        found = [part for field in fields if (part := self.in_field(segment, field, term))]
        if not found:
            return NOWHERE
        documents, values = found[0]
        if len(found) == 1 and documents.size * DENSE < segment.count:
            return Impact(documents.astype(np.intp), values, dense=False)
        dense = np.zeros(segment.count, np.float32)
        for documents, values in found:
            dense[documents] += values
        standing = np.flatnonzero(dense)
        if standing.size * DENSE < segment.count:
            return Impact(standing, dense[standing], dense=False)
        return Impact(standing, dense, dense=True)

    def in_field(self, segment: Segment, field: str, term: Term) -> tuple[Array, Scores] | None:
        """The documents, ascending, where *term* stands in *field*, and what it adds there; None if it never does."""
        terms = segment.terms(field, term.kind)
        if terms is None:
            return None
        first, last = terms.slots(*segment.keys(term))
        if first == last:
            return None
        documents, counts = terms.postings(first, last)
        lengths = terms.lengths[documents].astype(np.float32)
        usual_length = self.usual_lengths[field, term.kind]
        values = _saturated(counts.astype(np.float32), lengths, usual_length)
        if field == "body" and term.kind == "pairs" and term.high - term.low == 1:
            values += np.float32(EARLY_WEIGHT) * (terms.first_places(first) < EARLY)
        return documents, values * FIELD_WEIGHTS[field]


NOWHERE = Impact(NONE, np.zeros(0, np.float32), dense=False)


def _size(impact: Impact) -> int:
    return 500 + impact.values.nbytes + impact.documents.nbytes


def _saturated(counts: Scores, lengths: Scores, usual_length: float) -> Scores:
    saturated = counts * (K1 + 1) / (counts + K1 * (1 - B) + lengths * (K1 * B / usual_length))
    return saturated.astype(np.float32, copy=False)


def inverse_document_frequency(holding: int, total: int) -> float:
    """ln(1 + (N − n + ½) / (n + ½)): rare terms say more."""
    return math.log1p((total - holding + 0.5) / (holding + 0.5))


def usual_lengths(segments: Sequence[Segment]) -> UsualLengths:
    """Mean length of the texts by field and kind of term, to the nearest quarter of an octave.

    So rounded, an edit seldom changes them, and what was computed with them stays valid.
    """
    return {(field, kind): _usual_length(segments, field, kind) for field in ALL_FIELDS for kind in KINDS}


def _usual_length(segments: Sequence[Segment], field: str, kind: str) -> float:
    parts = [terms.lengths for segment in segments if (terms := segment.terms(field, kind))]
    texts = sum(int(np.count_nonzero(lengths)) for lengths in parts)
    total = sum(int(lengths.sum(dtype=np.int64)) for lengths in parts)
    return float(2.0 ** (round(4 * math.log2(total / texts)) / 4)) if total else 1.0
