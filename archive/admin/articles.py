"""The admin of reports: their facts and keywords, and from there their sections, metrics and captures."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.db.models import Model
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from archive.admin.conflicts import EditConflictMixin
from archive.admin.history import VersionHistoryMixin
from archive.admin.mixins import FoldedSearchMixin, LabelledSplitDateTime
from archive.admin.parts import parts_of
from archive.admin.pending_edits import EditsAsideMixin
from archive.admin.saved_filters import SavedFiltersMixin
from archive.admin.sections import SectionPagesMixin
from archive.admin.sheets import SheetsMixin
from archive.admin.trash import StateFilter, TrashMixin
from archive.editing.articles import ArticleForm
from archive.editing.workflow import edits_wait, states_open_to
from archive.models import Article, Capture, Metric, PendingEdit, Removal
from archive.templatetags.presentation import published

NAMES_IN_USE = [(name, admin.RelatedOnlyFieldListFilter) for name in ("organization", "outlet")]


@admin.register(Article)
class ArticleAdmin(
    EditsAsideMixin,
    TrashMixin,
    SavedFiltersMixin,
    SheetsMixin,
    SectionPagesMixin,
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
    fieldsets = [
        (
            None,
            {
                "fields": ["title", ("state", "level", "script"), "organization", "keyword_lines", "reprint_of"],
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

    @admin.display(description=_("keywords"))
    def keyword_lines(self, article: Article) -> str:
        """Return the keywords for users who may only look."""
        return "、".join(map(str, article.taggings.select_related("keyword")))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        """Show the report's parts below its facts: they are edited on pages of their own."""
        article = options.get("obj")
        if article:
            context["parts"] = parts_of(article, request.GET.get("sections"))
            context["may_change"] = self.has_change_permission(request, article)
        return super().render_change_form(request, context, *args, **options)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        """Lead from a new report to its own page, where its sections are added."""
        if "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, _("“%(title)s” is stored. Add its sections now.") % {"title": obj})
        return redirect("admin:archive_article_change", obj.pk)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Sequence[BaseFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        self.keep_edit(request, form, formsets, change)

    def get_deleted_objects(
        self, objs: Sequence[Model], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """Allow what belongs to an article, and has rules of its own, to be deleted along with it."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        parts = {model._meta.verbose_name for model in (Capture, Metric, PendingEdit, Removal)}
        return deleted, counts, needed - parts, protected
