"""Deleting a report moves it to the trash, from where it is restored, or deleted for good."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from archive.editing.bulk import set_state
from archive.editing.trash import RESTORED, out_of_trash
from archive.history.versions import save_version
from archive.models import Article

State = Article.State


class StateFilter(admin.SimpleListFilter):
    """State; what is in the trash is shown only when asked for."""

    title = _("state")
    parameter_name = "state__exact"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() else queryset.exclude(state=State.TRASHED)


class Trash:
    """For the desk of reports: only who may delete moves to the trash, restores and deletes for good."""

    def get_actions(self, request):
        """In the trash: restore and delete for good; elsewhere all the others."""
        found = super().get_actions(request)
        in_trash = {"restore_from_trash", "delete_selected"}
        shown = in_trash if request.GET.get("state__exact") == State.TRASHED else set(found) - in_trash
        return {name: action for name, action in found.items() if name in shown}

    @admin.action(description=_("Move to the trash"), permissions=["delete"])
    def move_to_trash(self, request, queryset):
        self.each(request, queryset, partial(set_state, state=State.TRASHED), _("moved to the trash"))

    @admin.action(description=_("Restore: to review"), permissions=["delete"])
    def restore_from_trash(self, request, queryset):
        self.each(request, queryset, out_of_trash, RESTORED, from_trash=True)

    def delete_view(self, request, object_id, extra_context=None):
        """To the trash; what is there already is deleted for good, as Django does."""
        article = self.get_object(request, object_id)
        if article is None or article.state == State.TRASHED:
            return super().delete_view(request, object_id, extra_context)
        if not self.has_delete_permission(request, article):
            raise PermissionDenied
        if request.method == "POST":
            return self._trashed(request, article)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Move to the trash"),
            "opts": self.opts,
            "article": article,
        }
        return TemplateResponse(request, "admin/archive/article/trash.html", context)

    @transaction.atomic
    def _trashed(self, request, article):
        save_version(article)
        set_state(article, State.TRASHED)
        told = _("moved to the trash")
        save_version(article, user=request.user, comment=str(told))
        self.log_change(request, article, str(told))
        messages.success(request, f"“{article}”: {told}")
        return redirect("admin:archive_article_changelist")
