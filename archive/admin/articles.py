"""The admin of articles: their facts, sections, metrics and keywords."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.db.models import Model, QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.conflicts import EditConflictMixin
from archive.admin.history import VersionHistoryMixin
from archive.admin.mixins import ArticlePartMixin, FoldedSearchMixin, LabelledSplitDateTime, ReadOnlyMixin
from archive.admin.pending_edits import EditsAsideMixin
from archive.admin.saved_filters import SavedFiltersMixin
from archive.admin.sheets import SheetsMixin
from archive.admin.trash import StateFilter, TrashMixin
from archive.editing.articles import ArticleForm, KeywordFormSet
from archive.editing.metrics import MetricForm, MetricFormSet, place_again
from archive.editing.sections import SectionForm, SectionFormSet
from archive.editing.workflow import edits_wait, states_open_to
from archive.models import Article, Capture, Metric, PendingEdit, Removal, Section, Tagging
from archive.templatetags.presentation import published

NAMES_IN_USE = [(name, admin.RelatedOnlyFieldListFilter) for name in ("organization", "outlet")]


class SectionInline(ArticlePartMixin, admin.StackedInline):
    model = Section
    form = SectionForm
    formset = SectionFormSet
    extra = 0
    fields = [("place", "kind", "parent"), ("number", "heading"), "text", "anchor"]


class MetricInline(ArticlePartMixin, admin.StackedInline):
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

    def get_view_on_site_url(self, obj: Metric | None = None) -> str | None:
        """Return no address for a row that somebody else has deleted meanwhile."""
        return super().get_view_on_site_url(obj) if obj and obj.pk else None


class TaggingInline(ArticlePartMixin, admin.TabularInline):
    model = Tagging
    formset = KeywordFormSet
    extra = 0
    fields = ["keyword"]
    autocomplete_fields = ["keyword"]


class CaptureInline(ReadOnlyMixin, admin.TabularInline):
    model = Capture
    extra = 0
    fields = ["origin", "encoding", "captured_at"]
    readonly_fields = fields
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        return super().get_queryset(request).defer("content")


@admin.register(Article)
class ArticleAdmin(
    EditsAsideMixin,
    TrashMixin,
    SavedFiltersMixin,
    SheetsMixin,
    VersionHistoryMixin,
    EditConflictMixin,
    FoldedSearchMixin,
):
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
        models.DateTimeField: {"widget": LabelledSplitDateTime},
    }
    inlines = [TaggingInline, SectionInline, MetricInline, CaptureInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", ("state", "level", "script"), "organization", "reprint_of"],
                "description": _(
                    "Readers see published reports only. Whoever may not publish sends a report to review; what they "
                    "change in a published report waits beside it until somebody who may publish has decided on it."
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
    def published(self, article: Article) -> str:
        return published(article)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Refuse changes of an article in the trash: it is restored first."""
        trashed = obj is not None and obj.state == Article.State.TRASHED
        return super().has_change_permission(request, obj) and not trashed

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **options: Any
    ) -> type[ModelForm]:
        """Offer the states that this user may set on this article; a new article begins as a draft."""
        form = super().get_form(request, obj, change=change, **options)
        current = obj.state if obj else Article.State.DRAFT
        return type(form.__name__, (form,), {"states": states_open_to(request.user, current)})

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> Sequence[str]:
        """Leave to users who may publish whether a published article counts."""
        fields: Sequence[str] = super().get_readonly_fields(request, obj)
        return [*fields, "reprint_of"] if obj and edits_wait(request.user, obj) else fields

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"state": Article.State.DRAFT, **super().get_changeform_initial_data(request)}

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Sequence[BaseFormSet], change: bool
    ) -> None:
        """Save metrics before sections, since deleting a section deletes its metrics."""
        super().save_related(request, form, sorted(formsets, key=lambda each: each.model is Section), change)
        for metric in place_again(form.instance):
            messages.warning(
                request,
                _("“%(words)s” no longer stands in its section; the figure is kept without a place.")
                % {"words": metric.raw},
            )
        self.keep_edit(request, form, formsets, change)

    def get_deleted_objects(
        self, objs: Sequence[Model], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """Allow what belongs to an article, and is never deleted by itself, to be deleted along with it."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        parts = {model._meta.verbose_name for model in (Capture, Removal, PendingEdit)}
        return deleted, counts, needed - parts, protected
