"""The index on disk, as everything outside the engine uses it: open, search, write, list versions, rebuild.

An index is a folder of generations. The file CURRENT names the generation in use; `search.engine.indexing.commits` says
what a generation holds. Any number of processes may read; the lock lets one write at a time. This module must not know
columns, postings or scores.
"""

import fcntl
import os
import re
import shutil
import time
from collections.abc import Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from search.engine.documents import Document, SearchRequest, SearchResponse
from search.engine.indexing.commits import MANIFEST, IndexUnusable, files_of, read_commit, replace_durably
from search.engine.indexing.writer import IndexWriter
from search.engine.postings.vocabulary import word_counts
from search.engine.query.searcher import Searcher
from search.engine.storage.columns import ColumnsUnreadable
from search.text.queries import Query
from search.text.words import user_dictionary

POINTER = "CURRENT"
LOCK = "write.lock"
GENERATION_PREFIX = "generation-"
GENERATION = re.compile(rf"{GENERATION_PREFIX}([0-9]+)")
PATIENCE = 10.0  # seconds that a writer waits for another
GRACE = 600.0  # seconds that a generation no longer in use is kept for those that still read it
TRIES = 5  # to open a state that writers may be replacing meanwhile


class IndexLocked(TimeoutError):
    """Another process is writing. Nothing was changed; try again."""


Stamp = tuple[tuple[int, int], ...] | None  # inode and time of the last change of each file; None: one is missing


class Opened(NamedTuple):
    """A state that is open for reading.

    watched: the paths of its files. stamp: of these, when they were opened. files: file name → checksum.
    words: the words added to the dictionary when its texts were tokenized.
    """

    watched: tuple[str, ...]
    stamp: Stamp
    files: dict[str, str]
    words: tuple[str, ...]
    searcher: Searcher


class Index:
    """One index. It keeps the state that it read last open, and reads the next one when any process has committed."""

    def __init__(self, path: Path) -> None:
        """Name the index in *path* without opening it: it may be damaged or missing. See `open`."""
        self.path = path
        self._opened: Opened | None = None

    @classmethod
    def open(cls, path: Path) -> "Index":
        """Return the index in *path*, made empty if there is none. Raises IndexUnusable if it is damaged."""
        index = cls(path)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not index._generations():
            with index._lock():
                if not index._generations():  # another process may just have made it
                    index._build(())
        index._current()
        return index

    def search(self, request: SearchRequest) -> SearchResponse:
        """See `Searcher.search`. Raises IndexUnusable, SearchRefused or OutOfTime."""
        current = self._current()
        with user_dictionary(current.words):
            return current.searcher.search(request)

    def totals(self, queries: Iterable[Query], *, collapse: str = "") -> list[int]:
        """Return how many documents answer each of *queries*. Raises IndexUnusable or OutOfTime."""
        current = self._current()
        with user_dictionary(current.words):
            return current.searcher.totals(queries, collapse=collapse)

    def words(self) -> tuple[str, ...]:
        """Return the words that were added to the dictionary when this index was made. Raises IndexUnusable."""
        return self._current().words

    def state(self) -> Hashable:
        """Return a value that differs whenever another state is in use. Raises IndexUnusable."""
        return self.path, self._current().stamp

    def word_counts(self, *, least: int, most: int) -> dict[str, int]:
        """Return folded word → approximate document frequency, the most frequent first. Raises IndexUnusable.

        See `search.engine.postings.vocabulary.word_counts`.
        """
        return word_counts(self._current().searcher.segments, least=least, most=most)

    @property
    def searcher(self) -> Searcher:
        """The searcher of the present state, for explanations, similar documents and trends. Raises IndexUnusable."""
        return self._current().searcher

    def versions(self) -> Iterator[tuple[int, str]]:
        """Yield (id, version) of every live document; twice, if a fault has left one twice. Raises IndexUnusable."""
        for segment in self._current().searcher.segments:
            yield from segment.versions()

    def count(self) -> int:
        """Return the number of live documents. Raises IndexUnusable."""
        return sum(int(segment.live.sum()) for segment in self._current().searcher.segments)

    def is_being_rebuilt(self) -> bool:
        """Return whether there is an unfinished generation beside the one in use. Raises IndexUnusable."""
        return self._generation(max(self._generations(), default=0)) != self._folder()

    def write(self, documents: Iterable[Document], removed: Collection[int] = ()) -> None:
        """Add or replace *documents* (of one id the last counts) and remove the ids in *removed*, in one commit.

        Raises IndexUnusable or IndexLocked; then nothing was changed.
        """
        with self._lock():
            folder = self._folder()
            self._discard_generations()
            commit = read_commit(folder, self._untouched())
            with user_dictionary(commit.words):
                IndexWriter(folder, commit).write(documents, removed)

    def rebuild(self, documents: Iterable[Document], *, words: tuple[str, ...] = ()) -> None:
        """Replace the whole index by *documents*: build a generation beside the present one, then switch to it.

        *words*: folded words that the segmenter knows beside its own dictionary, now and in every later search and
        write. Raises IndexLocked.
        """
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock(), user_dictionary(words):
            self._build(documents)

    def _build(self, documents: Iterable[Document]) -> None:
        folder = self._generation(max(self._generations(), default=0) + 1)
        folder.mkdir(mode=0o700)
        try:
            IndexWriter(folder, None).write(documents)
            read_commit(folder, {})
            replace_durably(self.path / POINTER, folder.name.encode())
        finally:
            self._discard_generations()

    def _current(self) -> Opened:
        """Return the present state: the one read before, if nobody has touched its files since."""
        if self._opened and self._opened.stamp == _stamp(self._opened.watched):
            return self._opened
        for _ in range(TRIES):
            seals = _stamp(self._seals())
            try:
                self._opened = self._read()
                return self._opened
            except IndexUnusable:
                if seals == _stamp(self._seals()):
                    raise
        raise IndexUnusable(self.path, "it changes faster than it can be read")

    def _read(self) -> Opened:
        before = self._opened
        folder = self._folder()
        watched = (str(self.path / POINTER), *(str(folder / name) for name in files_of(folder)))
        stamp = _stamp(watched)
        commit = read_commit(folder, self._untouched())
        try:
            segments = [segment.opened(folder) for segment in commit.segments]
        except (OSError, ColumnsUnreadable) as problem:  # whole a moment ago: a writer has just replaced it
            raise IndexUnusable(folder, problem) from problem
        same = before if before and before.words == commit.words else None
        return Opened(watched, stamp, commit.files, commit.words, Searcher(segments, same.searcher if same else None))

    def _untouched(self) -> dict[str, str]:
        """Return name → checksum of the files read before that nobody has touched since."""
        opened = self._opened
        if opened is None or opened.stamp is None:
            return {}
        stamps = zip(opened.watched, opened.stamp, strict=True)
        untouched = {Path(path).name for path, stamp in stamps if _stamp((path,)) == (stamp,)}
        return {name: checksum for name, checksum in opened.files.items() if name in untouched}

    def _seals(self) -> tuple[str, ...]:
        """Return the two files that decide the state: a change of state replaces at least one of them."""
        return str(self.path / POINTER), str(self._folder() / MANIFEST)

    def _folder(self) -> Path:
        """Return the folder of the generation in use."""
        self._guard()
        try:
            name = (self.path / POINTER).read_text()
        except (OSError, UnicodeDecodeError) as problem:
            raise IndexUnusable(self.path, problem) from problem
        if not GENERATION.fullmatch(name):
            raise IndexUnusable(self.path, f"{POINTER} names no generation")
        return self.path / name

    def _guard(self) -> None:
        """Raise IndexUnusable if others than the owner may open the folder: reading its pickles can run code."""
        try:
            status = self.path.stat()
        except OSError as problem:
            raise IndexUnusable(self.path, problem) from problem
        if status.st_mode & 0o077 or status.st_uid != os.getuid():
            raise IndexUnusable(self.path, "others than its owner may open the folder: chmod 700 it")

    def _generations(self) -> list[int]:
        return sorted(int(found[1]) for path in self.path.glob("*") if (found := GENERATION.fullmatch(path.name)))

    def _discard_generations(self) -> None:
        """Remove unfinished generations and those that were replaced; the last one of these only after GRACE."""
        try:
            current = int(self._folder().name.removeprefix(GENERATION_PREFIX))
        except IndexUnusable:
            return
        *replaced, before = [0, *(number for number in self._generations() if number < current)]
        unfinished = [number for number in self._generations() if number > current]
        if time.time() - (self.path / POINTER).stat().st_mtime > GRACE:
            replaced.append(before)
        for number in replaced + unfinished:
            shutil.rmtree(self._generation(number), ignore_errors=True)

    def _generation(self, number: int) -> Path:
        return self.path / f"{GENERATION_PREFIX}{number}"

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold the right to write, which the system takes back if this process dies. Raises IndexLocked."""
        self._guard()
        with (self.path / LOCK).open("ab") as file:
            end = time.monotonic() + PATIENCE
            while not _locked(file.fileno()):
                if time.monotonic() > end:
                    raise IndexLocked(f"Another process has been writing to {self.path} for {PATIENCE:g} s. Try again.")
                time.sleep(0.01)
            yield


def _stamp(paths: tuple[str, ...]) -> Stamp:
    """Return a value that changes when a file is replaced, written, cut or gets other rights; None if one is gone."""
    try:
        return tuple([(status.st_ino, status.st_ctime_ns) for status in map(os.stat, paths)])
    except OSError:
        return None


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
