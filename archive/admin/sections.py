"""The admin of a report's sections: each is edited, added, moved and deleted on a page of its own.

A report has up to hundreds of sections. One form for all of them would grow with the report; one text for all of them
would need a notation for kinds, levels and lasting anchors, which editors would have to learn and could break. So the
report's page shows the outline, a line for each section, and each line leads to the pages of that section.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, re_path, reverse
from django.utils.translation import gettext_lazy as _

from archive.admin.conflicts import conflict_of
from archive.admin.parts import SECTIONS_SHOWN, add_metric_address, metrics_address
from archive.editing.outline import OutlinePlace, Where, delete, insert, move, with_parts
from archive.editing.sections import DeletionForm, PlaceForm, SectionForm, possible_targets
from archive.models import Article, Metric, Section

TEMPLATES = "admin/archive/section"
GONE = _("Somebody else has deleted this section meanwhile. To keep what you have written, save it as a new section.")


View = Callable[..., HttpResponse]


class SectionPagesMixin(admin.ModelAdmin):
    """The pages of the sections of a report. Who may change the report may change its sections."""

    def get_urls(self) -> list[URLPattern]:
        pages: dict[str, tuple[str, View]] = {
            "add/": ("add", self.add_section_view),
            "(?P<section>-?[0-9]{1,18})/": ("change", self.section_view),
            "(?P<section>-?[0-9]{1,18})/move/": ("move", self.move_section_view),
            "(?P<section>-?[0-9]{1,18})/delete/": ("delete", self.delete_section_view),
        }
        ours = [
            re_path(f"^(?P<pk>[0-9]{{1,18}})/sections/{place}$", self._of_article(view), name=f"archive_section_{name}")
            for place, (name, view) in pages.items()
        ]
        return [*ours, *super().get_urls()]

    def _of_article(self, view: View) -> View:
        """Return the view as the admin serves it: *view* gets the report, which the user may change."""

        def checked(request: HttpRequest, pk: str, **names: str) -> HttpResponse:
            article = get_object_or_404(self.get_queryset(request), pk=pk)
            if not self.has_change_permission(request, article):
                raise PermissionDenied
            return self.edit_parts(request, article, partial(view, request, article, **names))

        served: View = self.admin_site.admin_view(checked)
        return served

    def section_view(self, request: HttpRequest, article: Article, section: str) -> HttpResponse:
        """Edit the words of a section."""
        stored = article.sections.filter(pk=section).first()
        if stored is None:
            return self._gone(request, article)
        form = SectionForm(request.POST or None, instance=stored)
        if form.is_valid():
            if form.has_changed():
                with self.edited(request, article, _("Section changed: %(section)s") % {"section": stored}):
                    form.save()
            messages.success(request, _("The section “%(section)s” is saved.") % {"section": stored})
            return self._onward(request, article, stored)
        stored = article.sections.get(pk=section)  # without the posted words
        context = {"section": stored, "form": form, **self._beside(stored), "figures": stored.metrics.count()}
        if form.conflict:
            context["conflict"] = conflict_of(article, seen=form.seen, now=form.conflict)
        return self._page(request, article, "form", _("Change a section"), context)

    def add_section_view(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Add a section beside the one that the address names (`after`), else at the end."""
        targets = possible_targets(article)
        beside = self._named_target(request, article)
        section = Section(article=article, kind=beside.kind if beside else Section.Kind.SECTION)
        form = SectionForm(request.POST or None, instance=section)
        initial = {"where": Where.AFTER, "target": beside.pk if beside else None}
        place = PlaceForm(request.POST or None, initial=initial, targets=targets) if targets else None
        if form.is_valid() and (place is None or place.is_valid()):
            chosen = self._chosen(article, place) if place else None
            with self.edited(request, article, _("Section added: %(section)s") % {"section": section}):
                insert(form.save(commit=False), chosen)
            messages.success(request, _("The section “%(section)s” is saved.") % {"section": section})
            return self._onward(request, article, section)
        return self._page(request, article, "form", _("Add a section"), {"form": form, "place": place})

    def move_section_view(self, request: HttpRequest, article: Article, section: str) -> HttpResponse:
        """Move a section with its parts: beside another one, or into it."""
        stored = get_object_or_404(article.sections, pk=section)
        block = with_parts(article, stored)
        form = PlaceForm(request.POST or None, targets=possible_targets(article, block))
        if form.is_valid():
            place = self._chosen(article, form)
            with self.edited(request, article, _("Section moved: %(section)s") % {"section": stored}):
                move(stored, place)
            messages.success(request, _("The section “%(section)s” is moved.") % {"section": stored})
            return self._to_outline(article, stored)
        context = {"section": stored, "form": form, "parts": len(block) - 1}
        return self._page(request, article, "move", _("Move a section"), context)

    def delete_section_view(self, request: HttpRequest, article: Article, section: str) -> HttpResponse:
        """Ask whether to delete a section, and what becomes of its parts; a POST deletes it."""
        stored = get_object_or_404(article.sections, pk=section)
        block = with_parts(article, stored)
        form = DeletionForm(request.POST or None, sections=block)
        if form.is_valid():
            with self.edited(request, article, _("Section deleted: %(section)s") % {"section": stored}):
                delete(stored, keep_parts=form.cleaned_data.get("parts") == "keep")
            messages.success(request, _("The section “%(section)s” is deleted.") % {"section": stored})
            return self._to_outline(article)
        context = {
            "section": stored,
            "form": form,
            "parts": block[1:],
            "figures": stored.metrics.count(),
            "all_figures": Metric.objects.filter(section__in=block).count(),
        }
        return self._page(request, article, "delete", _("Delete a section"), context)

    def _page(
        self, request: HttpRequest, article: Article, name: str, title: str, context: dict[str, Any]
    ) -> HttpResponse:
        outline = f"{reverse('admin:archive_article_change', args=[article.pk])}#outline"
        shown = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "article": article}
        errors = any(isinstance(one, BaseForm) and one.errors for one in context.values())
        context = {**shown, "outline_address": outline, "errors": errors, **context}
        return render(request, f"{TEMPLATES}/{name}.html", context)

    def _gone(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Say that a section is deleted; what was typed for it stays in a form that adds a section."""
        if request.method != "POST":
            messages.warning(request, _("This section is deleted."))
            return self._to_outline(article)
        form = SectionForm({**request.POST.dict(), "anchor": ""}, instance=Section(article=article))
        form.add_error(None, GONE)
        targets = possible_targets(article)
        context = {
            "form": form,
            "place": PlaceForm(initial={"target": targets[-1].pk}, targets=targets) if targets else None,
        }
        context["action"] = reverse("admin:archive_section_add", args=[article.pk])
        return self._page(request, article, "form", _("Add a section"), context)

    def _onward(self, request: HttpRequest, article: Article, section: Section) -> HttpResponse:
        """Lead to where the pressed button says: this section again, the next one, or the outline."""
        if "_continue" in request.POST:
            return redirect("admin:archive_section_change", article.pk, section.pk)
        following = article.sections.filter(position__gt=section.position).first() if "_next" in request.POST else None
        if following:
            return redirect("admin:archive_section_change", article.pk, following.pk)
        return self._to_outline(article, section)

    def _to_outline(self, article: Article, section: Section | None = None) -> HttpResponse:
        before = article.sections.filter(position__lt=article.sections.get(pk=section.pk).position) if section else None
        page = f"?sections={before.count() // SECTIONS_SHOWN + 1}" if before is not None else ""
        place = f"s{section.pk}" if section else "outline"
        return redirect(f"{reverse('admin:archive_article_change', args=[article.pk])}{page}#{place}")

    def _beside(self, section: Section) -> dict[str, Any]:
        others = section.article.sections
        return {
            "previous": others.filter(position__lt=section.position).last(),
            "following": others.filter(position__gt=section.position).first(),
            "figures_address": f"{metrics_address(section.article)}&section__id__exact={section.pk}",
            "add_figure_address": f"{add_metric_address(section.article)}&section={section.pk}",
        }

    def _named_target(self, request: HttpRequest, article: Article) -> Section | None:
        named = request.GET.get("after", "")
        found = article.sections.filter(pk=named).first() if re.fullmatch("-?[0-9]{1,18}", named) else None
        return found or article.sections.last()

    def _chosen(self, article: Article, form: PlaceForm) -> OutlinePlace:
        return OutlinePlace(Where(form.cleaned_data["where"]), article.sections.get(pk=form.cleaned_data["target"]))
