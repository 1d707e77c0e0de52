"""Lexicons: the terms of a segment as Whoosh knows them, bytes in order, each with its postings.

This module must not know Whoosh's readers and matchers: `search.engine.whoosh_bridge.readers` has them.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from whoosh.fields import NUMERIC

from search.engine.postings.segments import InvertedIndex, Segment
from search.engine.storage.columns import Array
from search.engine.storage.layout import CODE_BITS, END
from search.engine.whoosh_bridge.schema import COLUMNS, ngrams_field, words_field
from search.text.queries import ALL_FIELDS

CODES = (1 << CODE_BITS) - 1


@dataclass(frozen=True, slots=True)
class TermPostings:
    """The postings of one term: doc ids, ascending; term frequencies; the positions in each document, if there are any.

    This is the slow form, with Python lists, that Whoosh's matchers step through.
    """

    doc_ids: Array
    frequencies: Array
    positions: list[list[int]] | None = None


class Lexicon(Protocol):
    """The terms of one field in ascending order. lengths: the length of the field in each document."""

    lengths: Array

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> bytes: ...

    def postings(self, index: int) -> TermPostings: ...


def lexicons(segment: Segment) -> dict[str, Lexicon]:
    """Return the terms of each field that has any in *segment*, by Whoosh's name of the field."""
    found: dict[str, Lexicon] = {"id": IdLexicon(segment)}
    for field in ALL_FIELDS:
        if (words := segment.inverted_index(field, "words")) is not None:
            found[words_field(field)] = WordLexicon(segment, words)
        if (bigrams := segment.inverted_index(field, "bigrams")) is not None:
            found[ngrams_field(field)] = NgramLexicon(bigrams)
    return found | {column: NumberLexicon(segment, column) for column in COLUMNS if segment.numeric_column(column)}


def index_of(lexicon: Lexicon, term: bytes) -> int:
    """Return the index of the first term that is not before *term*."""
    return bisect_left(lexicon, term)


class WordLexicon:
    """The words of a text field."""

    def __init__(self, segment: Segment, index: InvertedIndex) -> None:
        self.lengths = index.lengths
        self._vocabulary = segment.vocabulary
        self._index = index

    def __len__(self) -> int:
        return self._index.keys.size

    def __getitem__(self, index: int) -> bytes:
        return self._vocabulary[int(self._index.keys[index])]

    def postings(self, index: int) -> TermPostings:
        return TermPostings(*self._index.postings(index, index + 1))


class NgramLexicon:
    """The characters and bigrams of a text field. A character has the postings of all bigrams that begin with it."""

    def __init__(self, index: InvertedIndex) -> None:
        characters = np.unique(index.keys >> np.uint64(CODE_BITS)) << np.uint64(CODE_BITS)
        self.lengths = index.lengths
        self._keys = np.union1d(index.keys, characters)
        self._index = index

    def __len__(self) -> int:
        return self._keys.size

    def __getitem__(self, index: int) -> bytes:
        first, second = divmod(int(self._keys[index]), CODES + 1)
        return (chr(first) + (chr(second) if second != END else "")).encode("utf-8", "surrogatepass")

    def postings(self, index: int) -> TermPostings:
        low = int(self._keys[index])
        width = 1 if low & CODES != END else CODES + 1
        ordinals = range(*self._index.ordinals(low, low + width))
        runs = [self._index.positions(ordinal, None) for ordinal in ordinals]
        positions, owners = (np.concatenate(parts) for parts in zip(*runs, strict=True))
        order = np.lexsort((positions, owners))
        doc_ids, starts = np.unique(owners[order], return_index=True)
        split = [run.tolist() for run in np.split(positions[order], starts[1:])]
        return TermPostings(doc_ids, np.array([len(run) for run in split]), split)


class NumberLexicon:
    """The numbers of a numeric column."""

    def __init__(self, segment: Segment, name: str) -> None:
        column = segment.numeric_column(name)
        assert column is not None
        self.lengths = np.zeros(segment.count, np.uint8)
        self._column = column

    def __len__(self) -> int:
        return self._column.values.size

    def __getitem__(self, index: int) -> bytes:
        return _number(int(self._column.values[index]))

    def postings(self, index: int) -> TermPostings:
        doc_ids = self._column.with_code(index)
        return TermPostings(doc_ids, np.ones_like(doc_ids))


class IdLexicon:
    """The report ids. Each is the term of one document."""

    def __init__(self, segment: Segment) -> None:
        self.lengths = np.zeros(segment.count, np.uint8)
        self._ids = segment.ids
        self._order = np.argsort(segment.ids)

    def __len__(self) -> int:
        return self._order.size

    def __getitem__(self, index: int) -> bytes:
        return _number(int(self._ids[self._order[index]]))

    def postings(self, index: int) -> TermPostings:
        return TermPostings(self._order[index : index + 1], np.ones(1, np.uint8))


_NUMBERS = NUMERIC(int, bits=64, signed=True, shift_step=0)


def _number(value: int) -> bytes:
    term: bytes = _NUMBERS.to_bytes(value)
    return term
