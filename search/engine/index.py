"""The index on disk behind its one door: open, search, write, list versions, rebuild.

A folder of generations, of which the file CURRENT names the one in use; see search.engine.indexing.commits for what a
generation holds. Any number of processes may read; the lock lets one write at a time.
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

from search.engine.documents import Ask, Document, SearchRequest, SearchResponse
from search.engine.indexing.commits import MANIFEST, IndexUnusable, files_of, read_commit, replace_durably
from search.engine.indexing.writer import Draft
from search.engine.postings.vocabulary import word_counts
from search.engine.query.searcher import Searcher
from search.engine.storage.columns import ColumnsUnreadable
from search.text.queries import Query
from search.text.words import adding

POINTER = "CURRENT"
LOCK = "write.lock"
GENERATION_PREFIX = "generation-"
GENERATION = re.compile(rf"{GENERATION_PREFIX}([0-9]+)")
PATIENCE = 10.0  # seconds that a writer waits for another
GRACE = 600.0  # seconds that a generation no longer in use is kept for those that still read it
TRIES = 5  # to open a state that writers may be replacing meanwhile


class IndexLocked(TimeoutError):
    """Another process is writing. Nothing was changed; try again."""


Stamp = tuple[tuple[int, int], ...] | None  # of each file its number and when it was last touched; None: one is missing


class Opened(NamedTuple):
    """A state that is being read: its files and how they were, their fingerprints, the words added, its searcher."""

    watched: tuple[str, ...]
    stamp: Stamp
    files: dict[str, str]
    words: tuple[str, ...]
    searcher: Searcher


class Index:
    """One index. Keeps the state it read last open, and follows when another process commits."""

    def __init__(self, path: Path) -> None:
        """The index in *path*, which may be damaged or not there yet; see `open`."""
        self.path = path
        self._opened: Opened | None = None

    @classmethod
    def open(cls, path: Path) -> "Index":
        """The index in *path*, made empty if there is none. Raises IndexUnusable if it is damaged."""
        index = cls(path)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not index._generations():
            with index._lock():
                if not index._generations():  # another process may just have made it
                    index._build(())
        index._current()
        return index

    def search(self, query: Query, *, within: Query | None = None, ask: Ask = Ask()) -> SearchResponse:  # noqa: B008
        return self.answer(SearchRequest(query, within, (), ask.start, ask.stop, ask.sort, ask.facets))

    def answer(self, request: SearchRequest) -> SearchResponse:
        """See `Searcher.answer`. Raises IndexUnusable, SearchRefused or OutOfTime."""
        current = self._current()
        with adding(current.words):
            return current.searcher.answer(request)

    def totals(self, queries: Iterable[Query]) -> list[int]:
        """How many documents answer each of *queries*. Raises IndexUnusable or OutOfTime."""
        current = self._current()
        with adding(current.words):
            return current.searcher.totals(queries)

    def words(self) -> tuple[str, ...]:
        """What the segmenter knew beside its own dictionary when this index was made. Raises IndexUnusable."""
        return self._current().words

    def state(self) -> Hashable:
        """Another value whenever another state is in use. Raises IndexUnusable."""
        return self.path, self._current().stamp

    def word_counts(self, *, least: int, most: int) -> dict[str, int]:
        """Folded word → about how many reports hold it, most frequent first. Raises IndexUnusable."""
        return word_counts(self._current().searcher.segments, least=least, most=most)

    @property
    def searcher(self) -> Searcher:
        """The present state, for what is asked beside searches. Raises IndexUnusable."""
        return self._current().searcher

    def versions(self) -> Iterator[tuple[int, str]]:
        """(id, version) of every live entry, also of one that is there twice."""
        for segment in self._current().searcher.segments:
            yield from segment.versions()

    def count(self) -> int:
        """How many live entries there are. Raises IndexUnusable."""
        return sum(int(segment.live.sum()) for segment in self._current().searcher.segments)

    def is_being_rebuilt(self) -> bool:
        """Whether a generation beside the one in use is unfinished. Raises IndexUnusable."""
        return self._generation(max(self._generations(), default=0)) != self._folder()

    def write(self, documents: Iterable[Document], removed: Collection[int] = ()) -> None:
        """Add or replace *documents* (of one id the last counts) and drop the ids in *removed*, in one commit."""
        with self._lock():
            folder = self._folder()
            self._discard_generations()
            commit = read_commit(folder, self._untouched())
            with adding(commit.words):
                Draft(folder, commit).write(documents, removed)

    def rebuild(self, documents: Iterable[Document], *, words: tuple[str, ...] = ()) -> None:
        """Put *documents* in place of all there is: built beside the present generation, then switched to.

        words: folded; cut by these beside the dictionary's own, here and in every search and write that follows.
        """
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock(), adding(words):
            self._build(documents)

    def _build(self, documents: Iterable[Document]) -> None:
        folder = self._generation(max(self._generations(), default=0) + 1)
        folder.mkdir(mode=0o700)
        try:
            Draft(folder, None).write(documents)
            read_commit(folder, {})
            replace_durably(self.path / POINTER, folder.name.encode())
        finally:
            self._discard_generations()

    def _current(self) -> Opened:
        """The present state; the one read before if it still is, and nobody has touched its files."""
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
        """The fingerprints of the files read before that nobody has touched since, by name."""
        opened = self._opened
        if opened is None or opened.stamp is None:
            return {}
        stamps = zip(opened.watched, opened.stamp, strict=True)
        untouched = {Path(path).name for path, stamp in stamps if _stamp((path,)) == (stamp,)}
        return {name: fingerprint for name, fingerprint in opened.files.items() if name in untouched}

    def _seals(self) -> tuple[str, ...]:
        """The files of which one is replaced whenever the state changes."""
        return str(self.path / POINTER), str(self._folder() / MANIFEST)

    def _folder(self) -> Path:
        """The generation in use."""
        self._guard()
        try:
            name = (self.path / POINTER).read_text()
        except (OSError, UnicodeDecodeError) as problem:
            raise IndexUnusable(self.path, problem) from problem
        if not GENERATION.fullmatch(name):
            raise IndexUnusable(self.path, f"{POINTER} names no generation")
        return self.path / name

    def _guard(self) -> None:
        """The files hold pickles, which are code to whoever reads them: only their owner may write here."""
        try:
            status = self.path.stat()
        except OSError as problem:
            raise IndexUnusable(self.path, problem) from problem
        if status.st_mode & 0o077 or status.st_uid != os.getuid():
            raise IndexUnusable(self.path, "others than its owner may open the folder: chmod 700 it")

    def _generations(self) -> list[int]:
        return sorted(int(found[1]) for path in self.path.glob("*") if (found := GENERATION.fullmatch(path.name)))

    def _discard_generations(self) -> None:
        """Remove what was begun and never finished, and what was replaced, the last of these after GRACE only."""
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
        """Hold the right to write; the system gives it back if this process dies."""
        self._guard()
        with (self.path / LOCK).open("ab") as file:
            end = time.monotonic() + PATIENCE
            while not _locked(file.fileno()):
                if time.monotonic() > end:
                    raise IndexLocked(f"Another process has been writing to {self.path} for {PATIENCE:g} s. Try again.")
                time.sleep(0.01)
            yield


def _stamp(paths: tuple[str, ...]) -> Stamp:
    """Changes when one of the files is replaced, written into or cut, its rights change, or it vanishes (None)."""
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
