"""The admin of metrics: the list of all, and the review in which editors decide on them one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.conflicts import conflict_of
from archive.admin.mixins import FoldedSearchMixin
from archive.admin.parts import add_metric_address, metrics_address
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
from archive.editing.metrics import MetricForm
from archive.editing.workflow import ONLY_PUBLISHERS, edits_wait
from archive.history.pending_edits import edited_aside
from archive.history.versions import save_version
from archive.models import Article, Metric

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
    """Who may change a report may add, change and delete its metrics; each change makes a version of the report."""

    form = MetricForm
    fields = [
        ("raw", "section"),
        "sentence",
        ("value", "value_max", "unit", "kind", "qualifier"),
        ("subject", "status"),
        ("period", "period_start", "period_end"),
    ]
    list_display = ["raw", "subject", "value", "unit", "kind", "place", "doubt", "status"]
    list_filter = ["status", "kind"]
    list_select_related = ["section"]
    search_fields = ["folded_subject"]
    search_help_text = _("Words of the subject, in either script")
    ordering = ["-doubt", "id"]
    list_per_page = 50
    show_full_result_count = False
    change_list_template = "admin/archive/metric/change_list.html"
    change_form_template = "admin/archive/metric/change_form.html"

    @admin.display(description=_("section"), ordering="section__position")
    def place(self, metric: Metric) -> str:
        return str(metric.section or "–")

    def get_ordering(self, request: HttpRequest) -> Sequence[str]:
        """Return the order of the text for the metrics of one report, else the most doubtful first."""
        return ["position", "id"] if "article__id__exact" in request.GET else self.ordering

    # --- who may ---------------------------------------------------------------------------------

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Allow it where the address names a report that the user may change."""
        article = self._named_article(request)
        return article is not None and self._may_change(request, article)

    def has_change_permission(self, request: HttpRequest, obj: Metric | None = None) -> bool:
        return self._may_change(request, obj.article if obj else None)

    def has_delete_permission(self, request: HttpRequest, obj: Metric | None = None) -> bool:
        return self._may_change(request, obj.article if obj else None)

    def _may_change(self, request: HttpRequest, article: Article | None) -> bool:
        return self.reports.has_change_permission(request, article)

    @property
    def reports(self) -> Any:
        """The admin of reports, which keeps versions of them."""
        return self.admin_site.get_model_admin(Article)

    # --- one metric ------------------------------------------------------------------------------

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **options: Any
    ) -> HttpResponse:
        return self._of_article(
            request, object_id, partial(super().changeform_view, request, object_id, *args, **options)
        )

    def delete_view(self, request: HttpRequest, object_id: str, *args: Any, **options: Any) -> HttpResponse:
        return self._of_article(request, object_id, partial(super().delete_view, request, object_id, *args, **options))

    def _of_article(
        self, request: HttpRequest, object_id: str | None, view: Callable[[], HttpResponse]
    ) -> HttpResponse:
        """Return the answer of *view* as an edit of the article that the metric belongs to."""
        metric = self.get_object(request, unquote(object_id)) if object_id else None
        article = metric.article if metric else self._named_article(request)
        answer: HttpResponse = self.reports.edit_parts(request, article, view) if article else view()
        return answer

    def get_form(
        self, request: HttpRequest, obj: Metric | None = None, change: bool = False, **options: Any
    ) -> type[ModelForm]:
        form = super().get_form(request, obj, change=change, **options)
        article = obj.article if obj else self._named_article(request)
        return type(form.__name__, (form,), {"article": article})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        context["article"] = form.instance.article
        context["metrics_address"] = metrics_address(form.instance.article)
        if getattr(form, "conflict", ""):
            context["conflict"] = conflict_of(form.instance.article, seen=form.seen, now=form.conflict)
        return super().render_change_form(request, context, *args, **options)

    def save_model(self, request: HttpRequest, obj: Metric, form: ModelForm, change: bool) -> None:
        if not form.has_changed():
            return
        comment = _("Figure changed: %(words)s") if change else _("Figure added: %(words)s")
        with self.reports.edited(request, obj.article, comment % {"words": obj}):
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Metric) -> None:
        with self.reports.edited(request, obj.article, _("Figure deleted: %(words)s") % {"words": obj}):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Metric]) -> None:
        """Delete the metrics of one report after the other, each report with a version before and after."""
        with transaction.atomic():
            for pk in sorted(set(queryset.order_by().values_list("article", flat=True))):
                self._delete_of_one(request, Article.objects.get(pk=pk), queryset.filter(article=pk))

    def _delete_of_one(self, request: HttpRequest, article: Article, metrics: QuerySet[Metric]) -> None:
        """Delete metrics of one article. The list of a report's metrics is shown, and so changed, as an edit of it."""
        if edits_wait(request.user, article) and not self._named_article(request):
            with edited_aside(article, request.user):
                metrics.delete()
            self.reports.say_that_edits_wait(request, 1)
            return
        with self.reports.edited(request, article, _told_of(metrics)):
            metrics.delete()

    def response_post_save_add(self, request: HttpRequest, obj: Metric) -> HttpResponse:
        return redirect(metrics_address(obj.article))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        article = self._named_article(request)
        context = {}
        if article:
            add = add_metric_address(article) if self._may_change(request, article) else ""
            context = {"article": article, "add_address": add}
        view = partial(super().changelist_view, request, {**context, **(extra_context or {})})
        return self._of_article(request, None, view)

    def _named_article(self, request: HttpRequest) -> Article | None:
        """Return the article that the address names, or the list that it leads back to."""
        list_filters = QueryDict(request.GET.get("_changelist_filters", ""))
        named = request.GET.get("article") or {**list_filters.dict(), **request.GET.dict()}.get(
            "article__id__exact", ""
        )
        found: Article | None = None
        if named.isascii() and named.isdigit():
            found = self.reports.get_queryset(request).filter(pk=named).first()
        return found

    def get_urls(self) -> list[URLPattern]:
        review = path("review/", self.admin_site.admin_view(self.review), name="archive_metric_review")
        return [review, *super().get_urls()]

    # --- review ----------------------------------------------------------------------------------

    def review(self, request: HttpRequest) -> HttpResponse:
        """Show the most doubtful metrics that wait; a POST carries out one decision."""
        if not request.user.has_perm("archive.change_metric"):
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


def _told_of(metrics: QuerySet[Metric]) -> str:
    count = metrics.count()
    return ngettext("%(count)s figure deleted", "%(count)s figures deleted", count) % {"count": count}


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
