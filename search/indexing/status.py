"""The state of the index for editors, and what they can have done to it: a check, a rebuild."""

from dataclasses import asdict, dataclass
from typing import Literal

from search.indexing.consistency import IndexFaults, check, every_document
from search.indexing.outbox import drain
from search.indexing.rebuilding import begin_work, work_lock
from search.indexing.site_index import site_index
from search.models import IndexCheck, Outbox


@dataclass(frozen=True, slots=True)
class IndexState:
    """The state of the index.

    entries: the number of articles in it. waiting: the number of articles whose changes are not indexed yet.
    size: in bytes on disk. last_check: None before the first check.
    """

    name: Literal["sound", "rebuilding", "damaged"]
    entries: int
    waiting: int
    size: int
    last_check: IndexCheck | None


def index_state() -> IndexState:
    """Return the present state. Nothing is changed, and writers are not kept waiting."""
    site = site_index()
    usable = site.problem() is None
    rebuilding = work_lock.locked() or (usable and site.index.is_being_rebuilt())
    return IndexState(
        name="rebuilding" if rebuilding else "sound" if usable else "damaged",
        entries=site.index.count() if usable else 0,
        waiting=Outbox.objects.count(),
        size=sum(path.stat().st_size for path in site.path.rglob("*") if path.is_file()),
        last_check=IndexCheck.objects.first(),
    )


def begin_check() -> bool:
    """Compare index and database in the background; return False if other work on the index is under way."""
    return begin_work(_check)


def begin_rebuild() -> bool:
    """Rebuild the index in the background, even a sound one; return False if other work on it is under way."""
    return begin_work(_rebuild)


def summary(faults: IndexFaults) -> dict[str, int | str]:
    """Return the number of entries with each kind of fault, or why the index is unusable; empty without faults."""
    return {kind: one if isinstance(one, str) else len(one) for kind, one in asdict(faults).items() if one}


def _check() -> None:
    IndexCheck.note(summary(check()))


def _rebuild() -> None:
    """Rebuild, then check. Edits made meanwhile wait in the outbox until the rebuild ends."""
    site = site_index()
    with site.writing():
        site.rebuild(every_document())
    drain()
    _check()
