"""Lists that readers can filter: a form of filters, facets with counted links, pages. Knows no records."""

from dataclasses import dataclass
from typing import Any, ClassVar, TypedDict

from django import forms
from django.db.models import Count, F, QuerySet
from django.http import HttpResponse
from django.views.generic import ListView

from archive.pages.address import Address

MOST_VALUES = 20  # links of one facet; the rest is reached by more filters or by search


@dataclass(frozen=True, slots=True)
class FacetSource:
    """Lookup paths of a facet's values: key leads to the value in addresses, name to its name on pages."""

    key: str
    name: str
    order: tuple[str, ...] = ("-count", "name")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet. url: the list with this value set, or unset if it is *selected*. count: None if unknown."""

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
    """The filters of a list. A field with an entry in `lookups` filters by equality."""

    lookups: ClassVar[dict[str, str]] = {}
    facets: ClassVar[dict[str, FacetSource]] = {}

    def narrow(self, rows: QuerySet[Any], *, but: str = "") -> QuerySet[Any]:
        """Return the rows that pass every set filter, except the one named *but*; no rows if a value is invalid."""
        if not self.is_valid():
            return rows.none()
        for name, lookup in self.lookups.items():
            if name != but and self.cleaned_data[name]:
                rows = rows.filter(**{lookup: self.cleaned_data[name]})
        return rows

    @property
    def asked(self) -> dict[str, str]:
        """The filters that are set: name → text in the address."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}


class FacetRow(TypedDict):
    """A row of the query that counts a facet's values."""

    key: object
    name: object
    count: int


class FilteredList(ListView):
    """A paginated list with the filters of `filters_class`. `settled` names filters that the path decides already."""

    http_method_names = ["get", "head"]
    paginate_by = 20
    filters_class = Filters
    settled: ClassVar[tuple[str, ...]] = ()

    def everything(self) -> QuerySet[Any]:
        """Return the rows before any filter."""
        return super().get_queryset()

    def get_queryset(self) -> QuerySet[Any]:
        self.filters = self.filters_class(self.request.GET, auto_id="filter-%s")
        return self.filters.narrow(self.everything())

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(filters=self.filters, facets=self.facets(), **context)

    def render_to_response(self, context: dict[str, Any], **response: Any) -> HttpResponse:
        return super().render_to_response(context, status=200 if self.filters.is_valid() else 400, **response)

    @property
    def address(self) -> Address:
        """The address of this list with its filters, without its page number."""
        return Address.of(self.request, self.filters.asked)

    def facets(self) -> list[Facet]:
        if not self.filters.is_valid():
            return []
        return [self._facet(name) for name in self.filters.facets if name not in self.settled]

    def _facet(self, name: str) -> Facet:
        chosen = self.filters.asked.get(name)
        counted = self._counted(name)
        rows = list(counted[:MOST_VALUES])
        if chosen and all(str(row["key"]) != chosen for row in rows):
            rows += counted.filter(key=chosen)
        values = []
        for row in rows:
            key = str(row["key"])
            url = self.address.changed(**{name: "" if key == chosen else key})
            values.append(FacetValue(key, str(row["name"]), row["count"], key == chosen, url))
        return Facet(name, self.filters.fields[name].label, tuple(values))

    def _counted(self, name: str) -> QuerySet[FacetRow]:
        """Return a FacetRow for each value of the filter *name*, counted under all other filters."""
        source = self.filters.facets[name]
        rows = self.filters.narrow(self.everything(), but=name).order_by()
        keyed = rows.values(key=F(source.key), name=F(source.name)).filter(key__isnull=False)
        return keyed.annotate(count=Count("pk")).order_by(*source.order)
