"""Merging names in the admin, and splitting an alias from its name. Whoever may change names may do both."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.editing.bulk import Refused
from archive.editing.merging import (
    Name,
    count_written_with,
    make_aliases,
    make_own_name,
    move_articles,
    move_articles_back,
)
from archive.editing.names import AliasForm, MergeForm

MOST_NAMES = 100  # that are merged at a time
MOST_ALIASES = 200  # of a name that its form shows


class FirstAliasesFormSet(forms.BaseInlineFormSet):
    """The first aliases of a name, as many as a form can hold; when some of these are split off, others follow."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset()[:MOST_ALIASES]


class AliasInline(admin.TabularInline):
    """The aliases of a name. `model` is set by `alias_inline`."""

    form = AliasForm
    formset = FirstAliasesFormSet
    fk_name = "alias_of"
    extra = 0
    fields = ["name", "split"]
    readonly_fields = ["split"]
    verbose_name = gettext_lazy("alias")
    verbose_name_plural = gettext_lazy("aliases")

    @admin.display(description=gettext_lazy("a name of its own"))
    def split(self, alias: Name) -> str:
        if not alias.pk:
            return "–"
        return format_html(
            '<a href="{}" aria-label="{}">{}</a>',
            reverse(_page(alias, "split"), args=[alias.pk]),
            _("Split %(name)s") % {"name": alias},
            _("Split"),
        )


def alias_inline(model: type[Name]) -> type[AliasInline]:
    """Return the inline of the aliases of *model*."""
    return type(f"{model.__name__}AliasInline", (AliasInline,), {"model": model})


class MergingMixin(admin.ModelAdmin):
    """Adds the merging of chosen names to the list, and pages that merge and split. Aliases are not listed."""

    actions = ["merge"]
    change_form_template = "admin/archive/name/change_form.html"

    def get_inlines(self, request: HttpRequest, obj: Name | None) -> list[type[AliasInline]]:
        return [alias_inline(self.model)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).canonical()

    def get_urls(self) -> list[URLPattern]:
        view, page = self.admin_site.admin_view, f"archive_{self.opts.model_name}"
        return [
            path("merge/", view(self.merge_view), name=f"{page}_merge"),
            path("<int:pk>/split/", view(self.split_view), name=f"{page}_split"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **options: Any) -> HttpResponse:
        """Redirect from an alias, to which the history leads, to its name."""
        key = unquote(object_id)
        alias = key.isdecimal() and self.model.objects.exclude(alias_of=None).filter(pk=key).first()
        if alias:
            return redirect(_page(alias, "change"), alias.alias_of_id)
        return super().change_view(request, object_id, *args, **options)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        """Offer to merge with the name that has a refused name already."""
        context["namesakes"] = list(_namesakes(context))
        return super().render_change_form(request, context, *args, **options)

    # --- merging ---------------------------------------------------------------------------------

    @admin.action(description=gettext_lazy("Merge: the others become aliases of one"), permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        ids = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST_NAMES + 1])
        if not 1 < len(ids) <= MOST_NAMES:
            problem = _("Choose at least two names to merge, and at most %(most)s.") % {"most": MOST_NAMES}
            self.message_user(request, problem, messages.ERROR)
            return None
        return redirect(f"{reverse(_page(self.model, 'merge'))}?{urlencode({'name': ids}, doseq=True)}")

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Ask which of the names `?name=…` stays, `?into=…` being suggested, and merge the others with it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        names = self._chosen(request)
        if not names:
            return redirect(_page(self.model, "changelist"))
        form = self._merge_form(request, names)
        if form.is_bound and form.is_valid():
            return self._merged(request, names, form.cleaned_data["survivor"])
        return self._page(request, "merge.html", title=_("Merge names"), names=names, form=form)

    def _chosen(self, request: HttpRequest) -> list[Any]:
        ids = [key for key in request.GET.getlist("name")[:MOST_NAMES] if key.isdecimal() and len(key) < 19]
        rows = self.model.objects.canonical().filter(pk__in=ids).prefetch_related("aliases")
        return list(rows.annotate(reports=models.Count("articles")).order_by("-reports", "pk"))

    def _merge_form(self, request: HttpRequest, names: Sequence[Any]) -> MergeForm:
        """Return the form that offers the chosen names, or all others if only one is chosen."""
        rows, field = self.model.objects.canonical(), self.model._meta.get_field("alias_of")
        if len(names) > 1:
            rows, widget = rows.filter(pk__in=[name.pk for name in names]), forms.RadioSelect()
        else:
            rows, widget = rows.exclude(pk=names[0].pk), AutocompleteSelect(field, self.admin_site)
        suggested = {"survivor": request.GET.get("into") or (names[0].pk if len(names) > 1 else None)}
        form = MergeForm(request.POST or None, rows=rows, widget=widget, initial=suggested)
        form.fields["survivor"].widget.choices = form.fields["survivor"].choices
        return form

    def _merged(self, request: HttpRequest, names: Sequence[Any], survivor: Any) -> HttpResponse:
        merged = [name for name in names if name.pk != survivor.pk]
        try:
            with transaction.atomic():
                make_aliases(merged, survivor)
                others = "、".join(map(str, merged))
                self.log_change(request, survivor, _("Merged with “%(names)s”.") % {"names": others})
                for name in merged:
                    self.log_change(request, name, _("Merged into “%(name)s”.") % {"name": survivor})
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return redirect(_page(self.model, "changelist"))
        moved = sum(map(move_articles, merged))
        result = _("“%(names)s” merged into “%(name)s”; reports moved: %(count)s.")
        self.message_user(request, result % {"names": others, "name": survivor, "count": moved}, messages.SUCCESS)
        return redirect(_page(self.model, "change"), survivor.pk)

    # --- splitting -------------------------------------------------------------------------------

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whether to make an alias a name of its own, and do it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        alias = get_object_or_404(self.model.objects.exclude(alias_of=None).select_related("alias_of"), pk=pk)
        if request.method == "POST":
            return self._split(request, alias, alias.canonical)
        written = count_written_with(alias)
        return self._page(request, "split.html", title=_("Split a name"), alias=alias, written=written)

    def _split(self, request: HttpRequest, alias: Any, survivor: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                make_own_name(alias)
                self.log_change(request, survivor, _("Split off: “%(name)s”.") % {"name": alias})
                self.log_change(request, alias, _("Split from “%(name)s”.") % {"name": survivor})
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return redirect(_page(alias, "change"), alias.pk)
        moved = move_articles_back(survivor, alias)
        words = ngettext(
            "“%(name)s” is a name of its own again, with %(count)s report.",
            "“%(name)s” is a name of its own again, with %(count)s reports.",
            moved,
        )
        self.message_user(request, words % {"name": alias, "count": moved}, messages.SUCCESS)
        return redirect(_page(alias, "change"), alias.pk)

    def _page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        common = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        form = context.get("form")
        media = {"media": self.media + form.media} if form else {}
        return TemplateResponse(request, f"admin/archive/name/{template}", common | context | media)


def _page(name: Name | type[Name], page: str) -> str:
    """Return the name of the URL of an admin page of names of this kind."""
    return f"admin:archive_{name._meta.model_name}_{page}"


def _namesakes(context: dict[str, Any]) -> Any:
    """Yield what can be done about each refused name: its row, and the page that merges it or shows it."""
    main = context["adminform"].form
    aliases = [form for formset in context["inline_admin_formsets"] for form in formset.formset.forms]
    for form in (main, *aliases):
        other = getattr(form, "namesake", None)
        if other is None or other.pk == main.instance.pk:
            continue
        if not main.instance.pk:
            yield {"name": other, "url": reverse(_page(other, "change"), args=[other.pk]), "merges": False}
            continue
        into = other.pk if form is main else main.instance.pk
        query = urlencode({"name": [main.instance.pk, other.pk], "into": into}, doseq=True)
        yield {"name": other, "url": f"{reverse(_page(other, 'merge'))}?{query}", "merges": True}
