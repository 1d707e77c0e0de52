"""The editors' desk for names: organizations with their other names and regions, outlets, keywords."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.admin.mixins import FoldedSearch, ReadOnly
from archive.chinese.folding import fold
from archive.editing.names import NameForm
from archive.models import Alias, Keyword, Organization, Outlet, Region


@admin.register(Outlet, Keyword)
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


class AliasInline(admin.TabularInline):
    model = Alias
    extra = 0
    fields = ["name"]


@admin.register(Organization)
class OrganizationAdmin(NameAdmin):
    fields = ["name", "region"]
    list_display = ["name", "region", "known_as", "reports"]
    list_select_related = ["region"]
    search_fields = ["folded_name", "aliases__folded_name"]
    autocomplete_fields = ["region"]
    inlines = [AliasInline]

    def get_queryset(self, request):
        counted = models.Count("articles", distinct=True)
        return super().get_queryset(request).annotate(reports=counted).prefetch_related("aliases")

    @admin.display(description=_("aliases"))
    def known_as(self, organization):
        return "、".join(alias.name for alias in organization.aliases.all())


@admin.register(Region)
class RegionAdmin(ReadOnly, admin.ModelAdmin):
    """Facts that prepare_site loads; here to be looked up."""

    fields = ["code", "name", "level", "parent"]
    list_display = ["name", "code", "level", "parent"]
    list_filter = ["level"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]

    def get_search_results(self, request, queryset, search_term):
        """Either script: the names are stored in Simplified Chinese."""
        plain, _doubled = super().get_search_results(request, queryset, search_term)
        folded, doubled = super().get_search_results(request, queryset, fold(search_term))
        return plain | folded, doubled
