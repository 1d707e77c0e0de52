"""The editors' desk: which records can be changed by hand, and how they are listed and found."""

from django.contrib import admin, messages
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold
from archive.editing.articles import ArticleForm, KeywordFormSet
from archive.editing.figures import MetricForm, MetricFormSet, place_again
from archive.editing.names import NameForm
from archive.editing.sections import SectionForm, SectionFormSet
from archive.figure_desk import FigureDesk
from archive.models import (
    Alias,
    Article,
    Capture,
    ImportRun,
    Keyword,
    Metric,
    Organization,
    Outlet,
    Region,
    Removal,
    Section,
    Tagging,
)
from archive.templatetags.presentation import published

admin.site.site_header = admin.site.site_title = _("CPPCC Report Archive")
admin.site.index_title = _("Editing")
admin.site.register(Metric, FigureDesk)


NAMES_IN_USE = [(name, admin.RelatedOnlyFieldListFilter) for name in ("organization", "outlet")]


class ReadOnly:
    """Records of what happened: seen, never changed."""

    def has_add_permission(self, *args):
        return False

    def has_change_permission(self, *args):
        return False

    def has_delete_permission(self, *args):
        return False


class FoldedSearch:
    """Search in folded fields: either script finds the other."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


class SectionInline(admin.StackedInline):
    model = Section
    form = SectionForm
    formset = SectionFormSet
    extra = 0
    fields = [("place", "kind", "parent"), ("number", "heading"), "text", "anchor"]


class MetricInline(admin.StackedInline):
    model = Metric
    form = MetricForm
    formset = MetricFormSet
    extra = 0
    classes = ["collapse"]
    fields = [
        ("raw", "value", "value_max", "unit"),
        ("kind", "qualifier", "subject", "period"),
        ("section", "status"),
        "sentence",
    ]


class TaggingInline(admin.TabularInline):
    model = Tagging
    formset = KeywordFormSet
    extra = 0
    fields = ["keyword"]
    autocomplete_fields = ["keyword"]


class CaptureInline(ReadOnly, admin.TabularInline):
    model = Capture
    extra = 0
    fields = ["origin", "encoding", "captured_at"]
    readonly_fields = fields
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


@admin.register(Article)
class ArticleAdmin(FoldedSearch, admin.ModelAdmin):
    form = ArticleForm
    list_display = ["title", "published", "organization", "outlet", "level", "updated_at"]
    list_filter = ["level", "script", *NAMES_IN_USE]
    list_select_related = ["organization", "outlet"]
    date_hierarchy = "published_at"
    ordering = ["-updated_at", "-id"]
    search_fields = ["folded_title", "organization__folded_name", "outlet__folded_name", "keywords__folded_name"]
    search_help_text = _("Title, organization, outlet or keyword, in either script")
    autocomplete_fields = ["organization", "outlet"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = [TaggingInline, SectionInline, MetricInline, CaptureInline]
    fieldsets = [
        (None, {"fields": ["title", ("level", "script"), "organization"]}),
        (
            _("Publication"),
            {
                "fields": [("published_at", "published_precision"), "outlet", ("author", "editor"), "channel", "url"],
                "description": _("Where only the year or month is known, fill the rest with its first day at 00:00."),
            },
        ),
        (_("Note"), {"fields": ["summary"], "classes": ["collapse"]}),
    ]

    @admin.display(description=_("published"), ordering="published_at")
    def published(self, article):
        return published(article)

    def save_related(self, request, form, formsets, change):
        """Save figures before sections: a section that goes takes its figures along."""
        super().save_related(request, form, sorted(formsets, key=lambda each: each.model is Section), change)
        for metric in place_again(form.instance):
            messages.warning(
                request,
                _("“%(words)s” no longer stands in its section; the figure is kept without a place.")
                % {"words": metric.raw},
            )

    def get_deleted_objects(self, objs, request):
        """Captures cannot be deleted by themselves, but go with their report."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, needed - {Capture._meta.verbose_name}, protected


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
