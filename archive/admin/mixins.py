"""Admin mixins and widgets that several kinds of records share."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from archive.chinese.folding import fold


class ReadOnlyMixin(BaseModelAdmin):
    """For records of what happened: they can be viewed and never changed."""

    def has_add_permission(self, *args: Any) -> bool:
        return False

    def has_change_permission(self, *args: Any) -> bool:
        return False

    def has_delete_permission(self, *args: Any) -> bool:
        return False


class FoldedSearchMixin(ModelAdmin):
    """Folds the search term, since `search_fields` name folded fields: a term in either script finds the other."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Model], search_term: str
    ) -> tuple[QuerySet[Model], bool]:
        found: tuple[QuerySet[Model], bool] = super().get_search_results(request, queryset, fold(search_term))
        return found


class LabelledSplitDateTime(AdminSplitDateTime):
    """Django's inputs for a date and a time, each with a label for screen readers."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        date, time = context["widget"]["subwidgets"]
        date["attrs"]["aria-label"], time["attrs"]["aria-label"] = context["date_label"], context["time_label"]
        return context
