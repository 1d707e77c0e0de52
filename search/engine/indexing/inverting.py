"""Inverting: tokens become posting lists, by arithmetic over whole batches, without an object per posting.

Terms are whole numbers here: numbers of words, or bigram keys. This module must not read text or write files.
Both functions sort once: O(n log n) for n tokens.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engine.storage.columns import Array, to_smallest_unsigned
from search.engine.storage.layout import CODE_BITS, CODE_POINTS, DOC_ID_BITS, END, LARGEST_SEGMENT, mark_first


@dataclass(frozen=True, slots=True)
class Postings:
    """The posting lists of one kind of term in one field, one term after another. The columns are as in `layout`.

    keys: the terms, ascending. starts: the index of each term's first posting, then the number of postings.
    doc_ids: one per posting, ascending within a term. Words have frequencies, one per posting. Bigrams have positions
    instead, ascending within a posting and marked, and position_starts: the index of each term's first position, then
    the number of positions.
    """

    keys: Array
    starts: Array
    doc_ids: Array
    frequencies: Array | None = None
    positions: Array | None = None
    position_starts: Array | None = None


def invert_words(words: Array, doc_ids: Array) -> Postings:
    """Return the postings of *words*, which are numbers, each in the document at the same index of *doc_ids*."""
    packed = np.sort(words.astype(np.uint64) << np.uint64(DOC_ID_BITS) | doc_ids.astype(np.uint64))
    postings = run_starts(packed)
    distinct = packed[postings]
    posting_keys = distinct >> np.uint64(DOC_ID_BITS)
    terms = run_starts(posting_keys)
    return Postings(
        keys=posting_keys[terms].astype(np.uint32),
        starts=_with_end(terms, postings.size),
        doc_ids=(distinct & np.uint64(LARGEST_SEGMENT - 1)).astype(np.uint16),
        frequencies=to_smallest_unsigned(np.diff(postings, append=packed.size)),
    )


def invert_bigrams(codes: NDArray[np.uint32], doc_ids: Array) -> Postings:
    """Return the postings of the bigrams in *codes*, the characters of all documents one after another.

    *doc_ids*: the document of each character, ascending. Every character begins one bigram, also the last one of a
    text, so a single character's postings are those of a range of bigrams.
    """
    following = np.append(codes[1:], np.uint32(END))
    following[np.append(doc_ids[1:] != doc_ids[:-1], True)[: codes.size]] = END
    alphabet, numbers = _alphabet(codes)
    bigrams, at = _sorted_with_index(numbers[codes] * np.uint64(alphabet.size) + numbers[following[: codes.size]])
    lengths = np.bincount(doc_ids)
    owners = doc_ids[at]
    terms, postings = run_starts(bigrams), run_starts(bigrams, owners)
    return Postings(
        keys=bigram_keys(*(alphabet[half] for half in np.divmod(bigrams[terms], np.uint64(alphabet.size)))),
        starts=_with_end(np.searchsorted(postings, terms), postings.size),
        doc_ids=owners[postings].astype(np.uint16),
        positions=mark_first(at - (np.cumsum(lengths) - lengths)[owners], postings),
        position_starts=_with_end(terms, bigrams.size),
    )


def bigram_keys(first: Array, second: Array) -> NDArray[np.uint64]:
    """Return the keys of the bigrams of code points in two arrays. Keys sort as the bigrams do."""
    return first.astype(np.uint64) << np.uint64(CODE_BITS) | second.astype(np.uint64)


def _alphabet(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """Return END and the distinct *codes*, ascending, and the table from code point to its index among them.

    Bigrams of these indexes need fewer bits than bigrams of code points: an index of the text fits beside them.
    """
    seen = np.zeros(CODE_POINTS, bool)
    seen[codes] = seen[END] = True
    alphabet = np.flatnonzero(seen).astype(np.uint32)
    numbers = np.zeros(CODE_POINTS, np.uint64)
    numbers[alphabet] = np.arange(alphabet.size)
    return alphabet, numbers


def _sorted_with_index(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return *keys* sorted, and the index that each had (equal keys by index). This is one sort of 64-bit numbers."""
    shift = np.uint64(keys.size.bit_length())
    packed = np.sort(keys << shift | np.arange(keys.size, dtype=np.uint64))
    return packed >> shift, (packed & ((np.uint64(1) << shift) - np.uint64(1))).astype(np.int64)


def run_starts(*columns: Array) -> NDArray[np.int64]:
    """Return the rows at which a run of equal rows begins: row 0, and each row that differs from the one before.

    Example: the column 3 3 5 5 5 has the run starts 0 and 2.
    """
    differs = np.zeros(max(columns[0].size - 1, 0), bool)
    for column in columns:
        differs |= column[1:] != column[:-1]
    return np.append(np.zeros(min(columns[0].size, 1), np.int64), np.flatnonzero(differs) + 1)


def _with_end(starts: Array, end: int) -> NDArray[Any]:
    return np.append(starts, end).astype(np.uint32)
