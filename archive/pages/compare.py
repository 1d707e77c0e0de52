"""The comparison of two to four articles: similar sections and similar metrics side by side.

`archive.comparing.alignment` decides what is similar.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.chinese.folding import fold
from archive.comparing.alignment import align, bigrams, dice_similarity, gather
from archive.models import Article, Metric, Section
from archive.pages.outline import OutlineEntry, number_metrics, outline

MOST = 4
OFFERED = 10  # articles offered for choosing
IDS = re.compile(r"[0-9]{1,18}(,[0-9]{1,18})*")

Item = TypeVar("Item")
Row = TypeVar("Row", Section, Metric)


class ArticlesField(forms.Field):
    """Articles by their ids: separated by commas, or as several values of one parameter, as checkboxes send them."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> list[Article]:
        joined = ",".join(part for part in value or [] if part)
        if joined and not IDS.fullmatch(joined):
            raise ValidationError(_("Give the numbers of reports with commas between, such as 3,14."))
        ids = list(dict.fromkeys(int(number) for number in joined.split(",") if number))
        if len(ids) > MOST:
            raise ValidationError(
                _("At most four reports stand side by side; %(count)s are asked for."), params={"count": len(ids)}
            )
        return self._known(ids)

    def _known(self, ids: list[int]) -> list[Article]:
        known = Article.objects.published().with_names().in_bulk(ids)
        if missing := [str(pk) for pk in ids if pk not in known]:
            raise ValidationError(_("The archive has no report %(ids)s."), params={"ids": ", ".join(missing)})
        return [known[pk] for pk in ids]


class CompareForm(forms.Form):
    ids = ArticlesField(label=_("reports"), required=False)
    title = forms.CharField(label=_("Words of the title"), max_length=200, required=False)


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """A top-level section with all below it. bigrams: of its folded heading."""

    entry: OutlineEntry
    bigrams: frozenset[str]


@dataclass(frozen=True, slots=True)
class ComparedMetric:
    """A metric. bigrams: of its folded subject."""

    metric: Metric
    bigrams: frozenset[str]


class LinkedArticle(NamedTuple):
    """An article, and the address of the comparison with it added or taken away."""

    article: Article
    url: str


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    form = CompareForm(request.GET, auto_id="compare-%s")
    wellformed = form.is_valid()
    reports: list[Article] = form.cleaned_data.get("ids", [])
    columns = [LinkedArticle(one, address_of([other for other in reports if other != one])) for one in reports]
    context: dict[str, Any] = {"form": form, "reports": reports, "columns": columns}
    if len(reports) > 1:
        context |= side_by_side(reports)
    if len(reports) < MOST:
        context["offered"] = _offered(form, reports)
    return render(request, "archive/compare.html", context, status=200 if wellformed else 400)


def address_of(reports: Iterable[Article]) -> str:
    """Return the address of the comparison of *reports*."""
    ids = ",".join(str(report.pk) for report in reports)
    return f"{reverse('compare')}?ids={ids}" if ids else reverse("compare")


def _offered(form: CompareForm, reports: Sequence[Article]) -> list[LinkedArticle]:
    """Return articles that can be added: with the given words in the title, else of the same organizations."""
    others = Article.objects.public().exclude(pk__in=[report.pk for report in reports]).newest_first()
    if title := form.cleaned_data.get("title"):
        others = others.titled(title)
    elif organizations := [report.organization_id for report in reports if report.organization_id]:
        others = others.filter(organization__in=organizations)
    return [LinkedArticle(other, address_of([*reports, other])) for other in others.with_names()[:OFFERED]]


# --- alignment -----------------------------------------------------------------------------------


def side_by_side(reports: Sequence[Article]) -> dict[str, Any]:
    """Return rows of similar sections and rows of similar metrics, each with a cell for each article."""
    metrics = _by_article(Metric.objects.accepted().select_related("article", "section"), reports)
    sections = _by_article(Section.objects.all(), reports)
    compared = [_compared_sections(sections[report.pk], metrics[report.pk]) for report in reports]
    columns = [[ComparedMetric(one, bigrams(fold(one.subject))) for one in metrics[report.pk]] for report in reports]
    rows = gather(columns, _alike_metrics)
    shared = [row for row in rows if sum(cell is not None for cell in row) > 1]
    return {
        "section_rows": [_with_articles(row, reports) for row in align(compared, _alike_sections)],
        "figure_rows": [_with_articles(row, reports) for row in shared],
        "lone_figures": len(rows) - len(shared),
    }


def _by_article(rows: QuerySet[Row], reports: Sequence[Article]) -> dict[int, list[Row]]:
    kept: dict[int, list[Row]] = {report.pk: [] for report in reports}
    for row in rows.filter(article__in=reports):
        kept[row.article_id].append(row)
    return kept


def _with_articles(row: Sequence[Item | None], reports: Sequence[Article]) -> list[tuple[Article, Item | None]]:
    return list(zip(reports, row, strict=True))


def _compared_sections(sections: Iterable[Section], metrics: Iterable[Metric]) -> list[ComparedSection]:
    entries = outline(sections, number_metrics(metrics))
    return [ComparedSection(entry, bigrams(fold(entry.section.heading))) for entry in entries]


def _alike_sections(one: ComparedSection, other: ComparedSection) -> float:
    """Compare two sections by their headings; without headings, a lead is like a lead and a closing like a closing."""
    if one.bigrams or other.bigrams:
        return dice_similarity(one.bigrams, other.bigrams)
    return 1.0 if one.entry.section.kind == other.entry.section.kind else 0.0


def _alike_metrics(one: ComparedMetric, other: ComparedMetric) -> float:
    """Compare two metrics by their subjects; metrics of different units or kinds are never alike."""
    same = (one.metric.folded_unit, one.metric.kind) == (other.metric.folded_unit, other.metric.kind)
    return dice_similarity(one.bigrams, other.bigrams) if same else 0.0
