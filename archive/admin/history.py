"""A report's versions on the editors' desk: who, when, what changed; one click brings a version back."""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from reversion.models import Version

from archive.comparing.changes import Change, changes
from archive.history.serialization import serialize
from archive.history.versions import restore_version, save_version, snapshot_of, versions_of

SHOWN = 10  # versions to a page


@dataclass(frozen=True, slots=True)
class Told:
    """A version and what it changed; None in the first."""

    version: Version
    changes: list[Change] | None
    is_latest: bool


def tell_versions(found, number):
    """Page *number* of the versions *found*, each compared with the one before it."""
    page = Paginator(found.prefetch_related("revision__version_set"), SHOWN).get_page(number)
    first = page.start_index() - 1 if page.paginator.count else 0
    rows = list(page.paginator.object_list[first : first + SHOWN + 1])
    texts = [*(serialize(snapshot_of(row)) for row in rows), None][: SHOWN + 1]
    page.told = [
        Told(row, None if before is None else changes(before, text), first + place == 0)
        for place, (row, text, before) in enumerate(zip(rows, texts, texts[1:], strict=False))
    ]
    return page


class Versioned:
    """For the desk of reports: every save makes a version, and so does bringing one back."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<int:pk>/versions/<int:version>/", view, name="archive_article_restore"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        """What was stored by an import or otherwise becomes a version before it is changed."""
        if change:
            save_version(obj)
        super().save_model(request, obj, form, change)

    def keep_edit(self, request, form, formsets, change):
        """Called last of all in a save: the version is what readers will find."""
        comment = self.construct_change_message(request, form, formsets, add=not change)
        save_version(form.instance, user=request.user, comment=json.dumps(comment))

    def history_view(self, request, object_id, extra_context=None):
        article = self.get_object(request, unquote(object_id))
        shown = {"page": tell_versions(versions_of(article), request.GET.get("p"))} if article else {}
        shown["may_restore"] = self.has_change_permission(request, article)
        return super().history_view(request, object_id, {**(extra_context or {}), **shown})

    @method_decorator(require_POST)
    def restore_view(self, request, pk, version):
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        self.restore(request, article, get_object_or_404(versions_of(article), pk=version))
        return redirect("admin:archive_article_history", pk)

    @transaction.atomic
    def restore(self, request, article, version):
        save_version(article)
        restore_version(article, version)
        self.review_again(request, article)
        comment = _("Version of %(moment)s brought back.") % {"moment": moment(version)}
        save_version(article, user=request.user, comment=comment)
        self.log_change(request, article, comment)
        messages.success(request, _("The report says again what that version says."))


def moment(version):
    return f"{localtime(version.revision.date_created):%Y-%m-%d %H:%M}"
