"""Prepares findings for the templates of the results page: links, bars, passages as HTML. Finds nothing.

The links lead to the same search with other parameters: *address* is always that of the present search.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.utils.http import urlencode

from archive.pages.address import Address
from archive.pages.listing import Facet, FacetValue
from search.finding.articles import ArticleHit
from search.finding.facets import FacetCount
from search.forms import FILTERS, PAGE_SIZES, SORTS, SearchForm
from search.templatetags.marks import marked

BAR_HEIGHT = 48  # in units of the bar's own drawing
LONGEST_SPAN = 60  # years of which all are shown; a longer histogram has only those with articles


@dataclass(frozen=True, slots=True)
class HistogramBar:
    """A year of the histogram; height and top are in the units of BAR_HEIGHT."""

    value: FacetValue
    height: float

    @property
    def top(self) -> float:
        return BAR_HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class TreeValue:
    """A facet's value and its depth in a tree."""

    value: FacetValue
    depth: int


def hit_context(hit: ArticleHit, line: str, back_link: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return one hit for search/_hit.html.

    Its links highlight the words of *line* in the article, and carry the parameters *back_link* to lead back here.
    """
    query = {**({"q": line} if line else {}), **(back_link or {})}
    address = f"{hit.article.get_absolute_url()}{'?' + urlencode(query) if query else ''}"
    snippets = [
        {
            "anchor": passage.anchor,
            "label": passage.label,
            "url": f"{address}#{passage.anchor}" if passage.anchor else address,
            "html": marked(passage.text, passage.marks),
        }
        for passage in hit.passages
    ]
    return {
        "article": hit.article,
        "score": hit.score,
        "matches": int(hit.score),  # sorted by matches, their number is the score
        "url": snippets[0]["url"] if snippets else address,
        "title_html": marked(hit.article.title, hit.title_marks),
        "snippets": snippets,
        "original": hit.original,
        "reprints": hit.reprints,
    }


# --- facets -------------------------------------------------------------------------------------


def facet(address: Address, label: str, name: str, counts: Iterable[FacetCount]) -> Facet:
    return Facet(name, label, tuple(facet_value(address, name, count) for count in counts))


def facet_value(address: Address, name: str, count: FacetCount) -> FacetValue:
    """Return a link that adds the value to those set, or removes it. A region replaces its kin."""
    chosen = address.chosen(name)
    selected = count.value in chosen
    following = [value for value in chosen if value != count.value and value not in count.kin]
    changes: dict[str, Any] = {name: following if selected else [*following, count.value]}
    url = address.changed(**changes)
    return FacetValue(count.value, count.label, count.count, selected, url)


def tree(address: Address, counts: Iterable[FacetCount]) -> list[TreeValue]:
    """Return the regions as rows of a tree, for search/_regions.html."""
    return [TreeValue(facet_value(address, "region", count), count.depth) for count in counts]


def histogram(address: Address, counts: Sequence[FacetCount]) -> list[HistogramBar]:
    """Return a bar for each year, earliest first, including years in between that have no articles."""
    by_year = {count.number: count for count in counts}
    if not by_year:
        return []
    first, last = min(by_year), max(by_year)
    years = range(first, last + 1) if last - first < LONGEST_SPAN else sorted(by_year)
    most = max(count.count for count in counts)
    return [_bar(address, year, by_year.get(year), most) for year in years]


def _bar(address: Address, year: int, count: FacetCount | None, most: int) -> HistogramBar:
    if count is None:
        return HistogramBar(FacetValue(str(year), str(year), 0, False, ""), 0)
    return HistogramBar(facet_value(address, "year", count), round(BAR_HEIGHT * count.count / most, 1))


# --- links of the search itself ------------------------------------------------------------------


def chips(address: Address, form: SearchForm) -> list[dict[str, str]]:
    """Return {field, label, url} for each value that is filtered by; url: the search without it."""
    rows = {name: {getattr(row, key): row.name for row in form.cleaned_data.get(name) or ()} for name, key in KEYS}
    chosen = [(name, value) for name in FILTERS for value in dict.fromkeys(address.chosen(name))]
    return [
        {
            "field": form.fields[name].label,
            "label": rows.get(name, {}).get(value, value),
            "url": address.without(name, value),
        }
        for name, value in chosen
    ]


KEYS = (("region", "code"), ("organization", "slug"), ("outlet", "slug"), ("keyword", "slug"))


def sort_links(address: Address, form: SearchForm) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": address.changed(sort=[sort]), "current": sort == form.order} for sort, label in SORTS
    ]


def size_links(address: Address, form: SearchForm) -> list[dict[str, Any]]:
    return [
        {"label": size, "url": address.changed(size=[str(size)]), "current": size == form.page_size}
        for size in sorted(PAGE_SIZES)
    ]


def mistakes(address: Address, form: Form) -> list[dict[str, str]]:
    """Return {label, message, url} for each invalid value; url: the page without it."""
    found = []
    for name, messages in form.errors.items():
        change: dict[str, Any] = {name: ""}
        url = address.changed(**change)
        found += [{"label": form.fields[name].label, "message": message, "url": url} for message in messages]
    return found
