"""The admin of metrics: the list of all, and the review in which editors judge them one after the other."""

from dataclasses import asdict, dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from archive.admin.saved_filters import SavedFilters
from archive.chinese.folding import fold
from archive.editing.metric_review import (
    ACCEPT,
    CORRECT,
    REJECT,
    CorrectionForm,
    Decision,
    NotWaiting,
    decide,
    take_back,
    waiting,
)
from archive.history.versions import save_version
from archive.models import Metric

SHOWN = 10  # figures on one page of the review
AROUND = 80  # characters shown before and after a figure
REMEMBERED = 10  # decisions that can be taken back
REMEMBERED_AS = "figure_decisions"  # in the editor's session
DONE = {ACCEPT: _("accepted"), CORRECT: _("corrected"), REJECT: _("rejected")}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A figure to be judged, the text around its words, and the form that corrects it."""

    metric: Metric
    before: str
    after: str
    form: Form


@admin.register(Metric)
class MetricAdmin(SavedFilters, admin.ModelAdmin):
    form = CorrectionForm
    fields = ["article", "raw", "sentence", *CorrectionForm.Meta.fields, "status"]
    readonly_fields = ["article", "raw", "sentence"]
    list_display = ["raw", "subject", "value", "unit", "kind", "doubt", "status"]
    list_filter = ["status", "kind"]
    search_fields = ["folded_subject"]
    search_help_text = _("Words of the subject, in either script")
    ordering = ["-doubt", "id"]
    list_per_page = 50
    show_full_result_count = False
    change_list_template = "admin/archive/metric/change_list.html"

    def has_add_permission(self, request, *args):
        """New figures are added on their report's page."""
        return False

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))

    def save_model(self, request, obj, form, change):
        """Save the report too: the search index learns of changes by their reports."""
        super().save_model(request, obj, form, change)
        obj.article.save()

    def get_urls(self):
        review = path("review/", self.admin_site.admin_view(self.review), name="archive_metric_review")
        return [review, *super().get_urls()]

    # --- review ----------------------------------------------------------------------------------

    def review(self, request):
        """The most doubtful figures that wait; a POST carries out one decision."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        return self.decided(request) if request.method == "POST" else self.review_page(request)

    def decided(self, request):
        """A POST: accept, correct or reject one figure, or take a decision back; the page again if a value is wrong."""
        if request.POST.get("decision") == "undo":
            return self._undo(request)
        metric, name = _asked_for(request), request.POST.get("decision")
        form = CorrectionForm(request.POST, instance=metric, prefix=_prefix(metric)) if metric else None
        if metric and name == CORRECT and not form.is_valid():
            return self.review_page(request, wrong=form)
        try:
            decision = self.decide(request, metric, name)
        except (NotWaiting, KeyError):
            messages.error(request, _("This figure waits no longer: it has been judged already, or it is gone."))
            return redirect("admin:archive_metric_review")
        self.log_change(request, metric, f"{DONE[name]}")
        _remember(request, decision)
        return redirect("admin:archive_metric_review")

    @transaction.atomic
    def decide(self, request, metric, name):
        """Carry out the decision, and keep the report as a version before and after."""
        if metric:
            save_version(metric.article)
        decision = decide(metric.pk if metric else None, name, metric if name == CORRECT else None)
        save_version(metric.article, user=request.user, comment=f"{metric.raw}: {DONE[name]}")
        return decision

    def _undo(self, request):
        """Take back the remembered decision on the figure that is named."""
        kept = request.session.get(REMEMBERED_AS, [])
        found = [row for row in kept if str(row["pk"]) == request.POST.get("figure")]
        request.session[REMEMBERED_AS] = [row for row in kept if row not in found]
        try:
            for row in found[:1]:
                take_back(Decision(**row))
        except NotWaiting:
            messages.error(request, _("It was changed again since; the decision cannot be taken back."))
        return redirect("admin:archive_metric_review")

    def review_page(self, request, wrong=None):
        """*wrong*: a correction that could not be saved, to be shown with its errors."""
        found = waiting().select_related("article", "section")
        figures = [_waiting(metric, wrong) for metric in found[:SHOWN]]
        kept = request.session.get(REMEMBERED_AS, [])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Review of figures"),
            "opts": self.opts,
            "figures": figures,
            "left": found.count(),
            "decisions": [{**row, "done": DONE[row["name"]]} for row in kept],
            "list_address": reverse("admin:archive_metric_changelist"),
        }
        return render(request, "admin/archive/metric/review.html", context, status=400 if wrong else 200)


def _asked_for(request):
    """The waiting figure that the POST names; None when there is none such."""
    key = request.POST.get("figure", "")
    return waiting().select_related("article").filter(pk=key).first() if key.isascii() and key.isdigit() else None


def _waiting(metric, wrong):
    content = metric.section.content if metric.is_placed else metric.sentence
    start = metric.start if metric.is_placed else content.find(metric.raw)
    start, end = (start, start + len(metric.raw)) if start >= 0 else (0, 0)
    form = (
        wrong if wrong and wrong.instance.pk == metric.pk else CorrectionForm(instance=metric, prefix=_prefix(metric))
    )
    return Waiting(metric, content[max(0, start - AROUND) : start], content[end : end + AROUND], form)


def _prefix(metric):
    return f"f{metric.pk}"


def _remember(request, decision):
    request.session[REMEMBERED_AS] = [asdict(decision), *request.session.get(REMEMBERED_AS, [])][:REMEMBERED]
