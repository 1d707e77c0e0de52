"""Documents like another: those that hold the words which say most about it. Knows no query."""

from collections.abc import Iterator
from heapq import nlargest
from operator import attrgetter, itemgetter

import numpy as np

from search.engine.documents import Hit
from search.engine.postings.keys import Term
from search.engine.postings.segments import Segment, Terms
from search.engine.query.scoring import inverse_document_frequency
from search.engine.query.searcher import Searcher

FIELDS = ("body",)
CANDIDATES = 40  # words of a document whose rarity is looked up in all segments
SIGNIFICANT = 20  # of these, the words that others are compared by
SHORTEST = 2  # characters of a word that says something
LEAST_SHARE = 0.1  # of what the document itself would score; what has less is not like it

Weighed = list[tuple[Term, float]]


def similar(searcher: Searcher, id: int, limit: int) -> tuple[Hit, ...]:
    """The *limit* documents most like document *id*, best first, and never itself; none if it is not indexed."""
    place = _place(searcher, id)
    if place is None:
        return ()
    weighed = significant(searcher, *place)
    scores = {segment.name: _scored(searcher, segment, weighed) for segment in searcher.segments}
    least = LEAST_SHARE * float(scores[place[0].name][place[1]])
    hits = (hit for segment in searcher.segments for hit in _best(segment, scores[segment.name], limit + 1))
    return tuple(nlargest(limit, (hit for hit in hits if hit.id != id and hit.score > least), key=attrgetter("score")))


def significant(searcher: Searcher, segment: Segment, document: int) -> Weighed:
    """The words that say most about *document* of *segment*, by tf·idf; a word that no other has says nothing here."""
    total = sum(segment.count for segment in searcher.segments)
    weighed = []
    for term, frequency in _frequent(segment, document):
        holding = sum(searcher.impacts.of(one, FIELDS, term).count for one in searcher.segments)
        if holding > 1:
            rarity = inverse_document_frequency(holding, total)
            weighed.append((term, frequency / (frequency + 1) * rarity * rarity))
    return nlargest(SIGNIFICANT, weighed, key=itemgetter(1))


def _frequent(segment: Segment, document: int) -> Iterator[tuple[Term, int]]:
    """Words of a document with their frequencies: the CANDIDATES that tell most by this segment alone."""
    terms = segment.terms("body", "words")
    slots, counts = terms.of_document(document) if terms else (np.zeros(0, np.intp), np.zeros(0, np.intp))
    if terms is None or not slots.size:
        return
    telling = counts / (counts + 1) * np.log1p(segment.count / np.diff(terms.starts)[slots])
    found = 0
    for at in np.argsort(-telling, kind="stable"):
        word = _word(segment, terms, int(slots[at]))
        if len(word.decode()) >= SHORTEST and not word.isdigit():
            yield Term("words", word, word + b"\0"), int(counts[at])
            found += 1
        if found == CANDIDATES:
            return


def _word(segment: Segment, terms: Terms, slot: int) -> bytes:
    return segment.vocabulary[int(terms.keys[slot])]


def _scored(searcher: Searcher, segment: Segment, weighed: Weighed) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    scores = np.zeros(segment.count, np.float32)
    for term, weight in weighed:
        searcher.impacts.of(segment, FIELDS, term).add_to_all(scores, weight)
    return scores


def _best(segment: Segment, scores: np.ndarray[tuple[int], np.dtype[np.float32]], limit: int) -> Iterator[Hit]:
    living = np.where(segment.live, scores, 0)
    first = np.argpartition(-living, min(limit, living.size) - 1)[:limit]
    return (Hit(int(segment.ids[at]), float(living[at])) for at in first)


def _place(searcher: Searcher, id: int) -> tuple[Segment, int] | None:
    """The segment that the living document is in, and its number there."""
    for segment in searcher.segments:
        at = np.flatnonzero((segment.ids == id) & segment.live)
        if at.size:
            return segment, int(at[0])
    return None
