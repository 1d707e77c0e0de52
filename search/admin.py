"""The admin of search: synonyms and dictionary words, each with a trial before it is saved; the index."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.admin.mixins import ReadOnlyMixin
from search.finding.trials import Trial, known_words, try_synonyms, try_word
from search.indexing.status import begin_check, begin_rebuild
from search.models import DictionaryWord, IndexCheck, SynonymGroup


class TrialAdmin(admin.ModelAdmin):
    """Adds a button to the form that shows what saving would change, and saves nothing."""

    change_form_template = "admin/search/tried_form.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_trial"
        return [path("trial/", self.admin_site.admin_view(self.trial_view), name=name), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        context["trial_url"] = f"admin:{self.opts.app_label}_{self.opts.model_name}_trial"
        return super().render_change_form(request, context, *args, **options)

    def trial_of(self, instance: Any) -> Trial:
        """Try out an instance as it would be saved."""
        raise NotImplementedError

    def trial_view(self, request: HttpRequest) -> HttpResponse:
        """Show what saving the posted form would change, or the errors of the form."""
        instance = self.get_object(request, request.POST.get("object_id") or "")
        form = self.get_form(request, instance)(request.POST, instance=instance)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What saving would change"),
            "form": form,
            "object_id": instance.pk if instance else "",
            "trial": self.trial_of(form.save(commit=False)) if form.is_valid() else None,
        }
        return render(request, "admin/search/trial.html", context)


@admin.register(SynonymGroup)
class SynonymGroupAdmin(TrialAdmin):
    list_display = ["__str__"]
    search_fields = ["words"]

    def trial_of(self, instance: SynonymGroup) -> Trial:
        return try_synonyms(instance)


@admin.register(DictionaryWord)
class DictionaryWordAdmin(TrialAdmin):
    search_fields = ["word"]

    def trial_of(self, instance: DictionaryWord) -> Trial:
        return try_word(instance.word, known=known_words())


@admin.register(IndexCheck)
class IndexCheckAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """The result of the last check of the index, and buttons that start another check or a rebuild."""

    list_display = ["checked_at", "faults"]
    fields = readonly_fields = list_display

    def get_urls(self) -> list[URLPattern]:
        ours = [
            path("check/", self.admin_site.admin_view(self.begin), {"work": begin_check}, "search_begin_check"),
            path("rebuild/", self.admin_site.admin_view(self.begin), {"work": begin_rebuild}, "search_begin_rebuild"),
        ]
        return ours + super().get_urls()

    @method_decorator(require_POST)
    def begin(self, request: HttpRequest, work: Callable[[], bool]) -> HttpResponse:
        """Start *work* in the background."""
        if not request.user.has_perm("search.add_indexcheck"):
            raise PermissionDenied
        if work():
            messages.success(request, _("Begun. This page tells of it once it is loaded again."))
        else:
            messages.warning(request, _("The index is already being worked on. Try again in a minute."))
        return redirect("admin:index")
