"""The terms of a segment as Whoosh knows them: bytes in order, with documents, frequencies and places of each."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from whoosh.fields import NUMERIC

from search.engine.postings.segments import Segment, Terms
from search.engine.storage.columns import Array
from search.engine.storage.layout import CODE_BITS, END
from search.engine.whoosh_bridge.schema import COLUMNS, grams_field, words_field
from search.text.queries import ALL_FIELDS

CODES = (1 << CODE_BITS) - 1


@dataclass(frozen=True, slots=True)
class Posted:
    """One term's postings: documents ascending, frequencies, and each document's places where they are kept."""

    documents: Array
    frequencies: Array
    places: list[list[int]] | None = None


class Lexicon(Protocol):
    """The terms of one field."""

    lengths: Array

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> bytes: ...

    def posted(self, index: int) -> Posted: ...


def lexicons(segment: Segment) -> dict[str, Lexicon]:
    """Whoosh's name of each field that has terms in *segment* → its terms."""
    found: dict[str, Lexicon] = {"id": IdLexicon(segment)}
    for field in ALL_FIELDS:
        if (words := segment.terms(field, "words")) is not None:
            found[words_field(field)] = WordLexicon(segment, words)
        if (pairs := segment.terms(field, "pairs")) is not None:
            found[grams_field(field)] = GramLexicon(segment, pairs)
    return found | {column: NumberLexicon(segment, column) for column in COLUMNS if segment.filter(column)}


def index_of(lexicon: Lexicon, term: bytes) -> int:
    """The index of the first term not before *term*."""
    return bisect_left(lexicon, term)


class WordLexicon:
    def __init__(self, segment: Segment, terms: Terms) -> None:
        self.lengths = terms.lengths
        self._vocabulary = segment.vocabulary
        self._terms = terms

    def __len__(self) -> int:
        return self._terms.keys.size

    def __getitem__(self, index: int) -> bytes:
        return self._vocabulary[int(self._terms.keys[index])]

    def posted(self, index: int) -> Posted:
        return Posted(*self._terms.postings(index, index + 1))


class GramLexicon:
    """Characters and pairs: a character's postings are those of all pairs that begin with it."""

    def __init__(self, segment: Segment, terms: Terms) -> None:
        characters = np.unique(terms.keys >> np.uint64(CODE_BITS)) << np.uint64(CODE_BITS)
        self.lengths = terms.lengths
        self._keys = np.union1d(terms.keys, characters)
        self._terms = terms

    def __len__(self) -> int:
        return self._keys.size

    def __getitem__(self, index: int) -> bytes:
        first, second = divmod(int(self._keys[index]), CODES + 1)
        return (chr(first) + (chr(second) if second != END else "")).encode("utf-8", "surrogatepass")

    def posted(self, index: int) -> Posted:
        low = int(self._keys[index])
        width = 1 if low & CODES != END else CODES + 1
        slots = range(*self._terms.slots(low, low + width))
        runs = [self._terms.places(slot, None) for slot in slots]
        places, owners = (np.concatenate(parts) for parts in zip(*runs, strict=True))
        order = np.lexsort((places, owners))
        documents, starts = np.unique(owners[order], return_index=True)
        split = [run.tolist() for run in np.split(places[order], starts[1:])]
        return Posted(documents, np.array([len(run) for run in split]), split)


class NumberLexicon:
    """The values of a filter."""

    def __init__(self, segment: Segment, column: str) -> None:
        held = segment.filter(column)
        assert held is not None
        self.lengths = np.zeros(segment.count, np.uint8)
        self._held = held

    def __len__(self) -> int:
        return self._held.values.size

    def __getitem__(self, index: int) -> bytes:
        return _number(int(self._held.values[index]))

    def posted(self, index: int) -> Posted:
        documents = self._held.holding(index)
        return Posted(documents, np.ones_like(documents))


class IdLexicon:
    """The ids: each is the term of one document."""

    def __init__(self, segment: Segment) -> None:
        self.lengths = np.zeros(segment.count, np.uint8)
        self._ids = segment.ids
        self._order = np.argsort(segment.ids)

    def __len__(self) -> int:
        return self._order.size

    def __getitem__(self, index: int) -> bytes:
        return _number(int(self._ids[self._order[index]]))

    def posted(self, index: int) -> Posted:
        return Posted(self._order[index : index + 1], np.ones(1, np.uint8))


_NUMBERS = NUMERIC(int, bits=64, signed=True, shift_step=0)


def _number(value: int) -> bytes:
    term: bytes = _NUMBERS.to_bytes(value)
    return term
