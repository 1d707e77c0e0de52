"""Brings every committed edit into the index: noted with the edit, indexed after its commit, then acknowledged.

A note is a row of the table Outbox, written in the transaction of the edit.
"""

import logging
import time
from collections.abc import Collection, Iterable
from functools import partial
from threading import Thread, local
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from archive.models import Article, ImportRun, Keyword, Metric, Organization, Outlet, Region, Section, Tagging
from archive.models.article import articles_changed
from search.engine.indexing.commits import IndexUnusable
from search.indexing.site_index import SiteIndex, site_index
from search.models import Outbox

BATCH = 500  # articles to a commit of the index
MOST_AT_ONCE = 50  # articles of a change of many that are indexed before it is answered
LONGEST_HOLD = 30.0  # seconds that a running import may keep edits out of the index

logger = logging.getLogger(__name__)


def connect() -> None:
    """Note the articles that each saved or deleted record is part of, and drain the outbox after the commit."""
    parts = (Section, Tagging, Metric)
    for sender, part in ((Article, "pk"), *((sender, "article_id") for sender in parts)):
        note = partial(note_part, part)
        post_save.connect(note, sender=sender, weak=False, dispatch_uid=f"outbox saved {sender.__name__}")
        post_delete.connect(note, sender=sender, weak=False, dispatch_uid=f"outbox deleted {sender.__name__}")
    for sender in (Keyword, Organization, Outlet):
        post_save.connect(note_renamed, sender=sender, dispatch_uid=f"outbox saved {sender.__name__}")
    post_save.connect(note_moved, sender=Region, dispatch_uid="outbox saved Region")
    articles_changed.connect(note_changed, dispatch_uid="outbox articles changed")
    m2m_changed.connect(note_keywords, sender=Article.keywords.through, dispatch_uid="outbox keywords")
    post_save.connect(hold_during_import, sender=ImportRun, dispatch_uid="outbox import")


# --- noting -------------------------------------------------------------------------------------


def note(article_ids: Iterable[int]) -> None:
    """Have these articles indexed once the transaction is committed, and not at all if it is rolled back."""
    write_notes(article_ids)
    transaction.on_commit(drain_unless_held)


def write_notes(article_ids: Iterable[int]) -> None:
    """Note these articles for the next drain, whoever causes it."""
    changes = [Outbox(article_id=id, ticket=uuid4()) for id in sorted(article_ids)]
    Outbox.objects.bulk_create(changes, update_conflicts=True, unique_fields=["article_id"], update_fields=["ticket"])
    import_hold.articles.update(change.article_id for change in changes)


def note_part(part: str, sender: type[Model], instance: Model, **signal: Any) -> None:
    """Note the article whose id is the attribute *part* of *instance*."""
    note([getattr(instance, part)])


def note_renamed(sender: type[Model], instance: Keyword | Organization | Outlet, created: bool, **signal: Any) -> None:
    """Note the articles of a name at each save: whether the name changed is not known here."""
    if not created:
        note(instance.articles.values_list("pk", flat=True))


def note_changed(sender: type[Article], article_ids: Collection[int], **signal: Any) -> None:
    """Note articles that statements on many rows have changed; drain when the last of these are committed."""
    if article_ids:
        write_notes(article_ids)
    else:
        transaction.on_commit(drain_apart)


def note_moved(sender: type[Model], instance: Region, created: bool, **signal: Any) -> None:
    """Note the articles of a region at each save: it may now be part of another region."""
    if not created:
        within = Region.objects.within(instance)
        note(Article.objects.filter(organization__region__in=within).values_list("pk", flat=True))


def note_keywords(
    sender: type[Model], instance: Article | Keyword, action: str, reverse: bool, pk_set: set[int], **signal: Any
) -> None:
    """Note the articles that keywords are added to, from either side; removal deletes Taggings, noted as parts."""
    if action == "post_add":
        note(pk_set if reverse else [instance.pk])


# --- draining -----------------------------------------------------------------------------------


def drain() -> None:
    """Index all noted articles, unless another process writes: what it misses is left for the next drain.

    An error never reaches the editor whose save called this: it is logged and the notes are kept. An article that
    cannot be indexed does not keep others out of the index.
    """
    import_hold.restart()
    failed: set[int] = set()
    try:
        while Outbox.objects.exclude(article_id__in=failed).exists():
            site = site_index()
            with site.writing(wait=False) as ours:
                if not ours:
                    return
                failed |= _drain_batch(site, failed)
    except Exception:
        logger.exception("Changes could not be indexed and stay noted. Run: manage.py check_index --repair")


def drain_apart() -> None:
    """Drain, in a thread of its own if many articles are noted, which would keep an editor waiting.

    The thread is no daemon: a process that ends earlier, as a command does, finishes the work first.
    """
    if settings.REBUILD_IN_BACKGROUND and Outbox.objects.count() > MOST_AT_ONCE:
        Thread(target=_drain_in_thread, name="outbox drain").start()
    else:
        drain_unless_held()


def _drain_in_thread() -> None:
    try:
        drain()
    finally:
        connections.close_all()  # those of this thread


def _drain_batch(site: SiteIndex, skipped: Collection[int]) -> set[int]:
    """Index a batch of the noted articles except the *skipped*; return those that could not be indexed.

    The notes are read before the articles: a later edit gets another ticket, which is not acknowledged here.
    """
    notes = Outbox.objects.exclude(article_id__in=skipped).order_by("article_id")
    tickets = dict(notes.values_list("article_id", "ticket")[:BATCH])
    failed = _refresh_all_that_can(site, list(tickets))
    Outbox.objects.filter(ticket__in=[ticket for id, ticket in tickets.items() if id not in failed]).delete()
    return failed


def _refresh_all_that_can(site: SiteIndex, ids: list[int]) -> set[int]:
    """Index the articles *ids*; find those that cannot be indexed by halving, log them and return them."""
    try:
        site.refresh(ids)
    except (IndexUnusable, OSError, DatabaseError):
        raise  # no article's fault
    except Exception:
        if len(ids) > 1:
            half = len(ids) // 2
            return _refresh_all_that_can(site, ids[:half]) | _refresh_all_that_can(site, ids[half:])
        logger.exception("Report %s cannot be indexed and stays noted. Correct it in the admin.", ids[0])
        return set(ids)
    return set()


# --- holding back while an import runs ------------------------------------------------------------


class _ImportHold(local):
    """Whether this thread's drains wait, so that an import is indexed in batches.

    imports: ids of the runs under way. articles: those noted since the last drain. since: the time of that drain.
    """

    def __init__(self) -> None:
        self.imports: set[int] = set()
        self.articles: set[int] = set()
        self.since = 0.0

    def restart(self) -> None:
        """Begin a new batch."""
        self.articles, self.since = set(), time.monotonic()

    def is_on(self) -> bool:
        """Whether an import runs whose batch is neither full nor held for too long."""
        waited = time.monotonic() - self.since
        return bool(self.imports) and len(self.articles) < BATCH and waited < LONGEST_HOLD


import_hold = _ImportHold()


def hold_during_import(sender: type[Model], instance: ImportRun, **signal: Any) -> None:
    """Hold drains back from the start of an import run to its end."""
    if instance.finished_at is None:
        import_hold.imports.add(instance.pk)
        import_hold.restart()  # notes made before, perhaps rolled back, do not count for its batches
    else:
        import_hold.imports.discard(instance.pk)
        transaction.on_commit(drain_unless_held)


def drain_unless_held() -> None:
    if not import_hold.is_on():
        drain()
