"""The editors' dashboard: what waits, what the last imports did, what is stored; of each only what the user may see."""

from pathlib import Path

from django import template
from django.conf import settings
from django.db import connection
from django.db.models import Count, Sum
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Capture, ImportRun, Metric, Removal

register = template.Library()

RUNS = 5  # shown


@register.inclusion_tag("admin/archive/_dashboard.html", takes_context=True)
def show_dashboard(context):
    may_see = context["perms"]["archive"]
    return {
        "waiting": [
            *(_reports_waiting() if may_see["view_article"] else []),
            *(_lines_waiting() if may_see["view_removal"] else []),
            *(_figures_waiting() if may_see["view_metric"] else []),
        ],
        "runs": _last_runs() if may_see["view_importrun"] else [],
        "storage": _storage() if may_see["view_capture"] else [],
        "may_import": may_see["add_article"] and may_see["publish_article"],
    }


def _reports_waiting():
    """(what, how many, address of the list) of reports that are on their way to readers."""
    counts = dict(Article.objects.order_by().values_list("state").annotate(Count("pk")))
    for state, label in ((Article.State.DRAFT, _("Drafts")), (Article.State.REVIEW, _("In review"))):
        yield label, counts.get(state, 0), f"{reverse('admin:archive_article_changelist')}?state__exact={state}"


def _lines_waiting():
    doubtful = Removal.objects.filter(status=Removal.Status.DOUBTFUL).count()
    yield _("Doubtful lines"), doubtful, reverse("admin:archive_removal_changelist")


def _figures_waiting():
    doubtful = Metric.objects.filter(status=Metric.Status.EXTRACTED, doubt__gt=0).count()
    yield _("Doubtful figures"), doubtful, reverse("admin:archive_metric_review")


def _last_runs():
    """(run, inputs, how many failed)"""
    runs = ImportRun.objects.defer("paths", "failures")[:RUNS]
    return [(run, sum(run.counts.values()), run.counts.get("failed", 0)) for run in runs]


def _storage():
    """(what, bytes); of the database only where it is a file here."""
    if connection.vendor == "sqlite":
        files = (Path(f"{settings.DATABASES['default']['NAME']}{end}") for end in ("", "-wal"))
        yield _("Database"), sum(file.stat().st_size for file in files if file.is_file())
    yield _("Original bytes in it"), Capture.objects.aggregate(size=Sum(Length("content")))["size"] or 0
