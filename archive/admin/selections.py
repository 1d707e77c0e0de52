"""Actions that ask before they act on chosen rows. The page that asks sends few fields back, however many are chosen.

Where all rows of a list are chosen, it sends that, and their number, not each row: the list itself tells which they
are. If the number has changed meanwhile, the page asks again.
"""

from typing import NamedTuple

from django.contrib import admin, messages
from django.contrib.admin import actions
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _


class Selection(NamedTuple):
    """The rows that an action is for. across: whether they are all rows of the list."""

    across: bool
    expected: int


def selection_of(request: HttpRequest, rows: QuerySet) -> Selection:
    return Selection(request.POST.get("select_across") == "1", rows.count())


def has_changed(request: HttpRequest, rows: QuerySet) -> bool:
    """Whether other rows are chosen now than the page that asked has shown; says so if they are."""
    changed = "expected" in request.POST and request.POST["expected"] != str(rows.count())
    if changed:
        messages.warning(request, _("Other rows are chosen now than when you were asked. Please look again."))
    return changed


@admin.action(permissions=["delete"], description=actions.delete_selected.short_description)
def delete_selected(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """Delete the rows as Django's action of this name does, after asking."""
    if has_changed(request, queryset):
        request.POST = request.POST.copy()
        request.POST.pop("post", None)
    answer: HttpResponse | None = actions.delete_selected(modeladmin, request, queryset)
    if isinstance(answer, TemplateResponse):
        answer.context_data.update(selection_of(request, queryset)._asdict())
    return answer
