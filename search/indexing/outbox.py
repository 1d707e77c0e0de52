"""Brings every committed edit into the index: noted with the edit, indexed after its commit, then acknowledged.

Nothing here knows what of a report is indexed.
"""

import logging
import time
from functools import partial
from threading import local
from uuid import uuid4

from django.db import DatabaseError, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from archive.models import Article, ImportRun, Keyword, Metric, Organization, Outlet, Region, Section, Tagging
from search.engine.indexing.commits import IndexUnusable
from search.indexing.site_index import site_index
from search.models import Outbox

BATCH = 500  # reports to a commit of the index
LONGEST_HOLD = 30.0  # seconds that a running import may keep edits out of the index

logger = logging.getLogger(__name__)


def connect():
    """Note the articles that each saved or deleted record is part of, and drain the outbox after the commit."""
    parts = (Section, Tagging, Metric)
    for sender, part in ((Article, "pk"), *((sender, "article_id") for sender in parts)):
        note = partial(note_part, part)
        post_save.connect(note, sender=sender, weak=False, dispatch_uid=f"outbox saved {sender.__name__}")
        post_delete.connect(note, sender=sender, weak=False, dispatch_uid=f"outbox deleted {sender.__name__}")
    for sender in (Keyword, Organization, Outlet):
        post_save.connect(note_renamed, sender=sender, dispatch_uid=f"outbox saved {sender.__name__}")
    post_save.connect(note_moved, sender=Region, dispatch_uid="outbox saved Region")
    m2m_changed.connect(note_keywords, sender=Article.keywords.through, dispatch_uid="outbox keywords")
    post_save.connect(hold_during_import, sender=ImportRun, dispatch_uid="outbox import")


# --- noting -------------------------------------------------------------------------------------


def note(article_ids):
    """Have these reports indexed once the transaction has been committed; not at all if it is rolled back."""
    changes = [Outbox(article_id=id, ticket=uuid4()) for id in sorted(article_ids)]
    Outbox.objects.bulk_create(changes, update_conflicts=True, unique_fields=["article_id"], update_fields=["ticket"])
    held.reports.update(change.article_id for change in changes)
    transaction.on_commit(drain_unless_held)


def note_part(part, sender, instance, **signal):
    note([getattr(instance, part)])


def note_renamed(sender, instance, created, **signal):
    """A name's reports, whether it was changed or only saved: what it was before is not known here."""
    if not created:
        note(instance.articles.values_list("pk", flat=True))


def note_moved(sender, instance, created, **signal):
    """The reports of a region, whose place among others may have changed."""
    if not created:
        within = Region.objects.within(instance)
        note(Article.objects.filter(organization__region__in=within).values_list("pk", flat=True))


def note_keywords(sender, instance, action, reverse, pk_set, **signal):
    """`article.keywords.add(…)`, from either side; taking keywords away deletes Taggings, which are noted as parts."""
    if action == "post_add":
        note(pk_set if reverse else [instance.pk])


# --- draining -----------------------------------------------------------------------------------


def drain():
    """Index all that is noted, unless somebody else is at it: what they miss is left for the next drain.

    An error never reaches the editor whose save called this: it is logged and the notes stay. A report that
    cannot be indexed keeps no other out.
    """
    held.released()
    refused = set()
    try:
        while Outbox.objects.exclude(article_id__in=refused).exists():
            site = site_index()
            with site.writing(wait=False) as ours:
                if not ours:
                    return
                refused |= _drain_batch(site, refused)
    except Exception:
        logger.exception("Changes could not be indexed and stay noted. Run: manage.py check_index --repair")


def _drain_batch(site, refused):
    """Index a batch of what is noted, but for the *refused*; gives the reports that could not be indexed.

    The notes are read before the reports: an edit after that has another ticket, and is not acknowledged here.
    """
    notes = Outbox.objects.exclude(article_id__in=refused).order_by("article_id")
    tickets = dict(notes.values_list("article_id", "ticket")[:BATCH])
    failed = _refresh_all_that_can(site, list(tickets))
    Outbox.objects.filter(ticket__in=[ticket for id, ticket in tickets.items() if id not in failed]).delete()
    return failed


def _refresh_all_that_can(site, ids):
    """Index the reports *ids*; those that cannot be are found by halving, logged, and given back."""
    try:
        site.refresh(ids)
    except (IndexUnusable, OSError, DatabaseError):
        raise  # no report's fault
    except Exception:
        if len(ids) > 1:
            half = len(ids) // 2
            return _refresh_all_that_can(site, ids[:half]) | _refresh_all_that_can(site, ids[half:])
        logger.exception("Report %s cannot be indexed and stays noted. Correct it in the admin.", ids[0])
        return set(ids)
    return set()


# --- holding back while an import runs ------------------------------------------------------------


class _Held(local):
    """The imports under way in this thread, the reports noted since its last drain, and when that was."""

    def __init__(self):
        self.imports, self.reports, self.since = set(), set(), 0.0

    def released(self):
        self.reports, self.since = set(), time.monotonic()

    def back(self):
        waited = time.monotonic() - self.since
        return bool(self.imports) and len(self.reports) < BATCH and waited < LONGEST_HOLD


held = _Held()


def hold_during_import(sender, instance, **signal):
    if instance.finished_at is None:
        held.imports.add(instance.pk)
        held.released()  # what was noted before, and perhaps rolled back, does not count for its batches
    else:
        held.imports.discard(instance.pk)
        transaction.on_commit(drain_unless_held)


def drain_unless_held():
    if not held.back():
        drain()
