"""One open segment: finds the postings of a range of terms. Knows nothing of queries, scores or other segments."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.docsets import Mask, Selection, member
from search.engine.postings.keys import Term
from search.engine.storage.cache import Recent
from search.engine.storage.columns import Array, ColumnFile
from search.engine.storage.layout import frequencies, mark

ABSENT = -1  # in place of a code, for a document without a value
FEW = 16  # times as many documents are looked up one by one; in more, the few are looked up

PLACES_BYTES = 64 << 20

Places = NDArray[np.int64]  # document << PLACE_BITS | place, ascending
KeptPlaces = Recent[tuple[str, int], Places]  # of the terms used of late, by name of all terms and slot of the one


def kept_places() -> KeptPlaces:
    return Recent(PLACES_BYTES, lambda places: 200 + places.nbytes)


class Vocabulary:
    """The words of a segment in order, as a sequence of bytes."""

    def __init__(self, columns: ColumnFile) -> None:
        self._text = columns["words.text"].data
        self._ends = columns["words.ends"]

    def __len__(self) -> int:
        return self._ends.size

    def __getitem__(self, rank: int) -> bytes:
        if rank >= len(self):
            raise IndexError(rank)
        return bytes(self._text[int(self._ends[rank - 1]) if rank else 0 : int(self._ends[rank])])


class Terms:
    """All terms of one kind in one field of a segment, with their postings."""

    def __init__(self, columns: ColumnFile, prefix: str, name: str, recent: KeptPlaces) -> None:
        """The terms whose columns begin with *prefix*; *name* tells them from others whose places are in *recent*."""
        self.name = name
        self.recent = recent
        self.keys = columns[f"{prefix}.keys"]
        self.starts = columns[f"{prefix}.starts"]
        self.documents = columns[f"{prefix}.documents"]
        self.lengths = columns[f"{prefix}.lengths"]
        self.has_places = f"{prefix}.places" in columns
        self._counted = columns[f"{prefix}.{'places' if self.has_places else 'frequencies'}"]
        self._counted_starts = columns[f"{prefix}.place_starts"] if self.has_places else self.starts

    def slots(self, low: int, high: int) -> tuple[int, int]:
        """First and last+1 index of the terms with keys from *low* up to *high*."""
        first, last = self.keys.searchsorted(np.array((low, high), self.keys.dtype)).tolist()
        return first, last

    def slots_of(self, keys: list[int]) -> list[int]:
        """The index of the term of each of *keys*; empty if one is absent."""
        if not self.keys.size:
            return []
        wanted = np.array(keys, self.keys.dtype)
        slots = self.keys.searchsorted(wanted)
        found: list[int] = slots.tolist() if (self.keys.take(slots, mode="clip") == wanted).all() else []
        return found

    def postings(self, first: int, last: int) -> tuple[Array, Array]:
        """Documents, ascending, and frequencies of the terms first … last-1, taken as one term."""
        documents = self.documents[self.starts[first] : self.starts[last]]
        counted = self._counted[self._counted_starts[first] : self._counted_starts[last]]
        counts = frequencies(counted) if self.has_places else counted
        if last - first <= 1:
            return documents, counts
        sums = np.bincount(documents, counts, self.lengths.size)
        held = np.flatnonzero(sums)
        return held, sums[held]

    def of_document(self, document: int) -> tuple[Array, Array]:
        """Indexes of the terms that stand in *document*, ascending, and their frequencies; of terms without places."""
        at = np.flatnonzero(self.documents == document)
        return self.starts.searchsorted(at, side="right") - 1, self._counted[at]

    def place_count(self, slot: int) -> int:
        """How many places a term has."""
        return int(self._counted_starts[slot + 1]) - int(self._counted_starts[slot])

    def first_places(self, slot: int) -> Array:
        """Of one term: its first place in each document, documents ascending."""
        places = self._counted[self._counted_starts[slot] : self._counted_starts[slot + 1]]
        bit = mark(places.dtype)
        firsts: Array = places[places >= bit] & ~bit
        return firsts

    def places(self, slot: int, among: Selection | None) -> tuple[Array, NDArray[np.int64]]:
        """Of one term: each place *among* the documents (None: all), and its document; by document, then place."""
        owners = self.documents[self.starts[slot] : self.starts[slot + 1]]
        places = self._counted[self._counted_starts[slot] : self._counted_starts[slot + 1]]
        counted = np.diff(_begins(places), append=places.size) if owners.size < places.size else None
        if among is not None:
            kept = member(owners, among) if owners.size <= FEW * among.size else _marked(owners, among)
            places = places[kept if counted is None else kept.repeat(counted)]
            owners, counted = owners[kept], counted if counted is None else counted[kept]
        owners = owners.astype(np.int64)
        return places & ~mark(places.dtype), owners if counted is None else owners.repeat(counted)


def _begins(places: Array) -> NDArray[np.intp]:
    """Where the places of each posting begin."""
    return np.flatnonzero(places >= mark(places.dtype))


def _marked(owners: Array, among: Selection) -> Mask:
    """Which of *owners*, ascending, are *among* the few."""
    marks = np.zeros(owners.size, bool)
    at = owners.searchsorted(among)
    at = at[at < owners.size]
    marks[at] = member(owners[at], among)
    return marks


class Filter:
    """A column of whole numbers: which document holds which."""

    def __init__(self, columns: ColumnFile, name: str, count: int) -> None:
        """The column *name* of a segment of *count* documents."""
        self.values = columns[f"column.{name}.values"]
        self._codes = columns[f"column.{name}.codes"]
        self._documents = columns[f"column.{name}.documents"]
        self._count = count

    @cached_property
    def _only(self) -> NDArray[np.int64] | None:
        """For each document the code of its one value, or ABSENT; None if any document has several."""
        if np.any(self._documents[1:] == self._documents[:-1]):
            return None
        only = np.full(self._count, ABSENT, np.int64)
        only[self._documents] = self._codes
        return only

    def between(self, low: int | None, high: int | None, among: Selection | None) -> Selection:
        """The documents *among* (None: all) that hold a number from *low* to *high* inclusive (None: open)."""
        first = 0 if low is None else bisect_left(self.values, low)
        last = self.values.size if high is None else bisect_left(self.values, high + 1)
        if among is not None and self._only is not None:
            codes: Array = self._only[among]
            return among[(codes >= first) & (codes < last)]
        mask = np.zeros(self._count, bool)
        mask[self._documents[(self._codes >= first) & (self._codes < last)]] = True
        return mask.nonzero()[0] if among is None else among[mask[among]]

    def holding(self, index: int) -> Array:
        """The documents that hold the value at *index*, ascending."""
        return self._documents[np.flatnonzero(self._codes == index)]

    def counts(self, documents: Selection) -> dict[int, int]:
        """Number → how many of *documents* hold it."""
        counts = np.bincount(self._codes_of(documents), minlength=self.values.size)
        present = counts.nonzero()[0]
        return dict(zip(self.values[present].tolist(), counts[present].tolist(), strict=True))

    def _codes_of(self, documents: Selection) -> Array:
        if self._only is not None:
            codes = self._only[documents]
            return np.asarray(codes[codes != ABSENT])
        mask = np.zeros(self._count, bool)
        mask[documents] = True
        return np.asarray(self._codes[mask[self._documents]])

    def sums(self, amounts: NDArray[np.int64]) -> dict[int, int]:
        """Number → sum of *amounts*, one per document, over the documents that hold it."""
        sums = np.bincount(self._codes, amounts[self._documents], self.values.size)
        return dict(zip(self.values.tolist(), map(int, sums.tolist()), strict=True))

    def largest(self, missing: int) -> NDArray[np.int64]:
        """For each document its largest number, *missing* where it has none."""
        values = np.full(self._count, missing, np.int64)
        np.maximum.at(values, self._documents, self.values[self._codes])
        return values


class Segment:
    """The columns of a segment with the truth of which documents are not deleted."""

    def __init__(self, name: str, columns: ColumnFile, live: Mask) -> None:
        self.name = name
        self.columns = columns
        self.live = live
        self.count = live.size
        self._whole = bool(live.all())
        self.places = kept_places()
        self._terms: dict[str, Terms | None] = {}
        self._filters: dict[str, Filter | None] = {}

    @cached_property
    def ids(self) -> Array:
        return self.columns["ids"]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.columns)

    def terms(self, field: str, kind: str) -> Terms | None:
        """The terms of *kind* in *field*; None if there are none."""
        prefix = f"{field}.{kind}"
        if prefix not in self._terms:
            known = f"{prefix}.keys" in self.columns
            self._terms[prefix] = Terms(self.columns, prefix, f"{self.name}.{prefix}", self.places) if known else None
        return self._terms[prefix]

    def filter(self, column: str) -> Filter | None:
        if column not in self._filters:
            known = f"column.{column}.values" in self.columns
            self._filters[column] = Filter(self.columns, column, self.count) if known else None
        return self._filters[column]

    def without_deleted(self, documents: Selection) -> Selection:
        return documents if self._whole else documents[self.live[documents]]

    def keys(self, term: Term) -> tuple[int, int]:
        """The range of keys that *term* is in this segment."""
        if term.kind != "words":
            return term.low, term.high
        first = bisect_left(self.vocabulary, term.low)
        return first, bisect_left(self.vocabulary, term.high, lo=first)

    def versions(self) -> Iterator[tuple[int, str]]:
        """(id, version) of every document that is not deleted."""
        versions = self.columns["versions"][self.live].tolist()
        return zip(self.ids[self.live].tolist(), (version.decode() for version in versions), strict=True)
