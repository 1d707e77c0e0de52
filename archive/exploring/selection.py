"""The metrics that filters let through: their number, those on a page, the units and years they have. Knows no page.

A query of the first rows answers most of it. The database counts or adds up all rows only if there are more.
"""

from collections import Counter
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.functional import cached_property

from archive.exploring.bars import MetricBar, by_organization, by_year
from archive.exploring.filters import MetricFilters
from archive.models import Metric

FIRST = 2_000  # rows that are looked at; a selection with no more than these is known as a whole
MOST_VALUES = 20  # values suggested for one filter


class MetricRow(NamedTuple):
    """The columns that are read of each of the first rows. `organization` is an id."""

    pk: int
    unit: str
    folded_unit: str
    kind: str
    organization: int | None
    year: int | None


class UnitAndKind(NamedTuple):
    """A unit as printed and a kind of metric: metrics that share both can be drawn together."""

    unit: str
    kind: str


class UnitCount(NamedTuple):
    """A unit and kind, and the number of metrics with them."""

    unit: UnitAndKind
    metrics: int


class YearMetrics(NamedTuple):
    """A year, and the number of metrics published in it."""

    year: int
    metrics: int


class OrganizationMetrics(NamedTuple):
    """The id of an organization, and the number of its metrics."""

    organization: int
    metrics: int


class MetricSelection:
    """Filtered metrics in their order. Django's paginator can count and slice it."""

    def __init__(self, filters: MetricFilters) -> None:
        self.filters = filters
        metrics = filters.narrow(Metric.objects.public())
        self.metrics: QuerySet = filters.arrange(metrics) if filters.is_valid() else metrics

    @cached_property
    def _seen(self) -> list[MetricRow]:
        """The first rows, and one more if there are more."""
        path = ("pk", "unit", "folded_unit", "kind", "organization_id", "year")
        return [MetricRow._make(row) for row in self.metrics.values_list(*path)[: FIRST + 1]]

    @property
    def is_whole(self) -> bool:
        """Whether the first rows are all rows."""
        return len(self._seen) <= FIRST

    @property
    def first(self) -> list[MetricRow]:
        return self._seen[:FIRST]

    def count(self) -> int:
        return self._count

    def __getitem__(self, rows: slice) -> list[Metric]:
        """Return the metrics of a slice, with their articles, organizations and sections loaded."""
        known = self.is_whole or rows.stop <= FIRST
        keys = [row.pk for row in self.first[rows]] if known else list(self.metrics.values_list("pk", flat=True)[rows])
        found = Metric.objects.public().select_related("article__organization", "section").in_bulk(keys)
        return [found[key] for key in keys if key in found]

    @cached_property
    def _count(self) -> int:
        if self.is_whole:
            return len(self.first)
        return sum(bar.metrics for bar in self.bars) if self.bars else self.metrics.order_by().count()

    # --- values that the rows share --------------------------------------------------------------

    @cached_property
    def units(self) -> list[UnitCount]:
        """The units and kinds among the first rows, the most frequent first; a unit in both scripts is one unit."""
        printed = {row.folded_unit: row.unit for row in reversed(self.first)}
        counted = Counter((row.folded_unit, row.kind) for row in self.first).most_common(MOST_VALUES)
        return [UnitCount(UnitAndKind(printed[unit], kind), metrics) for (unit, kind), metrics in counted]

    @cached_property
    def years(self) -> list[YearMetrics]:
        """The years among the first rows, latest first."""
        counted = Counter(row.year for row in self.first if row.year)
        return [YearMetrics(*counts) for counts in sorted(counted.items(), reverse=True)[:MOST_VALUES]]

    @cached_property
    def organizations(self) -> list[OrganizationMetrics]:
        """The organizations among the first rows, those with most rows first."""
        counted = Counter(row.organization for row in self.first if row.organization)
        return [OrganizationMetrics(*counts) for counts in counted.most_common(MOST_VALUES)]

    @property
    def of_one_unit(self) -> bool:
        """Whether all rows certainly share one unit and kind, so that they can be drawn and added up together."""
        asked = self.filters.asked
        return len(self.units) == 1 and (self.is_whole or bool(asked.get("unit") and asked.get("kind")))

    @cached_property
    def bars(self) -> list[MetricBar]:
        """The rows gathered by year or by organization; no bars unless the rows share one unit and kind."""
        if not self.of_one_unit:
            return []
        gather = by_organization if self.filters.asked.get("bars") == "organization" else by_year
        return gather(self.metrics)
