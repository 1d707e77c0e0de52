"""The admin of possible reprints: pairs that wait for a decision, each with both texts side by side."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.admin.mixins import ReadOnlyMixin
from archive.comparing.clause_diff import side_by_side_diff
from archive.editing.bulk import Refused
from archive.editing.reprints import join, keep_apart, take_back
from archive.editing.workflow import may_publish
from archive.models import Article, ReprintSuggestion


class PairDecision(NamedTuple):
    """A button: what it does, its label, the message after it, and the statuses of pairs that have it."""

    carry_out: Callable[[ReprintSuggestion, Any], None]
    label: str
    done: str
    statuses: tuple[str, ...]


DECISIONS = {
    "join": PairDecision(join, _("Join: the first is a reprint"), _("Joined: the two count once."), ("open", "apart")),
    "apart": PairDecision(keep_apart, _("Keep apart"), _("Kept apart: each is a report of its own."), ("open",)),
    "take_back": PairDecision(take_back, _("Take the decision back"), _("Taken back."), ("joined", "apart")),
}


@admin.register(ReprintSuggestion)
class ReprintSuggestionAdmin(ReadOnlyMixin, admin.ModelAdmin):
    list_display = ["article", "original", "reason", "status", "decided_by", "compare"]
    list_display_links = None
    list_filter = ["status"]
    list_select_related = ["article", "original", "decided_by"]

    def has_view_permission(self, request: HttpRequest, obj: ReprintSuggestion | None = None) -> bool:
        return may_publish(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user)

    def get_urls(self) -> list[URLPattern]:
        pair, decide = map(self.admin_site.admin_view, (self.pair_view, self.decision_view))
        ours = [path("<int:pk>/pair/", pair, name="archive_reprintsuggestion_pair")]
        ours += [
            path(f"<int:pk>/{name}/", decide, {"name": name}, name=f"archive_reprintsuggestion_{name}")
            for name in DECISIONS
        ]
        return ours + super().get_urls()

    @admin.display(description=_("decision"))
    def compare(self, suggestion: ReprintSuggestion) -> str:
        address = reverse("admin:archive_reprintsuggestion_pair", args=[suggestion.pk])
        return format_html('<a href="{}">{}</a>', address, _("Compare and decide"))

    def pair_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Render both texts with their differences marked, and a button for each decision that is open."""
        suggestion = self._pair(request, pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Possible reprint"),
            "opts": self.opts,
            "suggestion": suggestion,
            "rows": side_by_side_diff(_text_of(suggestion.article), _text_of(suggestion.original)),
            "decisions": [
                (reverse(f"admin:archive_reprintsuggestion_{name}", args=[pk]), one.label)
                for name, one in DECISIONS.items()
                if suggestion.status in one.statuses
            ],
        }
        return render(request, "admin/archive/reprint_pair.html", context)

    @method_decorator(require_POST)
    def decision_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        suggestion = self._pair(request, pk)
        try:
            DECISIONS[name].carry_out(suggestion, request.user)
            messages.success(request, DECISIONS[name].done)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:archive_reprintsuggestion_changelist")

    def _pair(self, request: HttpRequest, pk: int) -> ReprintSuggestion:
        if not may_publish(request.user):
            raise PermissionDenied
        pairs = ReprintSuggestion.objects.select_related("article__outlet", "original__outlet", "original__reprint_of")
        pair: ReprintSuggestion = get_object_or_404(pairs, pk=pk)
        return pair


def _text_of(article: Article) -> str:
    return "\n".join([article.title, *(section.content for section in article.sections.all())])
