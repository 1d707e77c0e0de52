"""Open segments: the posting lists, numeric columns and identities of their documents, read from columns.

This module must not know queries, scores or other segments. `search.engine.storage.layout` lists the columns.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.docsets import DocSet, Mask, is_member
from search.engine.postings.keys import Term
from search.engine.storage.cache import LRUCache
from search.engine.storage.columns import Array, ColumnFile
from search.engine.storage.layout import mark, marked_starts, position_counts

NO_VALUE = -1  # in place of a code, for a document without a number
PROBING_RATIO = 16  # a posting list this many times as long as a docset is probed from the docset's side

POSITION_CACHE_BYTES = 64 << 20

Positions = NDArray[np.int64]  # doc id << POSITION_BITS | position, ascending
PositionCache = LRUCache[tuple[str, int], Positions]  # by InvertedIndex.name and the ordinal of the term


def position_cache() -> PositionCache:
    """Return an empty cache for the positions of recently used terms."""
    return LRUCache(POSITION_CACHE_BYTES, lambda positions: 200 + positions.nbytes)


class SegmentVocabulary:
    """The words of a segment in the order of their bytes: a sequence of UTF-8 bytes, indexed by rank."""

    def __init__(self, columns: ColumnFile) -> None:
        self._text = columns["words.text"].data
        self._ends = columns["words.ends"]

    def __len__(self) -> int:
        return self._ends.size

    def __getitem__(self, rank: int) -> bytes:
        if rank >= len(self):
            raise IndexError(rank)
        return bytes(self._text[int(self._ends[rank - 1]) if rank else 0 : int(self._ends[rank])])


class InvertedIndex:
    """The posting lists of all terms of one kind in one field of a segment.

    A term is addressed by its *ordinal*: its index among the keys. Words have term frequencies, bigrams have positions.
    """

    def __init__(self, columns: ColumnFile, prefix: str, name: str, cache: PositionCache) -> None:
        """Read the columns that begin with *prefix*. *name* tells this index from others that share *cache*."""
        self.name = name
        self.cache = cache
        self.keys = columns[f"{prefix}.keys"]
        self.starts = columns[f"{prefix}.starts"]
        self.doc_ids = columns[f"{prefix}.doc_ids"]
        self.lengths = columns[f"{prefix}.lengths"]
        self.has_positions = f"{prefix}.positions" in columns
        self._counted = columns[f"{prefix}.{'positions' if self.has_positions else 'frequencies'}"]
        self._counted_starts = columns[f"{prefix}.position_starts"] if self.has_positions else self.starts

    def ordinals(self, low: int, high: int) -> tuple[int, int]:
        """Return the first and the last + 1 ordinal of the terms with keys from *low* up to *high*."""
        first, last = self.keys.searchsorted(np.array((low, high), self.keys.dtype)).tolist()
        return first, last

    def ordinals_of(self, keys: list[int]) -> list[int]:
        """Return the ordinal of the term of each of *keys*, or an empty list if one is absent."""
        if not self.keys.size:
            return []
        sought = np.array(keys, self.keys.dtype)
        nearest = self.keys.searchsorted(sought)
        found: list[int] = nearest.tolist() if (self.keys.take(nearest, mode="clip") == sought).all() else []
        return found

    def postings(self, first: int, last: int) -> tuple[Array, Array]:
        """Return doc ids, ascending, and term frequencies of the terms first … last − 1 taken as one term."""
        doc_ids = self.doc_ids[self.starts[first] : self.starts[last]]
        counted = self._counted[self._counted_starts[first] : self._counted_starts[last]]
        frequencies = position_counts(counted) if self.has_positions else counted
        if last - first <= 1:
            return doc_ids, frequencies
        sums = np.bincount(doc_ids, frequencies, self.lengths.size)
        held = np.flatnonzero(sums)
        return held, sums[held]

    def terms_of(self, doc_id: int) -> tuple[Array, Array]:
        """Return the ordinals of all terms of one document, ascending, and their frequencies. Only for words.

        This reads every posting of the field: O(postings).
        """
        at = np.flatnonzero(self.doc_ids == doc_id)
        return self.starts.searchsorted(at, side="right") - 1, self._counted[at]

    def position_count(self, ordinal: int) -> int:
        """Return how many positions a term has in all documents together."""
        return int(self._counted_starts[ordinal + 1]) - int(self._counted_starts[ordinal])

    def first_positions(self, ordinal: int) -> Array:
        """Return the first position of a term in each document that has it, by ascending doc id."""
        positions = self._counted[self._counted_starts[ordinal] : self._counted_starts[ordinal + 1]]
        bit = mark(positions.dtype)
        firsts: Array = positions[positions >= bit] & ~bit
        return firsts

    def positions(self, ordinal: int, among: DocSet | None) -> tuple[Array, NDArray[np.int64]]:
        """Return all positions of a term in the documents *among* (None: all), and the doc id of each.

        Both arrays are ordered by doc id, then position.
        """
        doc_ids = self.doc_ids[self.starts[ordinal] : self.starts[ordinal + 1]]
        positions = self._counted[self._counted_starts[ordinal] : self._counted_starts[ordinal + 1]]
        counts = np.diff(marked_starts(positions), append=positions.size) if doc_ids.size < positions.size else None
        if among is not None:
            few = doc_ids.size > PROBING_RATIO * among.size
            kept = _probed(doc_ids, among) if few else is_member(doc_ids, among)
            positions = positions[kept if counts is None else kept.repeat(counts)]
            doc_ids, counts = doc_ids[kept], counts if counts is None else counts[kept]
        doc_ids = doc_ids.astype(np.int64)
        return positions & ~mark(positions.dtype), doc_ids if counts is None else doc_ids.repeat(counts)


def _probed(doc_ids: Array, among: DocSet) -> Mask:
    """Return which of *doc_ids*, ascending, are in the docset *among*, by looking up each of *among*."""
    found = np.zeros(doc_ids.size, bool)
    at = doc_ids.searchsorted(among)
    at = at[at < doc_ids.size]
    found[at] = is_member(doc_ids[at], among)
    return found


class NumericColumn:
    """A column of whole numbers for filters, facets and sorting: a document has none, one or several of them.

    A *code* is the index of a number among the distinct numbers of the column, `values`.
    """

    def __init__(self, columns: ColumnFile, name: str, count: int) -> None:
        """Read the column *name* of a segment of *count* documents."""
        self.values = columns[f"column.{name}.values"]
        self._codes = columns[f"column.{name}.codes"]
        self._doc_ids = columns[f"column.{name}.doc_ids"]
        self._count = count

    @cached_property
    def _only(self) -> NDArray[np.int64] | None:
        """The code of each document's one number, or NO_VALUE; None if any document has several numbers."""
        if np.any(self._doc_ids[1:] == self._doc_ids[:-1]):
            return None
        only = np.full(self._count, NO_VALUE, np.int64)
        only[self._doc_ids] = self._codes
        return only

    def between(self, low: int | None, high: int | None, among: DocSet | None) -> DocSet:
        """Return the documents *among* (None: all) with a number from *low* to *high* inclusive (None: no limit)."""
        first = 0 if low is None else bisect_left(self.values, low)
        last = self.values.size if high is None else bisect_left(self.values, high + 1)
        if among is not None and self._only is not None:
            codes: Array = self._only[among]
            return among[(codes >= first) & (codes < last)]
        mask = np.zeros(self._count, bool)
        mask[self._doc_ids[(self._codes >= first) & (self._codes < last)]] = True
        return mask.nonzero()[0] if among is None else among[mask[among]]

    def with_code(self, code: int) -> Array:
        """Return the documents that have the number with this code."""
        return self._doc_ids[np.flatnonzero(self._codes == code)]

    def counts(self, docset: DocSet) -> dict[int, int]:
        """Return number → how many documents of *docset* have it; numbers that none has are left out."""
        if self._only is not None:
            codes = self._only[docset]
            codes = codes[codes != NO_VALUE]
        else:
            mask = np.zeros(self._count, bool)
            mask[docset] = True
            codes = self._codes[mask[self._doc_ids]]
        counts = np.bincount(codes, minlength=self.values.size)
        present = counts.nonzero()[0]
        return dict(zip(self.values[present].tolist(), counts[present].tolist(), strict=True))

    def pairs(self, docset: DocSet) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return each (document, number) pair of *docset*: the index of the document in it, and the number."""
        held = is_member(self._doc_ids, docset).nonzero()[0] if docset.size else docset
        return docset.searchsorted(self._doc_ids[held]), self.values[self._codes[held]]

    def sums(self, amounts: NDArray[np.int64]) -> dict[int, int]:
        """Return number → sum of *amounts*, one amount per document, over the documents that have the number."""
        sums = np.bincount(self._codes, amounts[self._doc_ids], self.values.size)
        return dict(zip(self.values.tolist(), map(int, sums.tolist()), strict=True))

    def largest(self, missing: int) -> NDArray[np.int64]:
        """Return each document's largest number, *missing* for a document that has none."""
        values = np.full(self._count, missing, np.int64)
        np.maximum.at(values, self._doc_ids, self.values[self._codes])
        return values


class Segment:
    """One open segment: its columns, and which of its documents are live (not deleted)."""

    def __init__(self, name: str, columns: ColumnFile, live: Mask) -> None:
        self.name = name
        self.columns = columns
        self.live = live
        self.count = live.size  # documents, deleted ones included
        self._all_live = bool(live.all())
        self.position_cache = position_cache()
        self._inverted: dict[str, InvertedIndex | None] = {}
        self._numeric: dict[str, NumericColumn | None] = {}

    @cached_property
    def ids(self) -> Array:
        """The report id of each document, by doc id."""
        return self.columns["ids"]

    @cached_property
    def vocabulary(self) -> SegmentVocabulary:
        return SegmentVocabulary(self.columns)

    def inverted_index(self, field: str, kind: str) -> InvertedIndex | None:
        """Return the posting lists of *kind* in *field*, or None if the field is empty in this segment."""
        prefix = f"{field}.{kind}"
        if prefix not in self._inverted:
            known = f"{prefix}.keys" in self.columns
            self._inverted[prefix] = (
                InvertedIndex(self.columns, prefix, f"{self.name}.{prefix}", self.position_cache) if known else None
            )
        return self._inverted[prefix]

    def numeric_column(self, name: str) -> NumericColumn | None:
        """Return the column *name*, or None if no document of this segment has it."""
        if name not in self._numeric:
            known = f"column.{name}.values" in self.columns
            self._numeric[name] = NumericColumn(self.columns, name, self.count) if known else None
        return self._numeric[name]

    def without_deleted(self, docset: DocSet) -> DocSet:
        return docset if self._all_live else docset[self.live[docset]]

    def keys(self, term: Term) -> tuple[int, int]:
        """Return the range of keys of *term* in this segment, from the first up to but not including the second."""
        if term.kind != "words":
            return term.low, term.high
        first = bisect_left(self.vocabulary, term.low)
        return first, bisect_left(self.vocabulary, term.high, lo=first)

    def versions(self) -> Iterator[tuple[int, str]]:
        """Yield (report id, version) of every live document."""
        versions = self.columns["versions"][self.live].tolist()
        return zip(self.ids[self.live].tolist(), (version.decode() for version in versions), strict=True)
