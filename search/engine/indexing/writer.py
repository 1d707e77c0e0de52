"""The index writer: makes the next state of a generation by adding, replacing and removing documents and merging.

This module must not lock, choose generations (`search.engine.index` does both) or decide how a state is kept on disk.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from search.engine.documents import Document
from search.engine.indexing.commits import INDEX_NAME, Commit, remove_leftovers, sync, write_commit
from search.engine.indexing.merge_policy import segments_to_merge
from search.engine.indexing.merging import merge_segments
from search.engine.indexing.segment_builder import build_segment
from search.engine.storage.columns import ColumnFile, write_columns
from search.engine.storage.layout import LARGEST_SEGMENT
from search.engine.whoosh_bridge.codec import ColumnSegment

BATCH_CHARACTERS = 1_500_000  # that become a segment at once; a longer text is a batch by itself


class IndexWriter:
    """Changes the state *commit* of *folder* (None: an empty one). Nothing is visible to readers before a commit."""

    def __init__(self, folder: Path, commit: Commit | None) -> None:
        self._committed = commit
        self._folder = folder
        self._segments = list(commit.segments) if commit else []

    def write(self, documents: Iterable[Document], removed: Iterable[int] = ()) -> None:
        """Remove the ids in *removed*, then add or replace *documents* (of one id the last counts), and commit.

        Merges follow, each with a commit of its own, so that what was written need not wait for them.
        """
        remove_leftovers(self._folder)
        try:
            self._remove(removed)
            for batch in _batches(documents):
                self._add(list({document.id: document for document in batch}.values()))
            self._commit()
            while merging := segments_to_merge(
                [(segment.doc_count(), segment.doc_count_all()) for segment in self._segments]
            ):
                self._merge([self._segments[index] for index in merging])
                self._commit()
        finally:
            remove_leftovers(self._folder)

    def _add(self, documents: list[Document]) -> None:
        """Write *documents* (of distinct ids) as a new segment, in place of older ones of the same ids."""
        self._remove(document.id for document in documents)
        segment = ColumnSegment(INDEX_NAME, len(documents))
        write_columns(self._folder / segment.filename, build_segment(documents))
        sync(self._folder / segment.filename)
        self._segments.append(segment)

    def _remove(self, ids: Iterable[int]) -> None:
        """Mark the documents with these report ids as deleted, and drop segments without a live document."""
        removed = np.array(list(ids), np.int64)
        if removed.size:
            segments = [self._without(segment, removed) for segment in self._segments]
            self._segments = [segment for segment in segments if segment.doc_count()]

    def _without(self, segment: ColumnSegment, ids: np.ndarray[tuple[int], np.dtype[np.int64]]) -> ColumnSegment:
        deleted = np.isin(self._columns(segment)["ids"], ids) & segment.live()
        return segment.with_live(segment.live() & ~deleted) if deleted.any() else segment

    def _merge(self, segments: list[ColumnSegment]) -> None:
        merged = ColumnSegment(INDEX_NAME, sum(segment.doc_count() for segment in segments))
        with (self._folder / merged.filename).open("xb") as file:
            merge_segments([(self._columns(segment), segment.live()) for segment in segments], file)
        sync(self._folder / merged.filename)
        self._segments = [segment for segment in self._segments if segment not in segments] + [merged]

    def _commit(self) -> None:
        self._committed = write_commit(self._folder, tuple(self._segments), self._committed)

    def _columns(self, segment: ColumnSegment) -> ColumnFile:
        return ColumnFile(self._folder / segment.filename)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield *documents* in batches of about BATCH_CHARACTERS, and of LARGEST_SEGMENT documents at most."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += sum(map(len, document.texts.values()))
        if size >= BATCH_CHARACTERS or len(batch) == LARGEST_SEGMENT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
