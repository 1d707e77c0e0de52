"""Makes a lost or outdated index anew from the database, in the background. Answers nothing itself."""

import logging
import time
from threading import Lock, Thread

from django.conf import settings
from django.db import connections as databases
from django.db import transaction

from archive.models import Article
from search.indexing.consistency import every_document
from search.indexing.outbox import drain
from search.indexing.site_index import site_index

PAUSE = 60.0  # seconds after a rebuild that failed until the next is tried

under_way = Lock()  # one rebuild at a time in this process; among processes, the index's own lock sees to it

logger = logging.getLogger(__name__)


class _Attempts:
    """When a rebuild last failed in this process."""

    failed_at = float("-inf")


attempts = _Attempts()


def heal():
    """Begin a rebuild, unless one is under way or has just failed, and return at once; a search is told of no error."""
    if time.monotonic() - attempts.failed_at >= PAUSE:
        begin(_heal)


def begin(work):
    """Begin *work* on the index and return at once; False if other work is under way in this process.

    The thread is no daemon: a process that ends before, as a command does, finishes the work first.
    """
    if not under_way.acquire(blocking=False):
        return False
    try:
        if settings.HEAL_IN_BACKGROUND:
            Thread(target=_apart, args=[work], name="index healing").start()
        else:
            _done(work)
    except RuntimeError:  # no more threads: the next search tries again
        under_way.release()
        logger.exception("No thread for a rebuild of the search index. Run: manage.py check_index --repair")
        return False
    return True


def heal_after_commit(**signal):
    """The dictionary was changed: the index goes on answering by the old one until another is made."""
    transaction.on_commit(heal)


def _apart(work):
    try:
        _done(work)
    finally:
        databases.close_all()  # those of this thread


def _done(work):
    try:
        work()
    except Exception:
        attempts.failed_at = time.monotonic()
        logger.exception("The search index could not be rebuilt. Run: manage.py check_index --repair")
    finally:
        under_way.release()


def _heal():
    """Edits made meanwhile are noted, and indexed at the end."""
    site = site_index()
    with site.writing(wait=False) as ours:
        while ours and _outdated(site):  # again if the dictionary was changed meanwhile
            site.rebuild(every_document())
    drain()


def _outdated(site):
    """Whether it is lost, or cut by other words than the dictionary's: another process may have rebuilt it by now."""
    return site.problem() is not None or not site.knows_the_dictionary() or _lost(site)


def _lost(site):
    """Whether it has no entries; an archive without public reports has nothing to lose."""
    return not site.index.count() and Article.objects.public().exists()
