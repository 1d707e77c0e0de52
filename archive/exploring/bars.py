"""Figures of one unit and kind gathered into bars, by year or by organization. Whether they may be, others decide."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, F, IntegerField, Max, Min, Sum, Value, When
from django.utils.timezone import localtime

from archive.models import Metric

ADDED_UP = frozenset({Metric.Kind.COUNT, Metric.Kind.MONEY, Metric.Kind.AREA})  # of others the mean is drawn


@dataclass(frozen=True, slots=True)
class Bar:
    """The rows of one year, or of the organization with this id; `key` is None where it is not known."""

    key: int | None
    figures: int
    total: Decimal

    @property
    def mean(self):
        return self.total / self.figures


def is_added_up(kind):
    """Whether figures of this kind make a sum: counts do, shares and ranks do not."""
    return kind in ADDED_UP


def by_year(rows, figures):
    """One bar a year, the earliest first, those of unknown year last; out of *rows* if given, else of *figures*."""
    bars = _of_rows(rows, "year") if rows is not None else _of_figures(figures, _year(figures))
    return sorted(bars, key=lambda bar: (bar.key is None, bar.key))


def by_organization(rows, figures):
    """One bar an organization, that with most rows first."""
    path = F("article__organization_id")
    bars = _of_rows(rows, "organization") if rows is not None else _of_figures(figures, path)
    return sorted(bars, key=lambda bar: (bar.key is None, -bar.figures, bar.key))


def _of_rows(rows, name):
    gathered = defaultdict(list)
    for row in rows:
        gathered[getattr(row, name)].append(row.value)
    return [Bar(key, len(values), sum(values)) for key, values in gathered.items()]


def _of_figures(figures, key):
    rows = figures.order_by().values(key=key).annotate(figures=Count("pk"), total=Sum("value"))
    return [Bar(row["key"], row["figures"], row["total"]) for row in rows.values("key", "figures", "total")]


def _year(figures):
    """The year of each figure's report as an expression. Asked by ranges: SQLite finds the year of a moment in a
    time zone by a call into Python, a row at a time."""
    ends = figures.order_by().aggregate(first=Min("article__published_at"), last=Max("article__published_at"))
    if ends["first"] is None:
        return Value(None, output_field=IntegerField())
    years = range(localtime(ends["last"]).year, localtime(ends["first"]).year - 1, -1)
    whens = [When(article__published_at__year=year, then=Value(year)) for year in years]
    return Case(*whens, output_field=IntegerField())
