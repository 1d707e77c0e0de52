"""The editors' dashboard: pending reviews, the last import runs, storage; each only if the user may see it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Capture, ImportRun, Metric, PendingEdit, Removal

register = template.Library()

RUNS = 5  # shown
EDITS = 5  # shown


class Pending(NamedTuple):
    """A kind of records that wait for an editor, their number, and the address of their list."""

    label: str
    number: int
    url: str


class RunSummary(NamedTuple):
    run: ImportRun
    inputs: int
    failed: int


class Stored(NamedTuple):
    label: str
    size: int  # bytes


@register.inclusion_tag("admin/archive/_dashboard.html", takes_context=True)
def show_dashboard(context: dict[str, Any]) -> dict[str, Any]:
    may_see = context["perms"]["archive"]
    return {
        "waiting": [
            *(_pending_articles() if may_see["view_article"] else []),
            *([_pending_edits()] if may_see["view_article"] else []),
            *([_doubtful_lines()] if may_see["view_removal"] else []),
            *([_doubtful_metrics()] if may_see["view_metric"] else []),
        ],
        "edits": _last_edits() if may_see["view_article"] else [],
        "runs": _last_runs() if may_see["view_importrun"] else [],
        "storage": _storage() if may_see["view_capture"] else [],
        "may_import": may_see["add_article"] and may_see["change_article"],
    }


def _pending_articles() -> Iterator[Pending]:
    """Yield the articles that are not published yet, by state."""
    counts = dict(Article.objects.order_by().values_list("state").annotate(Count("pk")))
    for state, label in ((Article.State.DRAFT, _("Drafts")), (Article.State.REVIEW, _("In review"))):
        yield Pending(
            label, counts.get(state, 0), f"{reverse('admin:archive_article_changelist')}?state__exact={state}"
        )


def _pending_edits() -> Pending:
    waiting = PendingEdit.objects.waiting().count()
    address = f"{reverse('admin:archive_pendingedit_changelist')}?state__exact=waiting"
    return Pending(_("Edits of published reports"), waiting, address)


def _last_edits() -> QuerySet[PendingEdit]:
    return PendingEdit.objects.waiting().select_related("article", "author").defer("contents")[:EDITS]


def _doubtful_lines() -> Pending:
    doubtful = Removal.objects.filter(status=Removal.Status.DOUBTFUL).count()
    return Pending(_("Doubtful lines"), doubtful, reverse("admin:archive_removal_changelist"))


def _doubtful_metrics() -> Pending:
    doubtful = Metric.objects.filter(status=Metric.Status.EXTRACTED, doubt__gt=0).count()
    return Pending(_("Doubtful figures"), doubtful, reverse("admin:archive_metric_review"))


def _last_runs() -> list[RunSummary]:
    runs = ImportRun.objects.defer("paths", "failures")[:RUNS]
    return [RunSummary(run, sum(run.counts.values()), run.counts.get("failed", 0)) for run in runs]


def _storage() -> Iterator[Stored]:
    """Yield the space taken by original bytes, and by the database if it is a local file."""
    if connection.vendor == "sqlite":
        files = (Path(f"{settings.DATABASES['default']['NAME']}{end}") for end in ("", "-wal"))
        yield Stored(_("Database"), sum(file.stat().st_size for file in files if file.is_file()))
    captured = Capture.objects.aggregate(size=Sum(Length("content")))["size"]
    yield Stored(_("Original bytes in it"), captured or 0)
