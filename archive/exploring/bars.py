"""Figures of one unit and kind gathered into bars, by year or by organization. Whether they may be, others decide."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

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


def by_year(figures):
    """One bar a year, the earliest first, those of unknown year last."""
    return sorted(_gathered(figures, "year"), key=lambda bar: (bar.key is None, bar.key))


def by_organization(figures):
    """One bar an organization, that with most rows first."""
    bars = _gathered(figures, "organization_id")
    return sorted(bars, key=lambda bar: (bar.key is None, -bar.figures, bar.key))


def _gathered(figures, name):
    rows = figures.order_by().values_list(name).annotate(figures=Count("pk"), total=Sum("value"))
    return [Bar(*row) for row in rows]
