"""The version history of an article in the admin: who changed what and when; one click restores a version."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from reversion.models import Version

from archive.comparing.changes import Change, changes
from archive.editing.metrics import place_again
from archive.editing.workflow import edits_wait
from archive.history.pending_edits import edited_aside
from archive.history.serialization import serialize
from archive.history.versions import restore_version, save_version, snapshot_of, versions_of
from archive.models import Article, Metric

SHOWN = 10  # versions to a page
MOST_TOLD = 10  # metrics without a place that are named one by one


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """A version and what it changed; changes is None for the first version."""

    version: Version
    changes: list[Change] | None
    is_latest: bool


def page_of_versions(found: QuerySet[Version], number: str | None) -> Page:
    """Return page *number* of the versions; its `compared` lists each as VersionChanges against the one before it."""
    page = Paginator(found.prefetch_related("revision__version_set"), SHOWN).get_page(number)
    first = page.start_index() - 1 if page.paginator.count else 0
    rows = list(page.paginator.object_list[first : first + SHOWN + 1])
    texts = [*(serialize(snapshot_of(row)) for row in rows), None][: SHOWN + 1]
    page.compared = [
        VersionChanges(row, None if text is None or before is None else changes(before, text), first + place == 0)
        for place, (row, text, before) in enumerate(zip(rows, texts, texts[1:], strict=False))
    ]
    return page


class VersionHistoryMixin(admin.ModelAdmin):
    """Makes a version of an article at every save, and restores earlier ones, which makes a version too."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<int:pk>/versions/<int:version>/", view, name="archive_article_restore"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm, change: bool) -> None:
        """Keep the stored article as a version before it is changed; an import, for one, makes none."""
        if change:
            save_version(obj)
        super().save_model(request, obj, form, change)

    def keep_edit(self, request: HttpRequest, form: ModelForm, formsets: Sequence[BaseFormSet], change: bool) -> None:
        """Keep the article as a version. It is the last step of a save, so the version is what readers will find."""
        comment = self.construct_change_message(request, form, formsets, add=not change)
        save_version(form.instance, user=request.user, comment=json.dumps(comment))

    def edit_parts(self, request: HttpRequest, article: Article, view: Callable[[], HttpResponse]) -> HttpResponse:
        """Return the answer of *view*, which shows or changes sections or metrics of the report.

        A POST is one transaction, so that what the view has checked is still so when it saves.
        """
        if request.method != "POST":
            return view()
        with transaction.atomic():
            Article.objects.select_for_update().filter(pk=article.pk).first()
            return view()

    @contextmanager
    def edited(self, request: HttpRequest, article: Article, comment: str) -> Iterator[None]:
        """Keep the report as a version before and after a change of its sections or metrics made inside.

        Places the metrics again. All of it is one transaction.
        """
        with transaction.atomic():
            stored = Article.objects.select_for_update().get(pk=article.pk)
            save_version(stored)
            yield
            self.tell_of_lost_places(request, place_again(stored))
            stored.save()
            save_version(stored, user=request.user, comment=comment)
            self.log_change(request, stored, comment)

    def tell_of_lost_places(self, request: HttpRequest, metrics: Sequence[Metric]) -> None:
        """Name the metrics whose words no longer occur in their sections."""
        for metric in metrics[:MOST_TOLD]:
            messages.warning(
                request,
                _("“%(words)s” no longer stands in its section; the figure is kept without a place.")
                % {"words": metric.raw},
            )
        if len(metrics) > MOST_TOLD:
            messages.warning(request, _("… and %(count)s more.") % {"count": len(metrics) - MOST_TOLD})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        article = self.get_object(request, unquote(object_id))
        context = {"page": page_of_versions(versions_of(article), request.GET.get("p"))} if article else {}
        context["edits"] = article.pending_edits.open().select_related("author") if article else []
        context["may_restore"] = self.has_change_permission(request, article)
        return super().history_view(request, object_id, {**(extra_context or {}), **context})

    @method_decorator(require_POST)
    def restore_view(self, request: HttpRequest, pk: int, version: int) -> HttpResponse:
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        self.restore(request, article, get_object_or_404(versions_of(article), pk=version))
        return redirect("admin:archive_article_history", pk)

    def restore(self, request: HttpRequest, article: Article, version: Version) -> None:
        """Bring the version back, or make that a pending edit of a user who may not publish."""
        if not edits_wait(request.user, article):
            self._restore(request, article, version)
            return
        with edited_aside(article, request.user) as aside:
            restore_version(Article.objects.get(pk=article.pk), version)
        if aside.edit:
            self.log_change(request, article, str(_("pending edit")))
            self.say_that_edits_wait(request, 1)

    @transaction.atomic
    def _restore(self, request: HttpRequest, article: Article, version: Version) -> None:
        save_version(article)
        restore_version(article, version)
        moment = f"{localtime(version.revision.date_created):%Y-%m-%d %H:%M}"
        comment = _("Version of %(moment)s brought back.") % {"moment": moment}
        save_version(article, user=request.user, comment=comment)
        self.log_change(request, article, comment)
        messages.success(request, _("The report says again what that version says."))
