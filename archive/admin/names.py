"""The editors' desk for names: organizations, outlets, keywords."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.admin.manners import FoldedSearch
from archive.editing.names import NameForm
from archive.models import Keyword, Organization, Outlet


@admin.register(Organization, Outlet, Keyword)
class NameAdmin(FoldedSearch, admin.ModelAdmin):
    form = NameForm
    fields = ["name"]
    list_display = ["name", "reports"]
    search_fields = ["folded_name"]
    ordering = ["folded_name"]
    search_help_text = _("A part of the name, in either script")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(reports=models.Count("articles"))

    @admin.display(description=_("reports"), ordering="reports")
    def reports(self, name):
        return name.reports
