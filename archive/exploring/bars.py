"""Metrics of one unit and kind gathered into bars, by year or by organization. The caller checks unit and kind."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from archive.models import Metric

ADDED_UP: frozenset[object] = frozenset(
    {Metric.Kind.COUNT, Metric.Kind.MONEY, Metric.Kind.AREA}
)  # bars of other kinds show the mean


@dataclass(frozen=True, slots=True)
class MetricBar:
    """The metrics of one year or one organization. `key` is the year or the organization's id, None if unknown."""

    key: int | None
    metrics: int
    total: Decimal

    @property
    def mean(self) -> Decimal:
        return self.total / self.metrics


def is_added_up(kind: str) -> bool:
    """Return whether metrics of this kind make a sum: counts do, shares and ranks do not."""
    return kind in ADDED_UP


def by_year(metrics: QuerySet) -> list[MetricBar]:
    """Return a bar for each year, the earliest first, the bar of unknown years last."""
    return sorted(_bars(metrics, "year"), key=lambda bar: (bar.key is None, bar.key))


def by_organization(metrics: QuerySet) -> list[MetricBar]:
    """Return a bar for each organization, the one with most metrics first, the bar of unknown ones last."""
    return sorted(_bars(metrics, "organization_id"), key=lambda bar: (bar.key is None, -bar.metrics, bar.key))


def _bars(metrics: QuerySet, name: str) -> list[MetricBar]:
    rows = metrics.order_by().values_list(name).annotate(metrics=Count("pk"), total=Sum("value"))
    return [MetricBar(*row) for row in rows]
