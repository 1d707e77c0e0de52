"""The editors' desk of search: synonyms and dictionary words, each tried out before it is saved; the index."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.admin.mixins import ReadOnly
from search.finding.trials import known_words, try_synonyms, try_word
from search.indexing.status import begin_check, begin_rebuild
from search.models import DictionaryWord, IndexCheck, SynonymGroup


class TriedBeforeSaved(admin.ModelAdmin):
    """A form with a further button, which shows what saving would do and saves nothing."""

    change_form_template = "admin/search/tried_form.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_trial"
        return [path("trial/", self.admin_site.admin_view(self.trial_view), name=name), *super().get_urls()]

    def render_change_form(self, request, context, *args, **options):
        context["trial_url"] = f"admin:{self.opts.app_label}_{self.opts.model_name}_trial"
        return super().render_change_form(request, context, *args, **options)

    def trial_view(self, request):
        """What the form as sent would change; with its errors instead if it has any."""
        instance = self.get_object(request, request.POST.get("object_id") or "")
        form = self.get_form(request, instance)(request.POST, instance=instance)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What saving would change"),
            "form": form,
            "object_id": instance.pk if instance else "",
            "trial": self.tried(form.save(commit=False)) if form.is_valid() else None,
        }
        return render(request, "admin/search/trial.html", context)


@admin.register(SynonymGroup)
class SynonymGroupAdmin(TriedBeforeSaved):
    list_display = ["__str__"]
    search_fields = ["words"]

    def tried(self, group):
        return try_synonyms(group)


@admin.register(DictionaryWord)
class DictionaryWordAdmin(TriedBeforeSaved):
    search_fields = ["word"]

    def tried(self, word):
        return try_word(word.word, known=known_words())


@admin.register(IndexCheck)
class IndexCheckAdmin(ReadOnly, admin.ModelAdmin):
    """What the last check found, and the buttons by which another one, or a new index, is begun."""

    list_display = ["checked_at", "faults"]
    fields = readonly_fields = list_display

    def get_urls(self):
        ours = [
            path("check/", self.admin_site.admin_view(self.begin), {"work": begin_check}, "search_begin_check"),
            path("rebuild/", self.admin_site.admin_view(self.begin), {"work": begin_rebuild}, "search_begin_rebuild"),
        ]
        return ours + super().get_urls()

    @method_decorator(require_POST)
    def begin(self, request, work):
        if not request.user.has_perm("search.add_indexcheck"):
            raise PermissionDenied
        if work():
            messages.success(request, _("Begun. This page tells of it once it is loaded again."))
        else:
            messages.warning(request, _("The index is already being worked on. Try again in a minute."))
        return redirect("admin:index")
