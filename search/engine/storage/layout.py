"""The layout of a segment: the names of its columns, and how bigrams, doc ids and positions are packed into numbers.

This module holds constants and bit arithmetic on arrays. It must not read text or files.

A segment of n documents is one file of the columns below. A *doc id* is the number of a document within its segment,
from 0 to n − 1. `<field>` is one of `search.text.queries.ALL_FIELDS`, `<kind>` one of KINDS, `<name>` a numeric column
of `search.engine.documents.Document`. A field or column that no document of the segment has is left out.

    ids                              n report ids, by doc id
    versions                         n version digests, by doc id
    words.text                       all words of the segment in UTF-8, sorted by their bytes, end to end
    words.ends                       the end of each word in words.text, in bytes
    <field>.<kind>.keys              one key per term, ascending: a word's rank among all words, or a bigram key
    <field>.<kind>.starts            the index of each term's first posting, then the number of postings
    <field>.<kind>.doc_ids           one doc id per posting, ascending within a term
    <field>.<kind>.lengths           n field lengths, by doc id, in terms of this kind
    <field>.words.frequencies        one term frequency per posting
    <field>.bigrams.positions        the positions of all postings, ascending within a posting, marked (see below)
    <field>.bigrams.position_starts  the index of each term's first position, then the number of positions
    column.<name>.values             the distinct numbers of the column, ascending
    column.<name>.codes              one index into values for each number that a document has
    column.<name>.doc_ids            the document that has it, ascending

A *bigram key* is the first code point << CODE_BITS | the second one. Every character of a text begins one bigram: the
last character is paired with END. So a single character (a unigram) needs no postings of its own: its postings are
those of all bigrams from `code << CODE_BITS` up to `code + 1 << CODE_BITS`. Example: 税务税 has the bigrams (税, 务) at
position 0, (务, 税) at position 1 and (税, END) at position 2.

A *position* counts characters from the beginning of the field, white space left out. On disk the first position of
each posting carries a *mark*, the highest bit of its dtype, so that no column has to say where postings begin among the
positions. In memory, a position in any document of a segment is one 64-bit number, doc id << POSITION_BITS | position.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engine.storage.columns import Array, smallest_unsigned

KINDS = ("words", "bigrams")  # of the terms of a field

CODE_POINTS = 0x110000
CODE_BITS = 21  # enough for a code point
END = 0  # the second code point of the bigram that begins with the last character of a text
NUL = 0xFFFD  # replaces U+0000 in text, because 0 means END

DOC_ID_BITS = 16
LARGEST_SEGMENT = 1 << DOC_ID_BITS  # documents in a segment, at most
POSITION_BITS = 32


def mark_first(positions: Array, firsts: Array) -> Array:
    """Return *positions*, with those at the indexes *firsts* marked, in the narrowest dtype that has a bit to spare."""
    dtype = smallest_unsigned(2 * int(positions.max()) if positions.size else 0)
    result = positions.astype(dtype)
    result[firsts] |= mark(dtype)
    return result


def widen_marked(positions: Array, dtype: np.dtype[Any]) -> Array:
    """Return marked *positions* in *dtype*, which is at least as wide, with the marks moved to its highest bit."""
    if positions.dtype == dtype:
        return positions
    bit = mark(positions.dtype)
    wider: Array = (positions & ~bit).astype(dtype)
    wider[positions >= bit] |= mark(dtype)
    return wider


def mark(dtype: np.dtype[Any]) -> Any:
    """Return the mark of an unsigned dtype: its highest bit, as a number of that dtype."""
    return dtype.type(1 << dtype.itemsize * 8 - 1)


def marked_starts(positions: Array) -> NDArray[np.intp]:
    """Return the index of each posting's first position among marked *positions*."""
    return np.flatnonzero(positions >= mark(positions.dtype))


def position_counts(positions: Array) -> NDArray[np.int64]:
    """Return the number of positions of each posting (its term frequency), from the marks."""
    return np.diff(marked_starts(positions), append=positions.size)
