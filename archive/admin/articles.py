"""The editors' desk for reports: their facts, sections, figures and keywords."""

from django.contrib import admin, messages
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.admin.actions import BulkActions
from archive.admin.conflicts import Careful
from archive.admin.history import Versioned
from archive.admin.mixins import FoldedSearch, NamedSplitDateTime, PartOfReport, ReadOnly
from archive.admin.saved_filters import SavedFilters
from archive.admin.sheets import Sheets
from archive.admin.trash import StateFilter, Trash
from archive.editing.articles import ArticleForm, KeywordFormSet
from archive.editing.metrics import MetricForm, MetricFormSet, place_again
from archive.editing.sections import SectionForm, SectionFormSet
from archive.editing.workflow import review_again, states_open_to
from archive.models import Article, Capture, Metric, Removal, Section, Tagging
from archive.templatetags.presentation import published

NAMES_IN_USE = [(name, admin.RelatedOnlyFieldListFilter) for name in ("organization", "outlet")]


class SectionInline(PartOfReport, admin.StackedInline):
    model = Section
    form = SectionForm
    formset = SectionFormSet
    extra = 0
    fields = [("place", "kind", "parent"), ("number", "heading"), "text", "anchor"]


class MetricInline(PartOfReport, admin.StackedInline):
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

    def get_view_on_site_url(self, obj=None):
        """None of a row that somebody else has deleted meanwhile."""
        return super().get_view_on_site_url(obj) if obj and obj.pk else None


class TaggingInline(PartOfReport, admin.TabularInline):
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
class ArticleAdmin(Trash, BulkActions, SavedFilters, Sheets, Versioned, Careful, FoldedSearch, admin.ModelAdmin):
    form = ArticleForm
    list_display = ["title", "published", "organization", "outlet", "level", "state", "updated_at"]
    list_filter = [StateFilter, "level", "script", *NAMES_IN_USE]
    list_select_related = ["organization", "outlet"]
    date_hierarchy = "published_at"
    ordering = ["-updated_at", "-id"]
    search_fields = ["folded_title", "organization__folded_name", "outlet__folded_name", "keywords__folded_name"]
    search_help_text = _("Title, organization, outlet or keyword, in either script")
    autocomplete_fields = ["organization", "outlet", "reprint_of"]
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.DateTimeField: {"widget": NamedSplitDateTime},
    }
    inlines = [TaggingInline, SectionInline, MetricInline, CaptureInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", ("state", "level", "script"), "organization", "reprint_of"],
                "description": _(
                    "Readers see published reports only. Whoever may not publish sends a report to review; a published "
                    "report that they change goes back to review, until somebody who may publish publishes it again."
                ),
            },
        ),
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

    def has_change_permission(self, request, obj=None):
        """What is in the trash is restored before it is changed."""
        trashed = obj is not None and obj.state == Article.State.TRASHED
        return super().has_change_permission(request, obj) and not trashed

    def get_form(self, request, obj=None, change=False, **options):
        """With the states to which this user may bring this report; a new one begins as a draft."""
        form = super().get_form(request, obj, change=change, **options)
        current = obj.state if obj else Article.State.DRAFT
        return type(form.__name__, (form,), {"states": states_open_to(request.user, current)})

    def get_changeform_initial_data(self, request):
        return {"state": Article.State.DRAFT, **super().get_changeform_initial_data(request)}

    def save_related(self, request, form, formsets, change):
        """Save figures before sections: a section that goes takes its figures along."""
        super().save_related(request, form, sorted(formsets, key=lambda each: each.model is Section), change)
        for metric in place_again(form.instance):
            messages.warning(
                request,
                _("“%(words)s” no longer stands in its section; the figure is kept without a place.")
                % {"words": metric.raw},
            )
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            self.review_again(request, form.instance)
        self.keep_edit(request, form, formsets, change)

    def review_again(self, request, article):
        """A published report that was changed by somebody who may not publish waits for somebody who may."""
        if review_again(request.user, article):
            messages.warning(request, _("The report is in review now: readers see it again when it is published."))

    def get_deleted_objects(self, objs, request):
        """Captures and their removed lines cannot be deleted by themselves, but go with their report."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, needed - {model._meta.verbose_name for model in (Capture, Removal)}, protected
