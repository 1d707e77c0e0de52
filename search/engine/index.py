"""The index on disk behind its one door: open, search, write, list versions, rebuild.

A folder of generations, of which the file CURRENT names the one in use. Callers see to it that only
one of them writes at a time.
"""

import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from search.engine.documents import Answer, Ask, Document, Hit, Sort
from search.engine.schema import UNDATED, build_schema, stored_fields
from search.engine.whoosh_queries import whoosh_query
from search.text.queries import Query

POINTER = "CURRENT"
GENERATION = re.compile(r"generation-([0-9]+)")
BATCH = 500  # documents to a commit while rebuilding
WEIGHTING = BM25F(B=0.45, K1=0.9)
FIRST = Ask()


class Found(NamedTuple):
    """A match: its number in Whoosh, its id, score, and date in days since 1970-01-01."""

    number: int
    id: int
    score: float
    date: int


class IndexUnusable(Exception):
    """The index is damaged or missing in part. It can be rebuilt from the database: check_index --repair."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f"The search index in {path} cannot be read ({reason}). Run: manage.py check_index --repair")


class Index:
    """One index. Holds no files open between calls, so any number of processes may use the same folder."""

    def __init__(self, path: Path) -> None:
        """The index in *path*, which may be damaged or not there yet; see `open`."""
        self.path = path

    @classmethod
    def open(cls, path: Path) -> "Index":
        """The index in *path*, made empty if there is none. Raises IndexUnusable if it is damaged."""
        index = cls(path)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not index._generations():
            with suppress(FileExistsError):  # another process is making it at this moment
                index.rebuild(())
        with index._searcher():
            return index

    def search(self, query: Query, *, within: Query | None = None, ask: Ask = FIRST) -> Answer:
        """All reports that answer *query* and *within*, of which only the first counts for their scores."""
        with self._searcher() as searcher:
            found = list(_matches(searcher, query, within))
            found.sort(key=ORDERS[ask.sort])
            scored = ask.sort == "relevance"
            hits = tuple(Hit(hit.id, hit.score if scored else 0.0) for hit in found[ask.start : ask.stop])
            numbers = {hit.number for hit in found}
            return Answer(len(found), hits, {column: _counts(searcher, column, numbers) for column in ask.facets})

    def write(self, documents: Iterable[Document], removed: Collection[int] = ()) -> None:
        """Add or replace *documents* (of one id the last counts) and drop the ids in *removed*, in one commit."""
        latest = {document.id: document for document in documents}
        self._commit(self._opened(self._current()), latest, removed)

    def versions(self) -> Iterator[tuple[int, str]]:
        """(id, version) of every live entry, also of one that is there twice."""
        with self._searcher() as searcher:
            yield from ((fields["id"], fields["version"]) for _, fields in searcher.reader().iter_docs())

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Put *documents* in place of all there is: built beside the present generation, then switched to."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        generations = self._generations()
        name = f"generation-{max(generations, default=0) + 1}"
        (self.path / name).mkdir(mode=0o700)
        built = FileStorage(self.path / name).create_index(build_schema())
        remaining = iter(documents)
        while batch := list(islice(remaining, BATCH)):
            self._commit(built, {document.id: document for document in batch}, ())
        self._switch_to(name)
        for number in sorted(generations)[:-1]:  # the one before stays for readers that just opened it
            shutil.rmtree(self.path / f"generation-{number}", ignore_errors=True)

    def _generations(self) -> list[int]:
        return [int(found[1]) for path in self.path.glob("*") if (found := GENERATION.fullmatch(path.name))]

    def _current(self) -> Path:
        try:
            name = (self.path / POINTER).read_text()
        except OSError as error:
            raise IndexUnusable(self.path, error) from error
        if not GENERATION.fullmatch(name):
            raise IndexUnusable(self.path, f"{POINTER} names no generation")
        return self.path / name

    def _switch_to(self, name: str) -> None:
        following = self.path / f"{POINTER}.new"
        following.write_text(name)
        os.replace(following, self.path / POINTER)

    def _opened(self, folder: Path) -> FileIndex:
        try:
            return FileStorage(folder).open_index(schema=build_schema())
        except Exception as error:  # Whoosh checks nothing: a damaged file raises whatever reading it comes to
            raise IndexUnusable(self.path, repr(error)) from error

    @contextmanager
    def _searcher(self) -> Iterator[Searcher]:
        opened = self._opened(self._current())
        try:
            with opened.searcher(weighting=WEIGHTING) as searcher:
                yield searcher
        except Exception as error:  # the same
            raise IndexUnusable(self.path, repr(error)) from error

    def _commit(self, opened: FileIndex, latest: dict[int, Document], removed: Collection[int]) -> None:
        writer = opened.writer()
        try:
            for id in latest.keys() | set(removed):
                writer.delete_by_term("id", id)
            for document in latest.values():
                writer.add_document(**stored_fields(document))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()


def _relevance(found: Found) -> tuple[float, int]:
    return -found.score, -found.id


def _newest(found: Found) -> tuple[int, int]:
    return -found.date, -found.id


def _oldest(found: Found) -> tuple[bool, int, int]:
    return found.date == UNDATED, found.date, found.id


# Ties go by id, so that pages never overlap.
ORDERS: dict[Sort, Callable[[Found], tuple[float, ...]]] = {
    "relevance": _relevance,
    "newest": _newest,
    "oldest": _oldest,
}


def _matches(searcher: Searcher, query: Query, within: Query | None) -> Iterator[Found]:
    wanted = whoosh_query(query)
    allowed = None if within is None else set(searcher.docs_for_query(whoosh_query(within)))
    leaves = ((leaf, offset) for leaf, offset in searcher.leaf_searchers() if leaf.doc_count_all())
    for leaf, offset in leaves:
        ids, dates = (leaf.reader().column_reader(column) for column in ("id", "date"))
        matcher = wanted.matcher(leaf, leaf.context())
        while matcher.is_active():
            number = matcher.id()
            if allowed is None or number + offset in allowed:
                yield Found(number + offset, ids[number], matcher.score(), dates[number])
            matcher.next()


def _counts(searcher: Searcher, column: str, numbers: set[int]) -> dict[int, int]:
    """Value → how many of the documents in *numbers* hold it."""
    reader, value = searcher.reader(), searcher.schema[column].from_bytes
    counts = {
        value(term): sum(number in numbers for number in reader.postings(column, term).all_ids())
        for term in reader.lexicon(column)
    }
    return {value: count for value, count in counts.items() if count}
