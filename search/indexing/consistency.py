"""Whether index and database agree, and how they are made to. What of a report is indexed is decided elsewhere."""

import logging
import time
from collections import Counter
from dataclasses import astuple, dataclass

from archive.models import Article
from search.indexing.documents import documents_of
from search.indexing.site_index import site_index

OTHER_WORDS = "it was made before words of the dictionary were changed"
BATCH = 500  # reports read, or written in one commit

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Faults:
    """Ids of reports by what is wrong with their entries, each under one heading; unusable: why there are none.

    ghosts: in the index only. missing: in the database only. duplicates: in the index more than once.
    stale: in both, but the index has another text.
    """

    ghosts: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    duplicates: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    unusable: str = ""

    def __bool__(self):
        return any(astuple(self))

    @property
    def ids(self):
        return sorted({*self.ghosts, *self.missing, *self.duplicates, *self.stale})


def check(*, watch=list):
    """Compare every entry with its report. watch: wraps the list of batches, to show progress."""
    site = site_index()
    if problem := site.problem():
        return Faults(unusable=str(problem))
    if not site.knows_the_dictionary():
        return Faults(unusable=OTHER_WORDS)
    return _compared(list(site.index.versions()), _current_versions(watch))


def repair(faults, *, watch=list):
    """Put right what `check` found; a damaged index is rebuilt from the database."""
    site = site_index()
    if faults.unusable:
        with site.writing():
            site.rebuild(every_document(watch=watch))
        return
    started = time.monotonic()
    for ids in watch(_batches(faults.ids)):
        with site.writing():
            site.refresh(ids)
    seconds = time.monotonic() - started
    logger.info("The search index was repaired: %d entries in %.1f s", len(faults.ids), seconds)


def every_document(*, watch=list):
    """What the index should hold, read from the database a batch at a time."""
    for ids in watch(_batches(_all_ids())):
        yield from documents_of(ids)


def _compared(entries, current):
    indexed, times = dict(entries), Counter(id for id, _ in entries)
    both = indexed.keys() & current.keys()
    duplicates = {id for id in both if times[id] > 1}
    stale = {id for id in both - duplicates if indexed[id] != current[id]}
    by_kind = indexed.keys() - current.keys(), current.keys() - indexed.keys(), duplicates, stale
    return Faults(*(tuple(sorted(ids)) for ids in by_kind))


def _current_versions(watch):
    return {document.id: document.version for document in every_document(watch=watch)}


def _all_ids():
    return list(Article.objects.public().order_by("pk").values_list("pk", flat=True))


def _batches(ids):
    return [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
