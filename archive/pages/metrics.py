"""The metrics explorer: filters that combine, a table, and bars where all rows share one unit and kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView

from archive.exploring.bars import MetricBar, is_added_up
from archive.exploring.filters import MetricFilters
from archive.exploring.selection import MetricSelection
from archive.models import Metric, Organization
from archive.pages.address import Address
from archive.pages.charts import BarSpan, bar_spans
from archive.pages.listing import Facet, FacetValue

MOST_BARS = 30
FORMATS = ("csv", "xlsx", "json")
# Column → the order that its heading sets first; following it again reverses the order.
COLUMNS = {"value": "-value", "unit": "unit", "organization": "organization", "year": "-year"}

Kinds = dict[str, str]  # kind of metric → its label


class Link(NamedTuple):
    label: str
    url: str


class FilterChip(NamedTuple):
    """A filter that is set; url: the list without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class FacetOption:
    """A value to filter by: the filters that it sets, and the number of rows that have it."""

    label: str
    filters: dict[str, str]
    count: int


class ColumnHeading(NamedTuple):
    """url: the list ordered by the column. direction: the present order for `aria-sort`, "" if by another column."""

    url: str
    direction: str


class BarChoice(NamedTuple):
    """A grouping of the bars: its name in addresses, its label, and the page with it."""

    name: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar. label: a year or an organization's name. url: the rows behind it, "" if their group is unknown."""

    label: int | str
    value: Decimal
    figures: int
    span: BarSpan
    url: str


class MetricList(ListView):
    http_method_names = ["get", "head"]
    template_name = "archive/metric_list.html"
    context_object_name = "metrics"
    paginate_by = 50

    def get_queryset(self) -> MetricSelection:
        self.filters = MetricFilters(self.request.GET, auto_id="filter-%s")
        self.selection = MetricSelection(self.filters)
        return self.selection

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        kinds = dict(Metric.Kind.choices)
        return super().get_context_data(
            filters=self.filters,
            chips=self.chips(),
            facets=self.facets(kinds),
            headings=self.headings(),
            downloads=self.downloads(),
            chart=self.chart(kinds),
            choices=self.unit_choices(kinds),
            **context,
        )

    def render_to_response(self, context: dict[str, Any], **response: Any) -> HttpResponse:
        return super().render_to_response(context, status=200 if self.filters.is_valid() else 400, **response)

    @property
    def address(self) -> Address:
        """The address of this page with its filters, without its page number."""
        return Address.of(self.request, self.filters.asked)

    # --- filters and orders ----------------------------------------------------------------------

    def chips(self) -> list[FilterChip]:
        if not self.filters.is_valid():
            return []
        fields = self.filters.fields
        return [
            FilterChip(fields[name].label, value, self.address.changed(**{name: ""}))
            for name, value in self.filters.set_filters.items()
        ]

    def facets(self, kinds: Kinds) -> list[Facet]:
        """Return the values that occur, for filters that are not set, if there are several."""
        asked = self.filters.asked
        options = {
            "unit": [
                FacetOption(f"{unit} {kinds[kind]}", {"unit": unit, "kind": kind}, count)
                for (unit, kind), count in self.selection.units
            ],
            "year": [FacetOption(str(year), {"year": str(year)}, count) for year, count in self.selection.years],
            "organization": [] if asked.get("organization") else self._organization_options(),
        }
        return [self._facet(name, found) for name, found in options.items() if not asked.get(name) and len(found) > 1]

    def _facet(self, name: str, options: Sequence[FacetOption]) -> Facet:
        """Return the facet; its counts are known only if the selection has looked at all rows."""
        values = (
            FacetValue(
                option.label,
                option.label,
                option.count if self.selection.is_whole else None,
                False,
                self.address.changed(**option.filters),
            )
            for option in options
        )
        return Facet(name, self.filters.fields[name].label, tuple(values))

    def _organization_options(self) -> list[FacetOption]:
        """Return the organizations with most rows."""
        counts = dict(self.selection.organizations)
        known = Organization.objects.in_bulk(counts)
        rows = ((known[key], count) for key, count in counts.items() if key in known)
        return [FacetOption(row.name, {"organization": row.slug}, count) for row, count in rows]

    def headings(self) -> dict[str, ColumnHeading]:
        if not self.filters.is_valid():
            return {}
        current = self.filters.order
        return {column: self._heading(first, current) for column, first in COLUMNS.items()}

    def _heading(self, first: str, current: str) -> ColumnHeading:
        column = first.lstrip("-")
        other = column if first.startswith("-") else f"-{column}"
        direction = {column: "ascending", f"-{column}": "descending"}.get(current, "")
        return ColumnHeading(self.address.changed(sort=other if current == first else first), direction)

    def downloads(self) -> list[Link]:
        query = self.request.GET.urlencode()
        return [
            Link(form.upper(), f"{reverse('figures', args=[form])}{'?' if query else ''}{query}") for form in FORMATS
        ]

    # --- bars ------------------------------------------------------------------------------------

    def unit_choices(self, kinds: Kinds) -> list[Link]:
        """Return the units and kinds to choose from if the rows have several."""
        if self.selection.of_one_unit:
            return []
        return [
            Link(f"{unit} {kinds[kind]}", self.address.changed(unit=unit, kind=kind))
            for (unit, kind), _count in self.selection.units
        ]

    def chart(self, kinds: Kinds) -> dict[str, Any] | None:
        """Return the bars and what they mean; None unless all rows share one unit and kind."""
        bars = self.selection.bars
        if not bars:
            return None
        ((unit, kind), _count) = self.selection.units[0]
        return {
            "unit": unit,
            "kind": kinds[kind],
            "added_up": is_added_up(kind),
            "by": self._grouping,
            "ways": [
                BarChoice(name, label, self.address.changed(bars=name))
                for name, label in self.filters.fields["bars"].choices
            ],
            "bars": self._drawn(bars[:MOST_BARS], {"unit": unit, "kind": kind}),
            "more": max(0, len(bars) - MOST_BARS),
        }

    @property
    def _grouping(self) -> str:
        """The filter that a bar's key is a value of: year or organization."""
        return self.filters.asked.get("bars") or "year"

    def _drawn(self, bars: Sequence[MetricBar], unit_and_kind: dict[str, str]) -> list[DrawnBar]:
        values = [bar.total if is_added_up(unit_and_kind["kind"]) else bar.mean for bar in bars]
        named = self._named(bars)
        drawn = []
        for bar, value, span in zip(bars, values, bar_spans(values), strict=True):
            label, key = named[bar.key] if bar.key else (_("unknown"), "")
            url = self.address.changed(**unit_and_kind, **{self._grouping: key}) if bar.key else ""
            drawn.append(DrawnBar(label, value, bar.metrics, span, url))
        return drawn

    def _named(self, bars: Sequence[MetricBar]) -> dict[int, tuple[int | str, str]]:
        """Return key of a bar → its label, and its value in addresses."""
        keys = [bar.key for bar in bars if bar.key]
        if self._grouping == "year":
            return {key: (key, str(key)) for key in keys}
        return {key: (row.name, row.slug) for key, row in Organization.objects.in_bulk(keys).items()}
