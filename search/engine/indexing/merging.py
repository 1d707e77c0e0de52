"""Merging: several segments become one, without their deleted documents.

Terms are copied range by range, so that memory stays bounded however large the segments are: about CHUNK values and the
vocabularies. This module must not decide what to merge (`search.engine.indexing.merge_policy` does) or tokenize.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from search.engine.indexing.inverting import run_starts
from search.engine.indexing.segment_builder import Columns, vocabulary_columns
from search.engine.storage.columns import Array, ColumnFile, ColumnWriter, to_smallest_unsigned
from search.engine.storage.layout import KINDS, position_counts, widen_marked
from search.text.queries import ALL_FIELDS

CHUNK = 1 << 21  # postings and positions that are in memory at once, about

Counts = NDArray[np.int64]  # one number per term


@dataclass(frozen=True)
class MergeSource:
    """A segment to merge: its columns, which of its documents are live, and the first new doc id of these."""

    columns: ColumnFile
    live: NDArray[np.bool_]
    first: int

    @cached_property
    def new_doc_ids(self) -> NDArray[np.uint16]:
        """Each document's doc id in the merged segment, by its old doc id; without meaning for a deleted document."""
        return (np.cumsum(self.live) - 1 + self.first).astype(np.uint16)

    @cached_property
    def all_live(self) -> bool:
        return bool(self.live.all())


def merge_segments(segments: Sequence[tuple[ColumnFile, NDArray[np.bool_]]], file: BinaryIO) -> None:
    """Write into *file* one segment of the live documents of *segments*, in their order.

    *segments*: the columns of each, and for each of its documents whether it is live.
    """
    firsts = np.cumsum([0, *(np.count_nonzero(live) for _, live in segments)]).tolist()
    sources = [MergeSource(columns, live, first) for (columns, live), first in zip(segments, firsts, strict=False)]
    writer = ColumnWriter(file)
    _merge_rows(sources, writer)
    words = _merge_vocabularies(sources, writer)
    for field in ALL_FIELDS:
        for kind in KINDS:
            _merge_postings(sources, f"{field}.{kind}", words if kind == "words" else None, writer)
    writer.finish()


def _merge_rows(sources: Sequence[MergeSource], writer: ColumnWriter) -> None:
    """Merge the columns that have one value per document, and the numeric columns."""
    names = sorted({name for source in sources for name in source.columns.names()})
    for name in names:
        if name in ("ids", "versions") or name.endswith(".lengths"):
            writer.add(name, np.concatenate([_row(source, name) for source in sources]))
    for name in names:
        if name.endswith(".values"):
            for part, values in _merge_numeric(sources, name.removesuffix("values")).items():
                writer.add(part, values)


def _row(source: MergeSource, name: str) -> Array:
    if name in source.columns:
        return source.columns[name][source.live]
    return np.zeros(np.count_nonzero(source.live), np.uint8)


def _merge_numeric(sources: Sequence[MergeSource], prefix: str) -> Columns:
    holders = [source for source in sources if f"{prefix}values" in source.columns]
    rows = []
    for source in holders:
        doc_ids = source.columns[f"{prefix}doc_ids"]
        kept = source.live[doc_ids]
        values = source.columns[f"{prefix}values"][source.columns[f"{prefix}codes"]]
        rows.append((values[kept], source.new_doc_ids[doc_ids[kept]]))
    held, doc_ids = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    values, codes = np.unique(held, return_inverse=True)
    return {
        f"{prefix}values": values,
        f"{prefix}codes": to_smallest_unsigned(codes),
        f"{prefix}doc_ids": doc_ids,
    }


def _merge_vocabularies(sources: Sequence[MergeSource], writer: ColumnWriter) -> list[Array]:
    """Write the union of the vocabularies. Return, for each source, the rank in the union by the rank of its words."""
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
class SourcePostings:
    """The postings of one kind in one field of one source.

    ordinals: for each of its terms the ordinal in the union of all sources' terms. A *part* is one of its columns:
    doc_ids, and frequencies or positions.
    """

    source: MergeSource
    prefix: str
    ordinals: Array

    def column(self, part: str) -> Array:
        return self.source.columns[f"{self.prefix}.{part}"]

    @cached_property
    def starts(self) -> Counts:
        return self.column("starts").astype(np.int64)

    @cached_property
    def position_starts(self) -> Counts:
        return self.column("position_starts").astype(np.int64)

    @cached_property
    def parts(self) -> tuple[str, str]:
        return "doc_ids", "positions" if f"{self.prefix}.positions" in self.source.columns else "frequencies"

    @cached_property
    def counts(self) -> dict[str, Counts]:
        """Part → how many values each term keeps of it."""
        spans = {part: self.position_starts if part == "positions" else self.starts for part in self.parts}
        if self.source.all_live:
            return {part: np.diff(starts) for part, starts in spans.items()}
        kept = self.kept(0, self.ordinals.size)
        return {part: _sums(kept[part], starts) for part, starts in spans.items()}

    def kept(self, first: int, last: int) -> dict[str, NDArray[np.bool_]]:
        """Return part → which values of the terms first … last − 1 belong to live documents."""
        columns = self.values(first, last)
        kept = self.source.live[columns["doc_ids"]]
        if "positions" not in columns:
            return dict.fromkeys(self.parts, kept)
        return {"doc_ids": kept, "positions": np.repeat(kept, position_counts(columns["positions"]))}

    def values(self, first: int, last: int) -> Columns:
        """Return part → all values of the terms first … last − 1."""
        columns = {part: self.column(part)[self.starts[first] : self.starts[last]] for part in self.parts}
        if "positions" in columns:
            columns["positions"] = self.column("positions")[self.position_starts[first] : self.position_starts[last]]
        return columns

    def chunk(self, first: int, last: int) -> Columns:
        """Return part → the kept values of the terms first … last − 1, with the new doc ids."""
        columns = self.values(first, last)
        if not self.source.all_live:
            columns = {part: columns[part][kept] for part, kept in self.kept(first, last).items()}
        return columns | {"doc_ids": self.source.new_doc_ids[columns["doc_ids"]]}


def _sums(values: Array, starts: Counts) -> Counts:
    """Return the sum of *values* from each start to the next."""
    totals = np.zeros(values.size + 1, np.int64)
    np.cumsum(values, out=totals[1:])
    sums: Counts = np.diff(totals[starts])
    return sums


def _merge_postings(
    sources: Sequence[MergeSource], prefix: str, word_ranks: list[Array] | None, writer: ColumnWriter
) -> None:
    """Merge the columns that begin with *prefix*. *word_ranks*: for each source what `_merge_vocabularies` returned."""
    keys = [_keys(source, prefix, word_ranks[i] if word_ranks else None) for i, source in enumerate(sources)]
    union = _union(keys)
    ordinals = [np.searchsorted(union, own) for own in keys]
    postings = [SourcePostings(source, prefix, own) for source, own in zip(sources, ordinals, strict=True) if own.size]
    if not postings:
        return
    counts = {part: _union_counts(postings, part, union.size) for part in postings[0].counts}
    used = counts["doc_ids"] > 0
    writer.add(f"{prefix}.keys", union[used])
    writer.add(f"{prefix}.starts", _starts(counts["doc_ids"][used]))
    if "positions" in counts:
        writer.add(f"{prefix}.position_starts", _starts(counts["positions"][used]))
    _copy(postings, counts, writer)


def _union(ascending: Sequence[Array]) -> Array:
    """Return the distinct values of all arrays, ascending. A stable sort of ascending runs is a merge: O(n)."""
    merged = np.concatenate(ascending)
    merged.sort(kind="stable")
    union: Array = merged[run_starts(merged)]
    return union


def _union_counts(postings: Sequence[SourcePostings], part: str, terms: int) -> Counts:
    counts = np.zeros(terms, np.int64)
    for one in postings:
        counts[one.ordinals] += one.counts[part]
    return counts


def _keys(source: MergeSource, prefix: str, word_ranks: Array | None) -> Array:
    if f"{prefix}.keys" not in source.columns:
        return np.zeros(0, np.uint32)
    keys = source.columns[f"{prefix}.keys"]
    return keys if word_ranks is None else word_ranks[keys]


def _starts(counts: Counts) -> NDArray[np.uint32]:
    return np.append(0, np.cumsum(counts)).astype(np.uint32)


def _copy(postings: Sequence[SourcePostings], counts: dict[str, Counts], writer: ColumnWriter) -> None:
    """Write the merged parts, a range of terms at a time. *counts*: part → how many values each term has."""
    targets = {
        part: writer.reserve(
            f"{postings[0].prefix}.{part}", np.result_type(*(one.column(part).dtype for one in postings)), int(of.sum())
        )
        for part, of in counts.items()
    }
    for low, high in _ranges(np.sum(list(counts.values()), axis=0)):
        chunk = {part: np.empty(of[low:high].sum(), targets[part].dtype) for part, of in counts.items()}
        _fill(chunk, {part: of[low:high] for part, of in counts.items()}, postings, low)
        for part, values in chunk.items():
            targets[part].append(values)
        for one in postings:
            one.source.columns.release_memory()


def _fill(chunk: Columns, counts: dict[str, Counts], postings: Sequence[SourcePostings], low: int) -> None:
    """Fill *chunk* with the merged values of the terms from *low* on. *counts*: part → how many each of them has."""
    free = {part: np.cumsum(of) - of for part, of in counts.items()}
    for one in postings:
        first, last = np.searchsorted(one.ordinals, (low, low + counts["doc_ids"].size)).tolist()
        ordinals = one.ordinals[first:last] - low
        for part, values in one.chunk(first, last).items():
            own = one.counts[part][first:last]
            target = np.repeat(free[part][ordinals] - np.cumsum(own) + own, own) + np.arange(values.size)
            chunk[part][target] = widen_marked(values, chunk[part].dtype) if part == "positions" else values
            free[part][ordinals] += own


def _ranges(costs: Counts) -> Iterator[tuple[int, int]]:
    """Return ranges of terms of about CHUNK postings and positions each. *costs*: how many each term has."""
    bounds = np.searchsorted(np.cumsum(costs), np.arange(0, costs.sum(), CHUNK)[1:]) + 1
    return pairwise(np.unique([0, *bounds.tolist(), costs.size]).tolist())
