"""The admin of metrics: the list of all, and the review in which editors decide on them one after the other."""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from archive.admin.mixins import FoldedSearchMixin
from archive.admin.saved_filters import SavedFiltersMixin
from archive.editing.metric_review import (
    ACCEPT,
    CORRECT,
    REJECT,
    CorrectionForm,
    MetricDecision,
    NotWaiting,
    decide,
    take_back,
    waiting,
)
from archive.editing.workflow import ONLY_PUBLISHERS, edits_wait
from archive.history.versions import save_version
from archive.models import Metric

SHOWN = 10  # metrics on one page of the review
AROUND = 80  # characters shown before and after a metric
REMEMBERED = 10  # decisions that can be taken back
SESSION_KEY = "figure_decisions"
DONE = {ACCEPT: _("accepted"), CORRECT: _("corrected"), REJECT: _("rejected")}


@dataclass(frozen=True, slots=True)
class WaitingMetric:
    """A metric that waits for review, the text before and after its words, and the form that corrects it."""

    metric: Metric
    before: str
    after: str
    form: CorrectionForm


@admin.register(Metric)
class MetricAdmin(SavedFiltersMixin, FoldedSearchMixin):
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

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Allow none to be added here; new metrics are added on their article's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Metric | None = None) -> bool:
        return super().has_change_permission(request, obj) and _may_decide(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Metric | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_decide(request, obj)

    def save_model(self, request: HttpRequest, obj: Metric, form: ModelForm, change: bool) -> None:
        """Save the article too: the search index learns of changes from saved articles."""
        super().save_model(request, obj, form, change)
        obj.article.save()

    def get_urls(self) -> list[URLPattern]:
        review = path("review/", self.admin_site.admin_view(self.review), name="archive_metric_review")
        return [review, *super().get_urls()]

    # --- review ----------------------------------------------------------------------------------

    def review(self, request: HttpRequest) -> HttpResponse:
        """Show the most doubtful metrics that wait; a POST carries out one decision."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        return self.decided(request) if request.method == "POST" else self.review_page(request)

    def decided(self, request: HttpRequest) -> HttpResponse:
        """Accept, correct or reject one metric, or take a decision back; show the page again if a value is invalid."""
        if request.POST.get("decision") == "undo":
            return self._undo(request)
        metric, name = _posted_metric(request), request.POST.get("decision")
        if not _may_decide(request, metric):
            messages.error(request, ONLY_PUBLISHERS)
            return redirect("admin:archive_metric_review")
        if metric and name == CORRECT:
            form = CorrectionForm(request.POST, instance=metric, prefix=_prefix(metric))
            if not form.is_valid():
                return self.review_page(request, invalid=form)
        try:
            decision = self.decide(request, metric, name)
        except (NotWaiting, KeyError):
            messages.error(request, _("This figure waits no longer: it has been judged already, or it is gone."))
            return redirect("admin:archive_metric_review")
        self.log_change(request, metric, f"{DONE[name]}")
        decisions = [asdict(decision), *request.session.get(SESSION_KEY, [])]
        request.session[SESSION_KEY] = decisions[:REMEMBERED]
        return redirect("admin:archive_metric_review")

    @transaction.atomic
    def decide(self, request: HttpRequest, metric: Metric | None, name: str) -> MetricDecision:
        """Carry out the decision, and keep the article as a version before and after. Raises NotWaiting."""
        if metric is None:
            raise NotWaiting
        save_version(metric.article)
        decision = decide(metric.pk, name, metric if name == CORRECT else None)
        save_version(metric.article, user=request.user, comment=f"{metric.raw}: {DONE[name]}")
        return decision

    def _undo(self, request: HttpRequest) -> HttpResponse:
        """Take back the remembered decision on the metric that the POST names."""
        kept = request.session.get(SESSION_KEY, [])
        found = [row for row in kept if str(row["pk"]) == request.POST.get("figure")]
        metrics = Metric.objects.filter(pk__in=[row["pk"] for row in found])
        if not all(_may_decide(request, metric) for metric in metrics):
            messages.error(request, ONLY_PUBLISHERS)
            return redirect("admin:archive_metric_review")
        request.session[SESSION_KEY] = [row for row in kept if row not in found]
        try:
            for row in found[:1]:
                take_back(MetricDecision(**row))
        except NotWaiting:
            messages.error(request, _("It was changed again since; the decision cannot be taken back."))
        return redirect("admin:archive_metric_review")

    def review_page(self, request: HttpRequest, invalid: CorrectionForm | None = None) -> HttpResponse:
        """Render the review. invalid: a correction that could not be saved, to be shown with its errors."""
        found = waiting().select_related("article", "section")
        figures = [_waiting(metric, invalid) for metric in found[:SHOWN]]
        kept = request.session.get(SESSION_KEY, [])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Review of figures"),
            "opts": self.opts,
            "figures": figures,
            "left": found.count(),
            "decisions": [{**row, "done": DONE[row["name"]]} for row in kept],
            "list_address": reverse("admin:archive_metric_changelist"),
        }
        return render(request, "admin/archive/metric/review.html", context, status=400 if invalid else 200)


def _may_decide(request: HttpRequest, metric: Metric | None) -> bool:
    """Whether the user may change the metric, if there is one: those of published articles change for readers."""
    return metric is None or not edits_wait(request.user, metric.article)


def _posted_metric(request: HttpRequest) -> Metric | None:
    """Return the waiting metric that the POST names; None if there is none."""
    key = request.POST.get("figure", "")
    return waiting().select_related("article").filter(pk=key).first() if key.isascii() and key.isdigit() else None


def _waiting(metric: Metric, invalid: CorrectionForm | None) -> WaitingMetric:
    content = metric.section.content if metric.is_placed else metric.sentence
    start = metric.start if metric.is_placed else content.find(metric.raw)
    start, end = (start, start + len(metric.raw)) if start >= 0 else (0, 0)
    if invalid and invalid.instance.pk == metric.pk:
        form = invalid
    else:
        form = CorrectionForm(instance=metric, prefix=_prefix(metric))
    return WaitingMetric(metric, content[max(0, start - AROUND) : start], content[end : end + AROUND], form)


def _prefix(metric: Metric) -> str:
    return f"f{metric.pk}"
