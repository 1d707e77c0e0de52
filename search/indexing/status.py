"""What editors are told of the index, and have done to it: a check, a rebuild. Neither is done here."""

from dataclasses import asdict, dataclass

from search.indexing.consistency import check, every_document
from search.indexing.outbox import drain
from search.indexing.rebuilding import begin, under_way
from search.indexing.site_index import site_index
from search.models import IndexCheck, Outbox


@dataclass(frozen=True, slots=True)
class IndexState:
    """How the index is (sound, rebuilding or damaged), its entries, reports waiting, bytes on disk, last check."""

    name: str
    entries: int
    waiting: int
    size: int
    last_check: IndexCheck | None


def index_state():
    """The index as it is now. Changes nothing, and keeps no writer out."""
    site = site_index()
    name, entries = _condition(site)
    size = sum(path.stat().st_size for path in site.path.rglob("*") if path.is_file())
    return IndexState(name, entries, Outbox.objects.count(), size, IndexCheck.objects.first())


def begin_check():
    """Compare index and database in the background; False if the index is being worked on already."""
    return begin(_check)


def begin_rebuild():
    """Make the index anew in the background, be it sound or not; False if it is being worked on already."""
    return begin(_rebuild)


def summary(faults):
    """How many entries have each fault, or why the index is unusable; empty for none."""
    counted = {kind: what if kind == "unusable" else len(what) for kind, what in asdict(faults).items()}
    return {kind: what for kind, what in counted.items() if what}


def _condition(site):
    """(name, number of entries)"""
    if site.problem():
        return "rebuilding" if under_way.locked() else "damaged", 0
    rebuilding = under_way.locked() or site.index.is_being_rebuilt()
    return "rebuilding" if rebuilding else "sound", site.index.count()


def _check():
    IndexCheck.note(summary(check()))


def _rebuild():
    """Edits made meanwhile are noted, and indexed at the end."""
    site = site_index()
    with site.writing():
        site.rebuild(every_document())
    drain()
    _check()
