"""The figures that filters let through: how many, which on a page, and what they have in common. Knows no page.

One look at the first rows answers most of it; the database counts or adds up over all rows only when there are more.
"""

from collections import Counter
from typing import NamedTuple

from django.utils.functional import cached_property

from archive.exploring.bars import by_organization, by_year
from archive.models import Metric

FIRST = 2_000  # rows looked at; a selection with no more than these is known as a whole
MOST_VALUES = 20  # values suggested for one filter


class Row(NamedTuple):
    """What is looked at in each of the first rows. `organization` is an id."""

    pk: int
    unit: str
    folded_unit: str
    kind: str
    organization: int | None
    year: int | None


class Selection:
    """Figures in their order. It can be counted and sliced, as Django's paginator asks."""

    def __init__(self, filters):
        self.filters = filters
        figures = filters.narrow(Metric.objects.public())
        self.figures = filters.arrange(figures) if filters.is_valid() else figures

    @cached_property
    def _seen(self):
        """The first rows, and one more where there are more."""
        path = ("pk", "unit", "folded_unit", "kind", "organization_id", "year")
        return [Row._make(row) for row in self.figures.values_list(*path)[: FIRST + 1]]

    @property
    def is_whole(self):
        """Whether the first rows are all there are."""
        return len(self._seen) <= FIRST

    @property
    def first(self):
        return self._seen[:FIRST]

    def count(self):
        return self._count

    def __getitem__(self, rows):
        """The figures of a slice, with their reports, organizations and sections."""
        known = self.is_whole or rows.stop <= FIRST
        keys = [row.pk for row in self.first[rows]] if known else list(self.figures.values_list("pk", flat=True)[rows])
        found = Metric.objects.public().select_related("article__organization", "section").in_bulk(keys)
        return [found[key] for key in keys if key in found]

    @cached_property
    def _count(self):
        if self.is_whole:
            return len(self.first)
        return sum(bar.figures for bar in self.bars) if self.bars else self.figures.order_by().count()

    # --- what the rows have in common ------------------------------------------------------------

    @cached_property
    def units(self):
        """((unit, kind), number of rows) among the first rows, most rows first; both scripts make one unit."""
        printed = {row.folded_unit: row.unit for row in reversed(self.first)}
        counted = Counter((row.folded_unit, row.kind) for row in self.first).most_common(MOST_VALUES)
        return [((printed[unit], kind), count) for (unit, kind), count in counted]

    @cached_property
    def years(self):
        """(year, number of rows) among the first rows, latest year first."""
        return sorted(Counter(row.year for row in self.first if row.year).items(), reverse=True)[:MOST_VALUES]

    @cached_property
    def organizations(self):
        """(id, number of rows) among the first rows, most rows first."""
        return Counter(row.organization for row in self.first if row.organization).most_common(MOST_VALUES)

    @property
    def of_one_unit(self):
        """Whether all rows surely share one unit and kind, so that they can be drawn and added up together."""
        asked = self.filters.asked
        return len(self.units) == 1 and (self.is_whole or bool(asked.get("unit") and asked.get("kind")))

    @cached_property
    def bars(self):
        """The rows gathered by year or by organization; none unless they share one unit and kind."""
        if not self.of_one_unit:
            return []
        gather = by_organization if self.filters.asked.get("bars") == "organization" else by_year
        return gather(self.figures)
