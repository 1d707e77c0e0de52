"""Rebuilds an unusable, empty or outdated index from the database, in the background. Answers nothing itself."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any

from django.conf import settings
from django.db import connections as databases
from django.db import transaction

from archive.models import Article
from search.indexing.consistency import every_document
from search.indexing.outbox import drain
from search.indexing.site_index import SiteIndex, site_index

PAUSE = 60.0  # seconds after a rebuild that failed until the next is tried

work_lock = Lock()  # one work on the index at a time in this process; among processes, the index's own lock sees to it

logger = logging.getLogger(__name__)


@dataclass
class _Failure:
    """The last failure of work on the index in this process. at: seconds of the monotonic clock."""

    at: float = float("-inf")


last_failure = _Failure()


def begin_rebuild_if_needed() -> None:
    """Begin a rebuild, unless work is under way or has just failed, and return at once.

    Errors are logged and not raised, so that a search which finds the index unusable is answered all the same.
    """
    if time.monotonic() - last_failure.at >= PAUSE:
        begin_work(_rebuild_if_needed)


def begin_work(work: Callable[[], object]) -> bool:
    """Begin *work* on the index and return at once; return False if other work is under way in this process.

    The thread is no daemon: a process that ends earlier, as a command does, finishes the work first.
    """
    if not work_lock.acquire(blocking=False):
        return False
    try:
        if settings.REBUILD_IN_BACKGROUND:
            Thread(target=_run_in_thread, args=[work], name="index rebuild").start()
        else:
            _run(work)
    except RuntimeError:  # no more threads: the next search tries again
        work_lock.release()
        logger.exception("No thread for a rebuild of the search index. Run: manage.py check_index --repair")
        return False
    return True


def rebuild_after_commit(**signal: Any) -> None:
    """Rebuild the index once a change of the dictionary is committed; until then the present index answers."""
    transaction.on_commit(begin_rebuild_if_needed)


def _run_in_thread(work: Callable[[], object]) -> None:
    try:
        _run(work)
    finally:
        databases.close_all()  # those of this thread


def _run(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:
        last_failure.at = time.monotonic()
        logger.exception("The search index could not be rebuilt. Run: manage.py check_index --repair")
    finally:
        work_lock.release()


def _rebuild_if_needed() -> None:
    """Rebuild the index unless another process writes. Edits made meanwhile wait in the outbox until the end."""
    site = site_index()
    with site.writing(wait=False) as ours:
        while ours and _needs_rebuild(site):  # again if the dictionary was changed meanwhile
            site.rebuild(every_document())
    drain()


def _needs_rebuild(site: SiteIndex) -> bool:
    """Whether the index is unusable, was tokenized with another dictionary, or is empty although there are articles.

    Another process may have rebuilt it by now.
    """
    if site.problem() or not site.knows_the_dictionary():
        return True
    return not site.index.count() and Article.objects.public().exists()
