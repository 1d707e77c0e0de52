"""Several segments into one, without what was deleted. Term by term ranges, so that memory stays bounded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from search.engine.indexing.inverting import changes
from search.engine.indexing.segment_builder import Columns, vocabulary_columns
from search.engine.storage.columns import Array, ColumnFile, ColumnWriter, narrowed
from search.engine.storage.layout import KINDS, frequencies, remarked
from search.text.queries import ALL_FIELDS

CHUNK = 1 << 21  # postings or places that are in memory at once, about

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Source:
    """A segment to merge: its columns, which of its documents are kept, and their numbers in the result."""

    columns: ColumnFile
    live: NDArray[np.bool_]
    first: int

    @cached_property
    def numbers(self) -> NDArray[np.uint16]:
        """A document's number → its new number (without meaning where it is not kept)."""
        return (np.cumsum(self.live) - 1 + self.first).astype(np.uint16)

    @cached_property
    def whole(self) -> bool:
        return bool(self.live.all())


def merge(segments: Sequence[tuple[ColumnFile, NDArray[np.bool_]]], file: BinaryIO) -> None:
    """Write into *file* one segment of the live documents of *segments*, in their order."""
    firsts = np.cumsum([0, *(np.count_nonzero(live) for _, live in segments)]).tolist()
    sources = [Source(columns, live, first) for (columns, live), first in zip(segments, firsts, strict=False)]
    writer = ColumnWriter(file)
    _merge_rows(sources, writer)
    words = _merge_vocabularies(sources, writer)
    for field in ALL_FIELDS:
        for kind in KINDS:
            _merge_postings(sources, f"{field}.{kind}", words if kind == "words" else None, writer)
    writer.finish()


def _merge_rows(sources: Sequence[Source], writer: ColumnWriter) -> None:
    """What each document has one of, and the filters."""
    names = sorted({name for source in sources for name in source.columns.names()})
    for name in names:
        if name in ("ids", "versions") or name.endswith(".lengths"):
            writer.add(name, np.concatenate([_row(source, name) for source in sources]))
    for name in names:
        if name.endswith(".values"):
            for part, values in _merge_filter(sources, name.removesuffix("values")).items():
                writer.add(part, values)


def _row(source: Source, name: str) -> Array:
    if name in source.columns:
        return source.columns[name][source.live]
    return np.zeros(np.count_nonzero(source.live), np.uint8)


def _merge_filter(sources: Sequence[Source], prefix: str) -> Columns:
    holders = [source for source in sources if f"{prefix}values" in source.columns]
    rows = []
    for source in holders:
        documents = source.columns[f"{prefix}documents"]
        kept = source.live[documents]
        values = source.columns[f"{prefix}values"][source.columns[f"{prefix}codes"]]
        rows.append((values[kept], source.numbers[documents[kept]]))
    held, documents = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    values, codes = np.unique(held, return_inverse=True)
    return {
        f"{prefix}values": values,
        f"{prefix}codes": narrowed(codes),
        f"{prefix}documents": documents,
    }


def _merge_vocabularies(sources: Sequence[Source], writer: ColumnWriter) -> list[Array]:
    """Write the union of the vocabularies; each source's word ranks in the union."""
    vocabularies = [_vocabulary(source.columns) for source in sources]
    union = sorted(set().union(*vocabularies))
    for name, values in vocabulary_columns(union).items():
        writer.add(name, values)
    ranks = dict(zip(union, range(len(union)), strict=True))
    return [np.fromiter(map(ranks.__getitem__, words), np.uint32, len(words)) for words in vocabularies]


def _vocabulary(columns: ColumnFile) -> list[bytes]:
    text, ends = columns["words.text"].tobytes(), columns["words.ends"].tolist()
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@dataclass(frozen=True)
class Feed:
    """One source's postings of one kind in one field: for each of its terms the term's index in the union."""

    source: Source
    prefix: str
    slots: Array

    def column(self, part: str) -> Array:
        return self.source.columns[f"{self.prefix}.{part}"]

    @cached_property
    def starts(self) -> Counts:
        return self.column("starts").astype(np.int64)

    @cached_property
    def place_starts(self) -> Counts:
        return self.column("place_starts").astype(np.int64)

    @cached_property
    def parts(self) -> tuple[str, str]:
        return (
            ("documents", "places") if f"{self.prefix}.places" in self.source.columns else ("documents", "frequencies")
        )

    @cached_property
    def counts(self) -> dict[str, Counts]:
        """For each term how many values each of its columns keeps."""
        spans = {part: self.place_starts if part == "places" else self.starts for part in self.parts}
        if self.source.whole:
            return {part: np.diff(starts) for part, starts in spans.items()}
        kept = self.kept(0, self.slots.size)
        return {part: _sums(kept[part], starts) for part, starts in spans.items()}

    def kept(self, first: int, last: int) -> dict[str, NDArray[np.bool_]]:
        """Which values of the terms first … last-1 are of documents that are kept."""
        columns = self.values(first, last)
        kept = self.source.live[columns["documents"]]
        if "places" not in columns:
            return dict.fromkeys(self.parts, kept)
        return {"documents": kept, "places": np.repeat(kept, frequencies(columns["places"]))}

    def values(self, first: int, last: int) -> Columns:
        """All postings of the terms first … last-1."""
        columns = {part: self.column(part)[self.starts[first] : self.starts[last]] for part in self.parts}
        if "places" in columns:
            columns["places"] = self.column("places")[self.place_starts[first] : self.place_starts[last]]
        return columns

    def chunk(self, first: int, last: int) -> Columns:
        """The kept postings of the terms first … last-1, with their documents' new numbers."""
        columns = self.values(first, last)
        if not self.source.whole:
            columns = {part: columns[part][kept] for part, kept in self.kept(first, last).items()}
        return columns | {"documents": self.source.numbers[columns["documents"]]}


def _sums(values: Array, starts: Counts) -> Counts:
    totals = np.zeros(values.size + 1, np.int64)
    np.cumsum(values, out=totals[1:])
    sums: Counts = np.diff(totals[starts])
    return sums


def _merge_postings(sources: Sequence[Source], prefix: str, words: list[Array] | None, writer: ColumnWriter) -> None:
    keys = [_keys(source, prefix, None if words is None else words[i]) for i, source in enumerate(sources)]
    union = _union(keys)
    slots = [np.searchsorted(union, own) for own in keys]
    feeds = [Feed(source, prefix, own) for source, own in zip(sources, slots, strict=True) if own.size]
    if not feeds:
        return
    counts = {part: _union_counts(feeds, part, union.size) for part in feeds[0].counts}
    used = counts["documents"] > 0
    writer.add(f"{prefix}.keys", union[used])
    writer.add(f"{prefix}.starts", _starts(counts["documents"][used]))
    if "places" in counts:
        writer.add(f"{prefix}.place_starts", _starts(counts["places"][used]))
    _copy(feeds, counts, writer)


def _union(ascending: Sequence[Array]) -> Array:
    """What is in any of the arrays, ascending: a stable sort finds that each is sorted, and merges them."""
    merged = np.concatenate(ascending)
    merged.sort(kind="stable")
    union: Array = merged[changes(merged)]
    return union


def _union_counts(feeds: Sequence[Feed], part: str, terms: int) -> Counts:
    counts = np.zeros(terms, np.int64)
    for feed in feeds:
        counts[feed.slots] += feed.counts[part]
    return counts


def _keys(source: Source, prefix: str, ranks: Array | None) -> Array:
    if f"{prefix}.keys" not in source.columns:
        return np.zeros(0, np.uint32)
    keys = source.columns[f"{prefix}.keys"]
    return keys if ranks is None else ranks[keys]


def _starts(counts: Counts) -> NDArray[np.uint32]:
    return np.append(0, np.cumsum(counts)).astype(np.uint32)


def _copy(feeds: Sequence[Feed], counts: dict[str, Counts], writer: ColumnWriter) -> None:
    targets = {
        part: writer.reserve(
            f"{feeds[0].prefix}.{part}", np.result_type(*(feed.column(part).dtype for feed in feeds)), int(of.sum())
        )
        for part, of in counts.items()
    }
    for low, high in _ranges(np.sum(list(counts.values()), axis=0)):
        chunk = {part: np.empty(of[low:high].sum(), targets[part].dtype) for part, of in counts.items()}
        _fill(chunk, {part: of[low:high] for part, of in counts.items()}, feeds, low)
        for part, values in chunk.items():
            targets[part].append(values)
        for feed in feeds:
            feed.source.columns.forget()


def _fill(chunk: Columns, counts: dict[str, Counts], feeds: Sequence[Feed], low: int) -> None:
    """Fill *chunk* with the merged values of the terms from *low* on, of which *counts* says how many each has."""
    free = {part: np.cumsum(of) - of for part, of in counts.items()}
    for feed in feeds:
        first, last = np.searchsorted(feed.slots, (low, low + counts["documents"].size)).tolist()
        slots = feed.slots[first:last] - low
        for part, values in feed.chunk(first, last).items():
            own = feed.counts[part][first:last]
            target = np.repeat(free[part][slots] - np.cumsum(own) + own, own) + np.arange(values.size)
            chunk[part][target] = remarked(values, chunk[part].dtype) if part == "places" else values
            free[part][slots] += own


def _ranges(costs: Counts) -> Iterator[tuple[int, int]]:
    """Cut the terms into ranges of about CHUNK postings and places."""
    bounds = np.searchsorted(np.cumsum(costs), np.arange(0, costs.sum(), CHUNK)[1:]) + 1
    return pairwise(np.unique([0, *bounds.tolist(), costs.size]).tolist())
