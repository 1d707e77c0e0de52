"""The admin of names: organizations with their aliases and regions, outlets, keywords."""

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.merging import MergingMixin
from archive.admin.mixins import FoldedSearchMixin, ReadOnlyMixin
from archive.chinese.folding import fold
from archive.editing.names import NameForm
from archive.models import Keyword, Organization, Outlet, Region


@admin.register(Outlet, Keyword)
class NameAdmin(MergingMixin, FoldedSearchMixin):
    form = NameForm
    fields = ["name"]
    list_display = ["name", "known_as", "reports"]
    search_fields = ["folded_name", "aliases__folded_name"]
    ordering = ["folded_name"]
    search_help_text = _("A part of the name or of an alias, in either script")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet | Keyword | Organization]:
        counted = models.Count("articles", distinct=True)
        return super().get_queryset(request).annotate(reports=counted).prefetch_related("aliases")

    @admin.display(description=_("reports"), ordering="reports")
    def reports(self, name: Outlet | Keyword | Organization) -> int:
        """Return the number of articles, which the query has annotated."""
        return int(name.reports)

    @admin.display(description=_("aliases"))
    def known_as(self, name: Outlet | Keyword | Organization) -> str:
        return "、".join(alias.name for alias in name.aliases.all())


@admin.register(Organization)
class OrganizationAdmin(NameAdmin):
    fields = ["name", "region"]
    list_display = ["name", "region", "known_as", "reports"]
    list_select_related = ["region"]
    autocomplete_fields = ["region"]


@admin.register(Region)
class RegionAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Regions can be looked up; `prepare_site` loads them."""

    fields = ["code", "name", "level", "parent"]
    list_display = ["name", "code", "level", "parent"]
    list_filter = ["level"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Region], search_term: str
    ) -> tuple[QuerySet[Region], bool]:
        """Search for the folded term too, since the names are stored in Simplified Chinese."""
        plain, _doubled = super().get_search_results(request, queryset, search_term)
        folded, doubled = super().get_search_results(request, queryset, fold(search_term))
        return plain | folded, doubled
