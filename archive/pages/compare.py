"""Two to four reports side by side: their sections, their like figures. What is like what, alignment decides."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.chinese.folding import fold
from archive.comparing.alignment import align, bigrams, dice_similarity, gather
from archive.models import Article, Metric, Section
from archive.pages.outline import Entry, number_figures, outline

MOST = 4
OFFERED = 10  # reports offered for choosing
IDS = re.compile(r"[0-9]{1,18}(,[0-9]{1,18})*")


class Ids(forms.Field):
    """Reports by their numbers, with commas between, or named again and again as the boxes of a list are."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        joined = ",".join(part for part in value or [] if part)
        if joined and not IDS.fullmatch(joined):
            raise ValidationError(_("Give the numbers of reports with commas between, such as 3,14."))
        ids = list(dict.fromkeys(int(number) for number in joined.split(",") if number))
        if len(ids) > MOST:
            raise ValidationError(
                _("At most four reports stand side by side; %(count)s are asked for."), params={"count": len(ids)}
            )
        return self._known(ids)

    def _known(self, ids):
        known = Article.objects.published().with_names().in_bulk(ids)
        if missing := [str(pk) for pk in ids if pk not in known]:
            raise ValidationError(_("The archive has no report %(ids)s."), params={"ids": ", ".join(missing)})
        return [known[pk] for pk in ids]


class CompareForm(forms.Form):
    ids = Ids(label=_("reports"), required=False)
    title = forms.CharField(label=_("Words of the title"), max_length=200, required=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the first level with all below it, and the pairs of characters of its heading."""

    entry: Entry
    heading: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure and the pairs of characters of its subject."""

    metric: Metric
    subject: frozenset[str]


@require_safe
def compare(request):
    form = CompareForm(request.GET, auto_id="compare-%s")
    wellformed = form.is_valid()
    reports = form.cleaned_data.get("ids", [])
    context = {"form": form, "reports": reports, "columns": [_column(report, reports) for report in reports]}
    if len(reports) > 1:
        context |= side_by_side(reports)
    if len(reports) < MOST:
        context["offered"] = _offered(form, reports)
    return render(request, "archive/compare.html", context, status=200 if wellformed else 400)


def _column(report, reports):
    """The report and the address of the others without it."""
    return report, address_of([other for other in reports if other != report])


def address_of(reports):
    ids = ",".join(str(report.pk) for report in reports)
    return f"{reverse('compare')}?ids={ids}" if ids else reverse("compare")


def _offered(form, reports):
    """Reports that can be added, with the address that adds each: by words of the title, else of the same bodies."""
    others = Article.objects.public().exclude(pk__in=[report.pk for report in reports]).newest_first()
    if title := form.cleaned_data.get("title"):
        others = others.titled(title)
    elif bodies := [report.organization_id for report in reports if report.organization_id]:
        others = others.filter(organization__in=bodies)
    return [(other, address_of([*reports, other])) for other in others.with_names()[:OFFERED]]


# --- what stands beside what ---------------------------------------------------------------------


def side_by_side(reports):
    """Rows of sections and rows of figures; every row has a place for each report."""
    metrics = _by_report(Metric.objects.accepted().select_related("article", "section"), reports)
    sections = _by_report(Section.objects.all(), reports)
    parts = [_parts(sections[report.pk], metrics[report.pk]) for report in reports]
    figures = gather([[_counted(metric) for metric in metrics[report.pk]] for report in reports], _figures_alike)
    shared = [row for row in figures if sum(figure is not None for figure in row) > 1]
    return {
        "section_rows": [_with_reports(row, reports) for row in align(parts, _parts_alike)],
        "figure_rows": [_with_reports(row, reports) for row in shared],
        "lone_figures": len(figures) - len(shared),
    }


def _by_report(rows, reports):
    kept = {report.pk: [] for report in reports}
    for row in rows.filter(article__in=reports):
        kept[row.article_id].append(row)
    return kept


def _with_reports(row, reports):
    return list(zip(reports, row, strict=True))


def _parts(sections, metrics):
    return [Part(entry, bigrams(fold(entry.section.heading))) for entry in outline(sections, number_figures(metrics))]


def _parts_alike(one, other):
    """By their headings; without them a lead stands beside a lead, a closing beside a closing."""
    if one.heading or other.heading:
        return dice_similarity(one.heading, other.heading)
    return 1.0 if one.entry.section.kind == other.entry.section.kind else 0.0


def _counted(metric):
    return Counted(metric, bigrams(fold(metric.subject)))


def _figures_alike(one, other):
    """By their subjects, and only within one unit and kind."""
    same = (one.metric.folded_unit, one.metric.kind) == (other.metric.folded_unit, other.metric.kind)
    return dice_similarity(one.subject, other.subject) if same else 0.0
