"""The admin of captures, and of the lines that were removed from them."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.admin.mixins import ReadOnlyMixin
from archive.admin.saved_filters import SavedFiltersMixin
from archive.editing.workflow import ONLY_PUBLISHERS, edits_wait
from archive.importing.storing.line_review import NotReviewable, confirm, restore
from archive.models import Capture, Removal


class RemovalDecision(NamedTuple):
    """A decision on a removed line: its button, the status it leads to, and the message that follows."""

    carry_out: Callable[[Removal, Any], None]
    label: str
    status: Any  # a member of Removal.Status
    done: str


DECISIONS = {
    "restore": RemovalDecision(restore, _("Restore"), Removal.Status.RESTORED, _("The line is back in its report.")),
    "confirm": RemovalDecision(
        confirm, _("Confirm removal"), Removal.Status.CONFIRMED, _("The line stays out of its report.")
    ),
}


class RemovalInline(ReadOnlyMixin, admin.TabularInline):
    model = Removal
    extra = 0
    fields = ["line", "rule", "text", "status"]


@admin.register(Capture)
class CaptureAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = ["article", "origin", "encoding", "format", "captured_at", "sha256", "run"]
    list_display = ["file_name", "article", "encoding", "captured_at"]
    list_select_related = ["article"]
    date_hierarchy = "captured_at"
    search_fields = ["origin", "sha256"]
    inlines = [RemovalInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        return super().get_queryset(request).defer("content")


class DoubtfulFirst(admin.SimpleListFilter):
    """Filters by status. Without a choice it shows the doubtful lines, which wait for a decision."""

    title = _("status")
    parameter_name = "status"
    everything = "all"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [*Removal.Status.choices, (self.everything, _("all"))]

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        """Leave out Django's own link to all rows, since without a choice only the doubtful ones are shown."""
        chosen = self.value() or Removal.Status.DOUBTFUL
        for value, title in self.lookup_choices:
            link = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": chosen == value, "query_string": link, "display": title}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Removal]) -> QuerySet[Removal]:
        chosen = self.value() or Removal.Status.DOUBTFUL
        return queryset if chosen == self.everything else queryset.filter(status=chosen)


@admin.register(Removal)
class RemovalAdmin(ReadOnlyMixin, SavedFiltersMixin):
    list_display = ["text", "rule", "report", "status", "decide"]
    list_display_links = None
    list_filter = [DoubtfulFirst, "rule"]
    list_select_related = ["capture__article"]
    search_fields = ["text"]
    ordering = ["capture", "line", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Removal]:
        return super().get_queryset(request).defer("capture__content")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.decision_view)
        ours = [
            path(f"<int:pk>/{name}/", view, {"decision": name}, name=f"archive_removal_{name}") for name in DECISIONS
        ]
        return ours + super().get_urls()

    @admin.display(description=_("report"))
    def report(self, removal: Removal) -> str:
        capture = removal.capture
        return format_html('<a href="{}#L{}">{}</a>', capture.get_absolute_url(), removal.line, capture.article)

    @admin.display(description=_("decision"))
    def decide(self, removal: Removal) -> str:
        """Return buttons that submit the list's own form, which has the CSRF token."""
        buttons = (
            (reverse(f"admin:archive_removal_{name}", args=[removal.pk]), decision.label)
            for name, decision in DECISIONS.items()
            if removal.status != decision.status
        )
        return format_html_join(" ", '<button class="button" type="submit" formaction="{}">{}</button>', buttons)

    @method_decorator(require_POST)
    def decision_view(self, request: HttpRequest, pk: int, decision: str) -> HttpResponse:
        if not request.user.has_perm("archive.change_removal"):
            raise PermissionDenied
        try:
            removal = get_object_or_404(Removal.objects.select_related("capture__article"), pk=pk)
            if edits_wait(request.user, removal.capture.article):
                raise NotReviewable(ONLY_PUBLISHERS)
            DECISIONS[decision].carry_out(removal, request.user)
            messages.success(request, DECISIONS[decision].done)
        except NotReviewable as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:archive_removal_changelist")
