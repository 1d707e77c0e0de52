"""The editors' desk for originals: what came in, and what was left out of it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.admin.mixins import ReadOnly
from archive.admin.saved_filters import SavedFilters
from archive.importing.storing.line_review import NotReviewable, confirm, restore
from archive.models import Capture, Removal

DECISIONS = {
    "restore": (restore, _("Restore"), Removal.Status.RESTORED, _("The line is back in its report.")),
    "confirm": (confirm, _("Confirm removal"), Removal.Status.CONFIRMED, _("The line stays out of its report.")),
}


class RemovalInline(ReadOnly, admin.TabularInline):
    model = Removal
    extra = 0
    fields = ["line", "rule", "text", "status"]


@admin.register(Capture)
class CaptureAdmin(ReadOnly, admin.ModelAdmin):
    fields = ["article", "origin", "encoding", "format", "captured_at", "sha256", "run"]
    list_display = ["file_name", "article", "encoding", "captured_at"]
    list_select_related = ["article"]
    date_hierarchy = "captured_at"
    search_fields = ["origin", "sha256"]
    inlines = [RemovalInline]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


class DoubtfulFirst(admin.SimpleListFilter):
    """Status; what waits for a decision is shown unless something else is asked for."""

    title = _("status")
    parameter_name = "status"
    everything = "all"

    def lookups(self, request, model_admin):
        return [*Removal.Status.choices, (self.everything, _("all"))]

    def choices(self, changelist):
        """Without Django's own link to all: here no choice means the doubtful."""
        chosen = self.value() or Removal.Status.DOUBTFUL
        for value, title in self.lookup_choices:
            link = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": chosen == value, "query_string": link, "display": title}

    def queryset(self, request, queryset):
        chosen = self.value() or Removal.Status.DOUBTFUL
        return queryset if chosen == self.everything else queryset.filter(status=chosen)


@admin.register(Removal)
class RemovalAdmin(SavedFilters, ReadOnly, admin.ModelAdmin):
    list_display = ["text", "rule", "report", "status", "decide"]
    list_display_links = None
    list_filter = [DoubtfulFirst, "rule"]
    list_select_related = ["capture__article"]
    search_fields = ["text"]
    ordering = ["capture", "line", "pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("capture__content")

    def get_urls(self):
        view = self.admin_site.admin_view(self.decision_view)
        ours = [
            path(f"<int:pk>/{name}/", view, {"decision": name}, name=f"archive_removal_{name}") for name in DECISIONS
        ]
        return ours + super().get_urls()

    @admin.display(description=_("report"))
    def report(self, removal):
        capture = removal.capture
        return format_html('<a href="{}#L{}">{}</a>', capture.get_absolute_url(), removal.line, capture.article)

    @admin.display(description=_("decision"))
    def decide(self, removal):
        """Buttons of the list's own form, which carries the token against forgery."""
        buttons = (
            (reverse(f"admin:archive_removal_{name}", args=[removal.pk]), label)
            for name, (_decide, label, status, _done) in DECISIONS.items()
            if removal.status != status
        )
        return format_html_join(" ", '<button class="button" type="submit" formaction="{}">{}</button>', buttons)

    @method_decorator(require_POST)
    def decision_view(self, request, pk, decision):
        if not request.user.has_perm("archive.change_removal"):
            raise PermissionDenied
        decide, _label, _status, done = DECISIONS[decision]
        try:
            decide(get_object_or_404(Removal, pk=pk))
            messages.success(request, done)
        except NotReviewable as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:archive_removal_changelist")
