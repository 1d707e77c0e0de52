"""More like this: documents that share the most significant words of another. This module must not read queries."""

from collections.abc import Iterator
from heapq import nlargest
from operator import attrgetter, itemgetter

import numpy as np

from search.engine.documents import Hit
from search.engine.postings.keys import Term, word_term
from search.engine.postings.segments import Segment
from search.engine.query.collapsing import originals
from search.engine.query.scoring import Scores, inverse_document_frequency
from search.engine.query.searcher import Searcher

FIELDS = ("body",)
CANDIDATES = 40  # words of a document whose document frequency is looked up in all segments
SIGNIFICANT = 20  # of these, the words that others are compared by
SHORTEST = 2  # characters of a significant word
LEAST_SHARE = 0.1  # of the document's own score by its words; documents with less are not similar

WeightedTerms = list[tuple[Term, float]]


def similar(searcher: Searcher, id: int, limit: int, *, collapse: str = "") -> tuple[Hit, ...]:
    """Return the *limit* documents most like document *id*, best first, without itself; none if it is not indexed.

    Documents that repeat another by the column *collapse* (search.engine.query.collapsing) are left out.
    """
    found = _located(searcher, id)
    if found is None:
        return ()
    terms = significant_terms(searcher, *found)
    scores = {segment.name: _scores(searcher, segment, terms) for segment in searcher.segments}
    candidates = ((segment, scores[segment.name] * originals(segment, collapse)) for segment in searcher.segments)
    segment, doc_id = found
    least = LEAST_SHARE * float(scores[segment.name][doc_id])
    hits = (hit for one, counted in candidates for hit in _best(one, counted, limit + 1))
    return tuple(nlargest(limit, (hit for hit in hits if hit.id != id and hit.score > least), key=attrgetter("score")))


def significant_terms(searcher: Searcher, segment: Segment, doc_id: int) -> WeightedTerms:
    """Return the SIGNIFICANT words of a document with the highest weights, best first, and these weights: tf·idf².

    One idf is the word's share in what the document is about, the other one is the idf of every score. A word that no
    other document has is left out.
    """
    total = sum(segment.count for segment in searcher.segments)
    weighted = []
    for term, frequency in _candidates(segment, doc_id):
        holding = sum(searcher.impacts.of(one, FIELDS, term).count for one in searcher.segments)
        if holding > 1:
            idf = inverse_document_frequency(holding, total)
            weighted.append((term, frequency / (frequency + 1) * idf * idf))
    return nlargest(SIGNIFICANT, weighted, key=itemgetter(1))


def _candidates(segment: Segment, doc_id: int) -> Iterator[tuple[Term, int]]:
    """Yield the CANDIDATES words of a document with the highest tf·idf in this segment, and their frequencies."""
    index = segment.inverted_index("body", "words")
    ordinals, frequencies = index.terms_of(doc_id) if index else (np.zeros(0, np.intp), np.zeros(0, np.intp))
    if index is None or not ordinals.size:
        return
    tf_idf = frequencies / (frequencies + 1) * np.log1p(segment.count / np.diff(index.starts)[ordinals])
    found = 0
    for at in np.argsort(-tf_idf, kind="stable"):
        word = segment.vocabulary[int(index.keys[ordinals[at]])].decode()
        if len(word) >= SHORTEST and not word.encode().isdigit():
            yield word_term(word), int(frequencies[at])
            found += 1
        if found == CANDIDATES:
            return


def _scores(searcher: Searcher, segment: Segment, terms: WeightedTerms) -> Scores:
    scores = np.zeros(segment.count, np.float32)
    for term, weight in terms:
        searcher.impacts.of(segment, FIELDS, term).add_to_all(scores, weight)
    return scores


def _best(segment: Segment, scores: Scores, limit: int) -> Iterator[Hit]:
    """Return the *limit* documents with the highest scores, in no order."""
    first = np.argpartition(-scores, min(limit, scores.size) - 1)[:limit]
    return (Hit(int(segment.ids[at]), float(scores[at])) for at in first)


def _located(searcher: Searcher, id: int) -> tuple[Segment, int] | None:
    """Return the segment and the doc id of the live document with this report id; None if there is none."""
    for segment in searcher.segments:
        at = np.flatnonzero((segment.ids == id) & segment.live)
        if at.size:
            return segment, int(at[0])
    return None
