"""Counting: how many times the texts of a query occur in each document. This module must not match or score."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.engine.analysis import characters, folded
from search.engine.postings.keys import Term, character_term, code_points
from search.engine.postings.positions import phrase_positions
from search.engine.postings.segments import InvertedIndex, Segment
from search.engine.query.scoring import Fields
from search.engine.query.terms import Leaf, query_terms, scoring_leaves
from search.engine.storage.layout import POSITION_BITS
from search.text.queries import TEXT_FIELDS, Prefix, Query, Text
from search.text.words import required_words

Counts = NDArray[np.int64]  # one per document of a segment
Check = Callable[[], None]  # raises when time is up


def match_counts(segment: Segment, query: Query, check: Check) -> NDArray[np.float32]:
    """Return for each document how many places match the leaves of *query*: as many as a page would mark."""
    counts = np.zeros(segment.count, np.int64)
    for leaf in dict.fromkeys(scoring_leaves(query)):
        counts += leaf_counts(segment, leaf, (leaf.field,) if leaf.field else TEXT_FIELDS, check)
    return counts.astype(np.float32)


def leaf_counts(segment: Segment, leaf: Leaf, fields: Fields, check: Check) -> Counts:
    """Return for each document how many places match *leaf*: its text as a whole, and its words where they are apart.

    Example: 税务委员来，委员走 has two matches of the text 税务委员, one of the whole and one of the word 委员.
    """
    if isinstance(leaf, Prefix):
        return _word_counts(segment, query_terms(leaf).required, fields)
    whole = text_counts(segment, leaf.text, fields, check)
    words = required_words(folded(leaf.text)) if isinstance(leaf, Text) else []
    if len(words) < 2:
        return whole
    counts = whole * (1 - len(words))  # every word of a whole occurrence is counted once more below
    for word in words:
        counts += text_counts(segment, word, fields, check)
    return counts


def text_counts(segment: Segment, text: str, fields: Fields, check: Check) -> Counts:
    """Return for each document how many times *text* occurs verbatim in *fields*, white space and script aside."""
    codes = code_points(characters(text))
    counts = np.zeros(segment.count, np.int64)
    for field in fields:
        index = segment.inverted_index(field, "bigrams")
        if index is None or not codes:
            continue
        if len(codes) == 1:
            term = character_term(codes[0])
            counts += _frequencies(index, term.low, term.high)
        else:
            positions = phrase_positions(index, codes, None, check)
            counts += np.bincount(positions >> POSITION_BITS, minlength=segment.count)
    return counts


def _word_counts(segment: Segment, words: Sequence[Term], fields: Fields) -> Counts:
    counts = np.zeros(segment.count, np.int64)
    for field in fields:
        index = segment.inverted_index(field, "words")
        if index is not None:
            counts += sum(_frequencies(index, *segment.keys(word)) for word in words)
    return counts


def _frequencies(index: InvertedIndex, low: int, high: int) -> Counts:
    """Return each document's term frequency of the keys from *low* to *high* taken as one term."""
    counts = np.zeros(index.lengths.size, np.int64)
    first, last = index.ordinals(low, high)
    if first < last:
        doc_ids, frequencies = index.postings(first, last)
        counts[doc_ids] = frequencies
    return counts
