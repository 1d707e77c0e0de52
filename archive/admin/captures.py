"""The editors' desk for originals: what came in, what was left out of it, and the runs that brought it."""

from django.contrib import admin

from archive.admin.manners import ReadOnly
from archive.models import Capture, ImportRun, Removal


class RemovalInline(ReadOnly, admin.TabularInline):
    model = Removal
    extra = 0
    fields = ["line", "rule", "text"]


@admin.register(Capture)
class CaptureAdmin(ReadOnly, admin.ModelAdmin):
    fields = ["article", "origin", "encoding", "captured_at", "sha256", "run"]
    list_display = ["file_name", "article", "encoding", "captured_at"]
    list_select_related = ["article"]
    date_hierarchy = "captured_at"
    search_fields = ["origin", "sha256"]
    inlines = [RemovalInline]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, admin.ModelAdmin):
    fields = ["started_at", "finished_at", "paths", "counts", "failures"]
    list_display = ["started_at", "finished_at", "counts"]
    date_hierarchy = "started_at"
