"""Pending edits in the admin: a form that edits aside, the list of what waits, and the page where it is decided."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from archive.admin.conflicts import EditConflict
from archive.admin.mixins import ReadOnlyMixin
from archive.editing.bulk import Refused
from archive.editing.workflow import edits_wait, may_publish
from archive.history.pending_edits import (
    Aside,
    applied,
    changes_by,
    changes_since,
    edited_aside,
    open_edit_of,
    publish,
)
from archive.history.versions import save_version, version_seen_at
from archive.importing.storing.saving import save_pending_captures
from archive.models import Article, PendingEdit

State = PendingEdit.State


class EditsAsideMixin(admin.ModelAdmin):
    """Shows a user who may not publish their own open edit of a published article, and saves what they change there."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        article = self.get_object(request, unquote(object_id)) if object_id else None
        view = partial(super().changeform_view, request, object_id, form_url)
        if article is None:
            return view(extra_context)
        context = {**(extra_context or {}), "edits": article.pending_edits.open().select_related("author")}
        if not self.has_change_permission(request, article) or not edits_wait(request.user, article):
            return view(context)
        return self.edit_aside(request, article, partial(view, {**context, "edits_wait": True}))

    def edit_parts(self, request: HttpRequest, article: Article, view: Callable[[], HttpResponse]) -> HttpResponse:
        """Show and change the sections and metrics of a published article as its facts: in the user's own edit."""
        if edits_wait(request.user, article):
            return self.edit_aside(request, article, view)
        answer: HttpResponse = super().edit_parts(request, article, view)
        return answer

    def edit_aside(self, request: HttpRequest, article: Article, view: Callable[[], HttpResponse]) -> HttpResponse:
        """Return the answer of *view*, which shows or saves the form, and say what has become of what was saved."""
        if request.method == "POST":
            with edited_aside(article, request.user) as aside:
                answer = _rendered(view())
            self._say_what_waits(request, article, aside, saved=answer.status_code == 302)
            return answer
        edit = open_edit_of(article, request.user)
        if edit is None:
            return view()
        with applied(edit):
            return _rendered(view())

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Leave the message to `edit_aside` where nothing has changed for readers."""
        if not edits_wait(request.user, obj):
            return super().response_change(request, obj)
        if "_continue" in request.POST:
            return redirect("admin:archive_article_change", obj.pk)
        return redirect("admin:archive_article_changelist")

    def _say_what_waits(self, request: HttpRequest, article: Article, aside: Aside, *, saved: bool) -> None:
        """Say it as a success: the browser then lets go of its draft of what was typed."""
        if aside.edit:
            self.log_change(request, article, str(_("pending edit")))
            messages.success(
                request,
                _(
                    "Your edit of “%(title)s” waits. Readers see the published version until somebody who may publish "
                    "has decided on it."
                )
                % {"title": article},
            )
        elif saved:
            messages.info(request, _("Nothing was changed."))


def _rendered(answer: HttpResponse) -> HttpResponse:
    return answer.render() if hasattr(answer, "render") else answer


class Decision(NamedTuple):
    """A decision on an edit: who may take it, how it is carried out, and what is said when it is done."""

    is_open_to: Callable[[Any, PendingEdit], bool]
    carry_out: Callable[[HttpRequest, PendingEdit], None]
    done: str


class OpenFirst(admin.SimpleListFilter):
    """Filters by state. Without a choice it shows the edits that wait."""

    title = _("state")
    parameter_name = "state__exact"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        choices: list[tuple[str, str]] = State.choices
        return choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[PendingEdit]) -> QuerySet[PendingEdit]:
        return queryset.filter(state=self.value()) if self.value() else queryset.open()


@admin.register(PendingEdit)
class PendingEditAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Whoever may see reports in the admin sees their edits."""

    list_display = ["article", "author", "state", "updated_at", "decided_by"]
    list_filter = [OpenFirst]
    list_select_related = ["article", "author", "decided_by"]
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[PendingEdit]:
        return super().get_queryset(request).defer("contents")

    def has_view_permission(self, request: HttpRequest, obj: PendingEdit | None = None) -> bool:
        return bool(request.user.has_perm("archive.view_article"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show how the edit differs from what is published; a POST decides on it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = unquote(object_id)
        edits = PendingEdit.objects.select_related("article", "author", "decided_by")
        edit = get_object_or_404(edits, pk=key if key.isascii() and key.isdigit() else None)
        return self.decided(request, edit) if request.method == "POST" else self.edit_page(request, edit)

    def decided(self, request: HttpRequest, edit: PendingEdit) -> HttpResponse:
        decision = DECISIONS.get(request.POST.get("decision", ""))
        if decision is None or not decision.is_open_to(request.user, edit):
            raise PermissionDenied
        try:
            with transaction.atomic():
                PendingEdit.objects.select_for_update().get(pk=edit.pk)
                edit.refresh_from_db()
                if not edit.is_open:
                    raise Refused(_("Somebody has decided on this edit already."))
                decision.carry_out(request, edit)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:archive_pendingedit_change", edit.pk)
        self.log_change(request, edit.article, f"{decision.done} ({edit.author})")
        messages.success(request, f"“{edit.article}”: {decision.done}")
        return redirect("admin:archive_article_history", edit.article_id)

    def edit_page(self, request: HttpRequest, edit: PendingEdit) -> HttpResponse:
        since = changes_since(edit) if edit.is_open else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("Pending edit"),
            "opts": self.opts,
            "edit": edit,
            "changes": changes_by(edit) if edit.is_open else [],
            "conflict": None if since == [] else _conflict(edit, since),
            "is_mine": edit.author == request.user,
            "is_published": edit.article.state == Article.State.PUBLISHED,
            "open_to_me": {name for name, one in DECISIONS.items() if one.is_open_to(request.user, edit)},
        }
        return render(request, "admin/archive/pendingedit/change_form.html", context)


def _conflict(edit: PendingEdit, since: Any) -> EditConflict:
    """Return what has changed in the article since the edit was begun, for the person who decides on the edit."""
    latest = version_seen_at(edit.article, edit.article.updated_at)
    who = str(latest.revision.user or "") if latest else ""
    return EditConflict(_stamp(edit), who, since)


def _stamp(edit: PendingEdit) -> str:
    """Return the moments of the edit and of its article, so that a decision is about what its page has shown."""
    return f"{edit.updated_at.isoformat()} {edit.article.updated_at.isoformat()}"


def _publish(request: HttpRequest, edit: PendingEdit) -> None:
    """Publish the edit unless it or the article has changed unseen. Raises Refused."""
    edit.article = Article.objects.select_for_update().get(pk=edit.article_id)
    if edit.article.state == Article.State.TRASHED:
        raise Refused(_("It is in the trash."))
    if request.POST.get("edited") != edit.updated_at.isoformat():
        raise Refused(_("The edit has been changed since you opened it. Look at it again."))
    if changes_since(edit) != [] and request.POST.get("overwrite") != _stamp(edit):
        raise Refused(_("The report has been changed since this edit was begun. See what changed, and decide."))
    save_version(edit.article)
    save_pending_captures(edit)
    publish(edit, request.user)
    comment = _("Edited by %(author)s, published by %(publisher)s.")
    names = {"author": edit.author or "–", "publisher": request.user}
    save_version(edit.article, user=request.user, comment=str(comment % names))


def _send_back(request: HttpRequest, edit: PendingEdit) -> None:
    remark = request.POST.get("remark", "").strip()
    if not remark:
        raise Refused(_("Say in the remark what is to be changed."))
    edit.decide(State.SENT_BACK, request.user, remark)


def _withdraw(request: HttpRequest, edit: PendingEdit) -> None:
    edit.decide(State.WITHDRAWN, request.user, edit.remark)


def _by_a_publisher(user: Any, edit: PendingEdit) -> bool:
    return may_publish(user) and bool(user.has_perm("archive.change_article"))


def _by_its_author(user: Any, edit: PendingEdit) -> bool:
    return bool(edit.author == user)


DECISIONS = {
    "publish": Decision(_by_a_publisher, _publish, _("the edit is published")),
    "send_back": Decision(_by_a_publisher, _send_back, _("the edit is sent back")),
    "withdraw": Decision(_by_its_author, _withdraw, _("the edit is withdrawn")),
}
