"""The search index of this site: opened once in a thread, written under a lock, its documents read from the database.

It knows no queries. Changes of records reach it through search.indexing.outbox.
"""

import fcntl
import logging
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from django.conf import settings

from search.engine.documents import Document
from search.engine.index import Index
from search.engine.indexing.commits import IndexUnusable
from search.indexing.documents import documents_of
from search.models import DictionaryWord

LOCK = "writing.lock"

logger = logging.getLogger(__name__)


class SiteIndex:
    """The index in the folder *path*, created at its first use. Every write is one commit."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def index(self) -> Index:
        """The engine's index. Raises IndexUnusable if it is damaged."""
        return Index.open(self.path)

    def problem(self) -> IndexUnusable | None:
        """Return why the index cannot be used, None if it can."""
        try:
            self.index.words()
        except IndexUnusable as problem:
            return problem
        return None

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[bool]:
        """Hold the lock that lets one process write at a time; give whether it is held.

        Without *wait*, that is False while another process holds it.
        """
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.path / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def refresh(self, ids: Collection[int]) -> None:
        """Index these articles as the database has them now, in one commit; remove those that are gone or not public.

        Only while `writing`.
        """
        documents = documents_of(ids)
        gone = set(ids) - {document.id for document in documents}
        self.index.write(documents, removed=gone)

    def remove(self, ids: Collection[int]) -> None:
        """Remove the documents of these articles; only while `writing`."""
        self.index.write((), removed=ids)

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Replace the whole index, damaged or not, by *documents*, tokenized with the editors' dictionary words too.

        Only while `writing`.
        """
        started, written = time.monotonic(), Counter[str]()
        logger.info("A rebuild of the search index started")
        Index(self.path).rebuild(_counted(documents, written), words=DictionaryWord.objects.added())
        seconds = time.monotonic() - started
        logger.info("The search index was rebuilt: %d entries in %.1f s", written["entries"], seconds)

    def knows_the_dictionary(self) -> bool:
        """Whether the index was tokenized with the present dictionary words of the editors. Raises IndexUnusable."""
        return self.index.words() == DictionaryWord.objects.added()


def _counted(documents: Iterable[Document], tally: Counter[str]) -> Iterator[Document]:
    """Yield *documents*, counting them as "entries" in *tally*."""
    for document in documents:
        tally["entries"] += 1
        yield document


_opened = threading.local()


def site_index() -> SiteIndex:
    """Return the index that the settings name; each thread opens its own."""
    path = Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])
    if getattr(_opened, "path", None) != path:
        _opened.path, _opened.index = path, SiteIndex(path)
    return _opened.index


def reopen() -> None:
    """Make this thread open the index again at its next use and verify every file, as after a restart."""
    _opened.path = None
