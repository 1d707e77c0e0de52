"""The explorer of figures: filters that combine, a table, and bars where all rows share one unit and kind."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView

from archive.exploring.bars import is_added_up
from archive.exploring.filters import MetricFilters
from archive.exploring.selection import MetricSelection
from archive.models import Metric, Organization
from archive.pages.address import Address
from archive.pages.charts import Stretch, stretches
from archive.pages.listing import Facet, FacetValue

MOST_BARS = 30
FORMATS = ("csv", "xlsx", "json")
# Column → the order its heading asks for first; asked again, the other way round.
COLUMNS = {"value": "-value", "unit": "unit", "organization": "organization", "year": "-year"}


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its words; the address leads to the rows behind it."""

    label: str
    value: object
    figures: int
    stretch: Stretch
    url: str


class MetricList(ListView):
    http_method_names = ["get", "head"]
    template_name = "archive/metric_list.html"
    context_object_name = "metrics"
    paginate_by = 50

    def get_queryset(self):
        self.filters = MetricFilters(self.request.GET, auto_id="filter-%s")
        self.selection = MetricSelection(self.filters)
        return self.selection

    def get_context_data(self, **context):
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

    def render_to_response(self, context, **response):
        return super().render_to_response(context, status=200 if self.filters.is_valid() else 400, **response)

    @property
    def address(self) -> Address:
        """The address of this page with its filters, without its page number."""
        return Address.of(self.request, self.filters.asked)

    # --- ways to narrow and to order -------------------------------------------------------------

    def chips(self):
        """(name of the filter, its value, address without it) of each filter that is set."""
        if not self.filters.is_valid():
            return []
        fields = self.filters.fields
        return [
            (fields[name].label, value, self.address.changed(**{name: ""}))
            for name, value in self.filters.set_filters.items()
        ]

    def facets(self, kinds):
        """Values that occur, for filters that are not set; counted where all rows have been looked at."""
        chosen = self.filters.asked
        names = {} if chosen.get("organization") else self.organization_names()
        rows = {
            "unit": [] if chosen.get("unit") else [(pair, f"{pair[0]} {kinds[pair[1]]}") for pair in self.units()],
            "year": [] if chosen.get("year") else [(year, year) for year, _count in self.selection.years],
            "organization": [(slug, name) for slug, name, _count in names.values()],
        }
        counts = {
            "unit": dict(self.selection.units),
            "year": dict(self.selection.years),
            "organization": {slug: count for slug, _name, count in names.values()},
        }
        return [self._facet(name, values, counts[name]) for name, values in rows.items() if len(values) > 1]

    def _facet(self, name, values, counts):
        counted = self.selection.is_whole
        return Facet(
            name,
            self.filters.fields[name].label,
            tuple(
                FacetValue(str(label), label, counts[value] if counted else None, False, self._narrowed(name, value))
                for value, label in values
            ),
        )

    def _narrowed(self, name, value):
        changes = {"unit": value[0], "kind": value[1]} if name == "unit" else {name: str(value)}
        return self.address.changed(**changes)

    def units(self):
        return [pair for pair, _count in self.selection.units]

    def organization_names(self):
        """Id → (slug, name, number of rows) of the organizations with most rows."""
        counts = dict(self.selection.organizations)
        known = Organization.objects.in_bulk(counts)
        return {key: (known[key].slug, known[key].name, count) for key, count in counts.items() if key in known}

    def headings(self):
        """Column → (address that orders by it, its present direction for `aria-sort`)."""
        if not self.filters.is_valid():
            return {}
        current = self.filters.order
        return {column: self._heading(first, current) for column, first in COLUMNS.items()}

    def _heading(self, first, current):
        column = first.lstrip("-")
        other = column if first.startswith("-") else f"-{column}"
        direction = {column: "ascending", f"-{column}": "descending"}.get(current, "")
        return {"url": self.address.changed(sort=other if current == first else first), "direction": direction}

    def downloads(self):
        query = self.request.GET.urlencode()
        return [(form.upper(), f"{reverse('figures', args=[form])}{'?' if query else ''}{query}") for form in FORMATS]

    # --- bars ------------------------------------------------------------------------------------

    def unit_choices(self, kinds):
        """(label, address) of the units and kinds to choose from, where rows do not share one."""
        if self.selection.of_one_unit:
            return []
        return [(f"{unit} {kinds[kind]}", self.address.changed(unit=unit, kind=kind)) for unit, kind in self.units()]

    def chart(self, kinds):
        """The bars with what they mean; nothing unless all rows share one unit and kind."""
        bars = self.selection.bars
        if not bars:
            return None
        ((unit, kind), _count) = self.selection.units[0]
        added_up, shown = is_added_up(kind), bars[:MOST_BARS]
        values = [bar.total if added_up else bar.mean for bar in shown]
        return {
            "unit": unit,
            "kind": kinds[kind],
            "added_up": added_up,
            "by": self.filters.asked.get("bars") or "year",
            "ways": [
                (way, label, self.address.changed(bars=way)) for way, label in self.filters.fields["bars"].choices
            ],
            "bars": self._drawn(shown, values, {"unit": unit, "kind": kind}),
            "more": len(bars) - len(shown),
        }

    def _drawn(self, bars, values, of_unit):
        way = self.filters.asked.get("bars") or "year"
        names = self._names_of(bars) if way == "organization" else {bar.key: (str(bar.key), bar.key) for bar in bars}
        return [
            DrawnBar(
                label=names[bar.key][1] if bar.key else _("unknown"),
                value=value,
                figures=bar.metrics,
                stretch=stretch,
                url=self.address.changed(**of_unit, **{way: names[bar.key][0]}) if bar.key else "",
            )
            for bar, value, stretch in zip(bars, values, stretches(values), strict=True)
        ]

    def _names_of(self, bars):
        known = Organization.objects.in_bulk([bar.key for bar in bars if bar.key])
        return {key: (row.slug, row.name) for key, row in known.items()}
