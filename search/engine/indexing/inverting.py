"""From characters and words to postings, by arithmetic over whole batches: no object per posting.

Terms are whole numbers here (code points, pairs of them, numbers of words). Reads no text, writes no file.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engine.storage.columns import Array, narrowed
from search.engine.storage.layout import CODE_BITS, CODE_POINTS, DOCUMENT_BITS, END, LARGEST_SEGMENT, marked


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one kind of term in one field, term after term, documents ascending.

    keys: the terms, ascending whole numbers. starts: where each term's postings begin (one more than keys).
    documents: one per posting. Then one of two:
    frequencies: one per posting.
    places: for each posting the term's places in the document, ascending, in characters from its beginning
    (white space not counted); the first of each posting carries the mark of `marked`.
    place_starts: where each term's places begin, like starts.
    """

    keys: Array
    starts: Array
    documents: Array
    frequencies: Array | None = None
    places: Array | None = None
    place_starts: Array | None = None


def invert(keys: Array, documents: Array) -> Postings:
    """Documents and frequencies of *keys*, each at home in the document at the same index."""
    packed = np.sort(keys.astype(np.uint64) << np.uint64(DOCUMENT_BITS) | documents.astype(np.uint64))
    postings = changes(packed)
    distinct = packed[postings]
    posting_keys = distinct >> np.uint64(DOCUMENT_BITS)
    terms = changes(posting_keys)
    return Postings(
        keys=posting_keys[terms].astype(np.uint32),
        starts=_starts(terms, postings.size),
        documents=(distinct & np.uint64(LARGEST_SEGMENT - 1)).astype(np.uint16),
        frequencies=narrowed(np.diff(postings, append=packed.size)),
    )


def invert_pairs(codes: NDArray[np.uint32], documents: Array) -> Postings:
    """Documents and places of the pairs of neighbours in *codes*, documents ascending.

    Every character begins one pair, so the postings of a single character are those of a range of pairs.
    """
    following = np.append(codes[1:], np.uint32(END))
    following[np.append(documents[1:] != documents[:-1], True)[: codes.size]] = END
    alphabet, numbers = _numbered(codes)
    pairs, at = _sorted_with(numbers[codes] * np.uint64(alphabet.size) + numbers[following[: codes.size]])
    lengths = np.bincount(documents)
    owners = documents[at]
    terms, postings = changes(pairs), changes(pairs, owners)
    return Postings(
        keys=pair_keys(*(alphabet[half] for half in np.divmod(pairs[terms], np.uint64(alphabet.size)))),
        starts=_starts(np.searchsorted(postings, terms), postings.size),
        documents=owners[postings].astype(np.uint16),
        places=marked(at - (np.cumsum(lengths) - lengths)[owners], postings),
        place_starts=_starts(terms, pairs.size),
    )


def pair_keys(first: Array, second: Array) -> NDArray[np.uint64]:
    """The keys of pairs of code points; they sort as the pairs do."""
    return first.astype(np.uint64) << np.uint64(CODE_BITS) | second.astype(np.uint64)


def _numbered(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """END and the distinct *codes*, ascending, and a table from each to its number among them."""
    seen = np.zeros(CODE_POINTS, bool)
    seen[codes] = seen[END] = True
    alphabet = np.flatnonzero(seen).astype(np.uint32)
    numbers = np.zeros(CODE_POINTS, np.uint64)
    numbers[alphabet] = np.arange(alphabet.size)
    return alphabet, numbers


def _sorted_with(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """*keys* sorted, and the index each had (equal keys by index): one plain sort of 64-bit words."""
    shift = np.uint64(keys.size.bit_length())
    packed = np.sort(keys << shift | np.arange(keys.size, dtype=np.uint64))
    return packed >> shift, (packed & ((np.uint64(1) << shift) - np.uint64(1))).astype(np.int64)


def changes(*columns: Array) -> NDArray[np.int64]:
    """Where runs begin: the rows that differ from the row before, and row 0."""
    differs = np.zeros(max(columns[0].size - 1, 0), bool)
    for column in columns:
        differs |= column[1:] != column[:-1]
    return np.append(np.zeros(min(columns[0].size, 1), np.int64), np.flatnonzero(differs) + 1)


def _starts(firsts: Array, end: int) -> NDArray[Any]:
    return np.append(firsts, end).astype(np.uint32)
