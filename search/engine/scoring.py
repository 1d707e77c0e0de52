"""How well documents answer: BM25 by field and kind of term, from one table of weights.

score = Σ weight(kind) · weight(field) · idf(term) · (f·(k1+1) / (f + k1·(1 − b + b·length/usual length)) + early)
early = EARLY_WEIGHT for a pair of characters that stands in the beginning of a body, else 0
(Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009).
"""

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from search.engine.building import KINDS
from search.engine.columns import Array
from search.engine.segments import Mask, Segment, Term
from search.text.queries import TEXT_FIELDS

# Measured as nDCG@10 in points on half of the queries of public sets: questions about encyclopaedia passages in either
# script, headlines of news and titles of laws for their text. All optima are flat, nearly the same for every set.
# k1 0.5–0.7 are alike; 0.9: −0.2, 1.2: −0.5. b 0.5–0.7 are alike; 0.4: −0.9 on long news.
# characters beside words and pairs: 0 → 0.4 +0.3, → 1.0 +0.2 more. pairs 0.5–1.0 are alike.
# Three characters in a row as terms: −0.2 to −1, so none. The densest passage, or the share of the words that stand:
# +0.1 beside the beginning, so neither.
# The beginning: +0.5 to +2 on questions, news and laws, −0.3 on one set of headlines. 60 to 150 characters are alike.
# Without question words +0.3 on questions, with marks left out +0.2 (search.text.telling).
# title 0.4–1.5 are alike: high enough to stand above a body that begins with the same. headings, keywords and names
# are guesses: no public set has them.
K1 = 0.6
B = 0.6

KIND_WEIGHTS = {"words": 1.0, "pairs": 0.6, "characters": 1.0}
FIELD_WEIGHTS = {"title": 1.5, "headings": 0.3, "keywords": 0.4, "names": 0.3, "body": 1.0}
EARLY = 60  # characters that are the beginning
EARLY_WEIGHT = 0.5

CACHE_BYTES = 96 << 20
DENSE = 8  # a term in more than one of so many documents is kept with a value for every document

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Impact:
    """What a term adds in some fields of one segment, but for its rarity: above 0 exactly where it stands.

    documents is None if values has one for every document of the segment. count: in how many it stands.
    """

    documents: Array | None
    values: Scores
    count: int

    def mask(self, count: int) -> Mask:
        """The documents, of *count*, that the term stands in."""
        if self.documents is None:
            return self.values > 0
        mask = np.zeros(count, bool)
        mask[self.documents] = True
        return mask


class Scoring:
    """Sums up impacts for the documents *hits* of a segment of *count*."""

    def __init__(self, hits: NDArray[np.intp], count: int) -> None:
        self._hits = hits
        self._few = hits.size * DENSE < count
        self._of_hits = np.zeros(hits.size, np.float32)
        self._of_all = np.zeros(count, np.float32)
        self._spare = np.empty(0 if self._few else count, np.float32)

    def add(self, impact: Impact, weight: float) -> None:
        if impact.documents is not None:
            self._of_all[impact.documents] += impact.values * weight
        elif self._few:
            self._of_hits += impact.values[self._hits] * weight
        else:
            self._of_all += np.multiply(impact.values, weight, out=self._spare)

    def scores(self) -> Scores:
        return self._of_hits + self._of_all[self._hits]


Fields = tuple[str, ...]
UsualLengths = dict[tuple[str, str], float]


class Impacts:
    """Computes impacts and keeps those used last, within CACHE_BYTES. Shared by all segments of an index.

    Holds for one choice of usual lengths (of texts, by field and kind of term).
    """

    def __init__(self, usual_lengths: UsualLengths) -> None:
        self.usual_lengths = usual_lengths
        self._kept: OrderedDict[tuple[str, Fields, Term], Impact] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def of(self, segment: Segment, fields: Fields, term: Term) -> Impact:
        """The impact of *term* in all *fields* together."""
        key = (segment.name, fields, term)
        with self._lock:
            impact = self._kept.get(key)
            if impact is not None:
                self._kept.move_to_end(key)
                return impact
        impact = self._computed(segment, fields, term)
        self._keep(key, impact)
        return impact

    def _keep(self, key: tuple[str, Fields, Term], impact: Impact) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = impact
                self._bytes += _size(impact)
            while self._bytes > CACHE_BYTES:
                self._bytes -= _size(self._kept.popitem(last=False)[1])

    def _computed(self, segment: Segment, fields: Fields, term: Term) -> Impact:
        found = [part for field in fields if (part := self._in_field(segment, field, term))]
        if not found:
            return NOWHERE
        documents, values = found[0]
        if len(found) == 1 and documents.size * DENSE < segment.count:
            return Impact(documents.astype(np.intp), values, documents.size)
        dense = np.zeros(segment.count, np.float32)
        for documents, values in found:
            dense[documents] += values
        standing = np.flatnonzero(dense)
        if standing.size * DENSE < segment.count:
            return Impact(standing, dense[standing], standing.size)
        return Impact(None, dense, standing.size)

    def _in_field(self, segment: Segment, field: str, term: Term) -> tuple[Array, Scores] | None:
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


NOWHERE = Impact(np.zeros(0, np.intp), np.zeros(0, np.float32), 0)


def _size(impact: Impact) -> int:
    return 500 + impact.values.nbytes + (0 if impact.documents is None else impact.documents.nbytes)


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
    return {(field, kind): _usual_length(segments, field, kind) for field in TEXT_FIELDS for kind in KINDS}


def _usual_length(segments: Sequence[Segment], field: str, kind: str) -> float:
    parts = [terms.lengths for segment in segments if (terms := segment.terms(field, kind))]
    texts = sum(int(np.count_nonzero(lengths)) for lengths in parts)
    total = sum(int(lengths.sum(dtype=np.int64)) for lengths in parts)
    return float(2.0 ** (round(4 * math.log2(total / texts)) / 4)) if total else 1.0
