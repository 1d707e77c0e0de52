"""The consistency check of index and database, and the repair of what it finds."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass

from archive.models import Article
from search.engine.documents import Document
from search.indexing.documents import documents_of
from search.indexing.site_index import site_index

OTHER_DICTIONARY = "it was made before words of the dictionary were changed"
BATCH = 500  # articles read, or written in one commit

Batches = list[list[int]]  # of ids of articles
Progress = Callable[[Batches], Iterable[list[int]]]  # gives the batches and shows how far they are

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class IndexFaults:
    """The ids of articles whose entries are wrong, each under one kind of fault. False if there are none.

    ghosts: in the index only. missing: in the database only. duplicates: in the index more than once.
    stale: in both, but with another text in the index.
    unusable: why the index as a whole cannot be used; "" if it can.
    """

    ghosts: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    duplicates: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    unusable: str = ""

    def __bool__(self) -> bool:
        return any(astuple(self))

    @property
    def ids(self) -> list[int]:
        return sorted({*self.ghosts, *self.missing, *self.duplicates, *self.stale})


def check(*, progress: Progress = list) -> IndexFaults:
    """Compare every entry of the index with its article in the database."""
    site = site_index()
    if problem := site.problem():
        return IndexFaults(unusable=str(problem))
    if not site.knows_the_dictionary():
        return IndexFaults(unusable=OTHER_DICTIONARY)
    entries = list(site.index.versions())
    return _faults(entries, {document.id: document.version for document in every_document(progress=progress)})


def repair(faults: IndexFaults, *, progress: Progress = list) -> None:
    """Index the articles with *faults* again; rebuild an index that is unusable."""
    site = site_index()
    if faults.unusable:
        with site.writing():
            site.rebuild(every_document(progress=progress))
        return
    started = time.monotonic()
    for ids in progress(_batches(faults.ids)):
        with site.writing():
            site.refresh(ids)
    seconds = time.monotonic() - started
    logger.info("The search index was repaired: %d entries in %.1f s", len(faults.ids), seconds)


def every_document(*, progress: Progress = list) -> Iterator[Document]:
    """Yield all that the index should hold, read from the database a batch at a time."""
    ids = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    for batch in progress(_batches(ids)):
        yield from documents_of(batch)


def _faults(entries: Iterable[tuple[int, str]], current: Mapping[int, str]) -> IndexFaults:
    """Compare the index's *entries* (id, version) with the *current* versions (by id) of the database."""
    indexed, times = dict(entries), Counter(id for id, _ in entries)
    both = indexed.keys() & current.keys()
    duplicates = {id for id in both if times[id] > 1}
    return IndexFaults(
        ghosts=tuple(sorted(indexed.keys() - current.keys())),
        missing=tuple(sorted(current.keys() - indexed.keys())),
        duplicates=tuple(sorted(duplicates)),
        stale=tuple(sorted(id for id in both - duplicates if indexed[id] != current[id])),
    )


def _batches(ids: list[int]) -> Batches:
    return [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
