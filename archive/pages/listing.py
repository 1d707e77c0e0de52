"""Lists that a reader narrows: a form of filters, counted links for each of its values, pages. Knows no records."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.db.models import Count, F
from django.views.generic import ListView

from archive.pages.address import Address

MOST_VALUES = 20  # links under one facet; the rest is reached by narrowing further or by search


@dataclass(frozen=True, slots=True)
class FacetSource:
    """Where a filter's values stand: the path to what addresses call a value, and to its name on pages."""

    key: str
    name: str
    order: tuple[str, ...] = ("-count", "name")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One link: the address it leads to sets this value, or takes it back when it is set. `count` may be unknown."""

    value: str
    label: str
    count: int | None
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]


class Filters(forms.Form):
    """What a reader may ask of a list. Each field with an entry in `lookups` narrows by equality."""

    lookups: ClassVar[dict[str, str]] = {}
    facets: ClassVar[dict[str, FacetSource]] = {}

    def narrow(self, rows, *, but=""):
        """The rows that pass every filter that is set, except the one named *but*; none if a value is wrong."""
        if not self.is_valid():
            return rows.none()
        for name, lookup in self.lookups.items():
            if name != but and self.cleaned_data[name]:
                rows = rows.filter(**{lookup: self.cleaned_data[name]})
        return rows

    @property
    def asked(self):
        """Name → text of each filter that is set, as it stands in the address."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}


class FilteredList(ListView):
    """Pages of a list, narrowed by `filters_class`; `settled` names the filters that the address decides itself."""

    http_method_names = ["get", "head"]
    paginate_by = 20
    filters_class = Filters
    settled: ClassVar[tuple[str, ...]] = ()

    def everything(self):
        """The rows before any filter."""
        return super().get_queryset()

    def get_queryset(self):
        self.filters = self.filters_class(self.request.GET, auto_id="filter-%s")
        return self.filters.narrow(self.everything())

    def get_context_data(self, **context):
        return super().get_context_data(filters=self.filters, facets=self.facets(), **context)

    def render_to_response(self, context, **response):
        return super().render_to_response(context, status=200 if self.filters.is_valid() else 400, **response)

    @property
    def address(self) -> Address:
        """The address of this list with its filters, without its page number."""
        return Address.of(self.request, self.filters.asked)

    def facets(self):
        if not self.filters.is_valid():
            return []
        return [self._facet(name) for name in self.filters.facets if name not in self.settled]

    def _facet(self, name):
        chosen = self.filters.asked.get(name)
        counted = self._counted(name)
        rows = list(counted[:MOST_VALUES])
        if chosen and all(str(row["key"]) != chosen for row in rows):
            rows += counted.filter(key=chosen)
        values = [self._facet_value(name, str(row["key"]) == chosen, row) for row in rows]
        return Facet(name, self.filters.fields[name].label, tuple(values))

    def _counted(self, name):
        """Rows of key, name and count, one for each value of the filter, the other filters being as they are."""
        source = self.filters.facets[name]
        rows = self.filters.narrow(self.everything(), but=name).order_by()
        keyed = rows.values(key=F(source.key), name=F(source.name)).filter(key__isnull=False)
        return keyed.annotate(count=Count("pk")).order_by(*source.order)

    def _facet_value(self, name, selected, row):
        url = self.address.changed(**{name: "" if selected else str(row["key"])})
        return FacetValue(str(row["key"]), str(row["name"]), row["count"], selected, url)
