"""How often the texts of a query stand in each document. Counts places; scores and matches nothing."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engine.analysis import characters, folded
from search.engine.cutting import NUL
from search.engine.leaves import Leaf, asked, character, leaves, pairs_of
from search.engine.scoring import Fields
from search.engine.segments import Segment, Term, Terms
from search.text.queries import TEXT_FIELDS, Prefix, Query, Text
from search.text.words import needed

PLACE_BITS = 32

Counts = NDArray[np.int64]  # one per document of a segment


def matches(segment: Segment, query: Query) -> NDArray[np.float32]:
    """For each document how many places answer the leaves of *query*: as many as a page would mark."""
    found = np.zeros(segment.count, np.int64)
    for leaf in dict.fromkeys(leaves(query)):
        found += leaf_matches(segment, leaf, (leaf.field,) if leaf.field else TEXT_FIELDS)
    return found.astype(np.float32)


def leaf_matches(segment: Segment, leaf: Leaf, fields: Fields) -> Counts:
    """Places of one leaf: of a run as a whole, and of its words where they stand apart."""
    if isinstance(leaf, Prefix):
        return _of_words(segment, asked(leaf).all_of, fields)
    whole = occurrences(segment, leaf.text, fields)
    words = needed(folded(leaf.text)) if isinstance(leaf, Text) else []
    if len(words) < 2:
        return whole
    marks = whole * (1 - len(words))  # where it stands whole, its words were counted one by one
    for word in words:
        marks += occurrences(segment, word, fields)
    return marks


def occurrences(segment: Segment, text: str, fields: Fields) -> Counts:
    """How often *text* stands verbatim in *fields* of each document, white space and script aside."""
    codes = tuple(ord(one) or NUL for one in characters(text))
    found = np.zeros(segment.count, np.int64)
    for field in fields:
        terms = segment.terms(field, "pairs")
        if terms is not None and codes:
            found += _of_character(terms, codes[0]) if len(codes) == 1 else _of_run(terms, pairs_of(codes))
    return found


def _of_words(segment: Segment, words: Sequence[Term], fields: Fields) -> Counts:
    found = np.zeros(segment.count, np.int64)
    for field in fields:
        terms = segment.terms(field, "words")
        if terms is not None:
            found += sum(_frequencies(terms, *segment.keys(word)) for word in words)
    return found


def _of_character(terms: Terms, code: int) -> Counts:
    wanted = character(code)
    return _frequencies(terms, wanted.low, wanted.high)


def _frequencies(terms: Terms, low: int, high: int) -> Counts:
    found = np.zeros(terms.lengths.size, np.int64)
    first, last = terms.slots(low, high)
    if first < last:
        documents, counts = terms.postings(first, last)
        found[documents] = counts
    return found


def _of_run(terms: Terms, pairs: Sequence[Term]) -> Counts:
    """Counts the beginnings that pairs, each as many places on as it stands in the run, have in common."""
    count = terms.lengths.size
    covering = sorted({*range(0, len(pairs), 2), len(pairs) - 1})
    spans = [(*terms.slots(pairs[offset].low, pairs[offset].high), offset) for offset in covering]
    if any(first == last for first, last, _ in spans):
        return np.zeros(count, np.int64)
    beginnings: Counts | None = None
    held = np.ones(count, bool)
    for slot, _, offset in sorted(spans, key=lambda span: terms.place_count(span[0])):
        places, owners = terms.places(slot, held)
        found = (owners.astype(np.int64) << PLACE_BITS) + places.astype(np.int64) - offset
        beginnings = found if beginnings is None else np.intersect1d(beginnings, found, assume_unique=True)
        held = np.zeros(count, bool)
        held[beginnings[beginnings >= 0] >> PLACE_BITS] = True
    assert beginnings is not None
    return np.bincount(beginnings >> PLACE_BITS, minlength=count) if beginnings.size else np.zeros(count, np.int64)
