"""The trash: deleting an article moves it there, where it can be restored or deleted for good."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from archive.admin.actions import BulkActionsMixin
from archive.editing.bulk import Refused, set_state
from archive.editing.workflow import edits_wait
from archive.history.versions import save_version
from archive.models import Article

State = Article.State


class StateFilter(admin.SimpleListFilter):
    """Filters by state. Without a choice it hides the trash."""

    title = _("state")
    parameter_name = "state__exact"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Sequence[tuple[str, str]]:
        choices: Sequence[tuple[str, str]] = State.choices
        return choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        return queryset.filter(state=self.value()) if self.value() else queryset.exclude(state=State.TRASHED)


class TrashMixin(BulkActionsMixin):
    """Only users who may delete can move articles to the trash, restore them and delete them for good."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return "restore" and "delete for good" when the list shows the trash, else all other actions."""
        found = super().get_actions(request)
        in_trash = {"restore_from_trash", "delete_selected"}
        shown = in_trash if request.GET.get("state__exact") == State.TRASHED else set(found) - in_trash
        return {name: action for name, action in found.items() if name in shown}

    @admin.action(description=_("Move to the trash"), permissions=["delete"])
    def move_to_trash(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self.for_each(request, queryset, partial(set_state, state=State.TRASHED), _("moved to the trash"))

    @admin.action(description=_("Restore: to review"), permissions=["delete"])
    def restore_from_trash(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self.for_each(request, queryset, leave_trash, _("restored; it is in review"), from_trash=True)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Refuse to take a published article from readers to a user who may not publish."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj is not None and edits_wait(request.user, obj))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Move the article to the trash; if it is there already, delete it for good as Django does."""
        article = self.get_object(request, object_id)
        if article is None or article.state == State.TRASHED:
            return super().delete_view(request, object_id, extra_context)
        if not self.has_delete_permission(request, article):
            raise PermissionDenied
        if request.method == "POST":
            return self._move_one(request, article)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Move to the trash"),
            "opts": self.opts,
            "article": article,
        }
        return TemplateResponse(request, "admin/archive/article/trash.html", context)

    @transaction.atomic
    def _move_one(self, request: HttpRequest, article: Article) -> HttpResponse:
        save_version(article)
        set_state(article, State.TRASHED)
        result = _("moved to the trash")
        save_version(article, user=request.user, comment=str(result))
        self.log_change(request, article, str(result))
        messages.success(request, f"“{article}”: {result}")
        return redirect("admin:archive_article_changelist")


def leave_trash(article: Article) -> None:
    """Bring an article in the trash back to review. Raises Refused if it is not in the trash."""
    if article.state != State.TRASHED:
        raise Refused(_("It is not in the trash."))
    set_state(article, State.REVIEW)
