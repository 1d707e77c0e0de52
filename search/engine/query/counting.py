"""How often the texts of a query stand in each document. Counts places; scores and matches nothing."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.engine.analysis import characters, folded
from search.engine.postings.keys import Term, character
from search.engine.postings.positions import beginnings
from search.engine.postings.segments import Segment, Terms
from search.engine.query.scoring import Fields
from search.engine.query.terms import Leaf, asked, leaves
from search.engine.storage.layout import NUL, PLACE_BITS
from search.text.queries import TEXT_FIELDS, Prefix, Query, Text
from search.text.words import needed

Counts = NDArray[np.int64]  # one per document of a segment
Check = Callable[[], None]  # raises when time is up


def matches(segment: Segment, query: Query, check: Check) -> NDArray[np.float32]:
    """For each document how many places answer the leaves of *query*: as many as a page would mark."""
    found = np.zeros(segment.count, np.int64)
    for leaf in dict.fromkeys(leaves(query)):
        found += leaf_matches(segment, leaf, (leaf.field,) if leaf.field else TEXT_FIELDS, check)
    return found.astype(np.float32)


def leaf_matches(segment: Segment, leaf: Leaf, fields: Fields, check: Check) -> Counts:
    """Places of one leaf: of a run as a whole, and of its words where they stand apart."""
    if isinstance(leaf, Prefix):
        return _of_words(segment, asked(leaf).all_of, fields)
    whole = occurrences(segment, leaf.text, fields, check)
    words = needed(folded(leaf.text)) if isinstance(leaf, Text) else []
    if len(words) < 2:
        return whole
    marks = whole * (1 - len(words))  # where it stands whole, its words were counted one by one
    for word in words:
        marks += occurrences(segment, word, fields, check)
    return marks


def occurrences(segment: Segment, text: str, fields: Fields, check: Check) -> Counts:
    """How often *text* stands verbatim in *fields* of each document, white space and script aside."""
    codes = tuple(ord(one) or NUL for one in characters(text))
    found = np.zeros(segment.count, np.int64)
    for field in fields:
        terms = segment.terms(field, "pairs")
        if terms is not None and codes:
            found += _of_character(terms, codes[0]) if len(codes) == 1 else _of_run(terms, codes, check)
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


def _of_run(terms: Terms, codes: tuple[int, ...], check: Check) -> Counts:
    return np.bincount(beginnings(terms, codes, None, check) >> PLACE_BITS, minlength=terms.lengths.size)
