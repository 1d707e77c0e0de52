"""Search results laid out for the templates of their page: links, bars, marked passages. Finds and words nothing."""

from dataclasses import dataclass

from django.utils.http import urlencode

from archive.pages.listing import Facet, FacetValue
from search.forms import FILTERS, PAGE_SIZES, SORTS
from search.templatetags.marks import marked

BAR_HEIGHT = 48  # in units of the bar's own drawing
LONGEST_SPAN = 60  # years that are all shown; of a longer span only those with reports


@dataclass(frozen=True, slots=True)
class Bar:
    """A year of the histogram; height and top are in BAR_HEIGHT's units."""

    value: FacetValue
    height: float

    @property
    def top(self):
        return BAR_HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class TreeValue:
    """A facet's value with its depth in a tree."""

    value: FacetValue
    depth: int


def laid_out(hit, line, came=None):
    """One hit for search/_hit.html; its links mark the words of *line* in the report, and say how one *came* there."""
    asked = {**({"q": line} if line else {}), **(came or {})}
    address = f"{hit.article.get_absolute_url()}{'?' + urlencode(asked) if asked else ''}"
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
        "matches": int(hit.score),  # what the score is when sorted by them
        "url": snippets[0]["url"] if snippets else address,
        "title_html": marked(hit.article.title, hit.title_marks),
        "snippets": snippets,
        "original": hit.original,
        "reprints": hit.reprints,
    }


# --- facets -------------------------------------------------------------------------------------


def facet(address, label, name, counts):
    return Facet(name, label, tuple(facet_value(address, name, count) for count in counts))


def facet_value(address, name, count):
    """One link: it adds the value to those set, or takes it back. A region takes the place of its kin."""
    chosen = address.chosen(name)
    selected = count.value in chosen
    following = [value for value in chosen if value != count.value and value not in count.kin]
    url = address.changed(**{name: following if selected else [*following, count.value]})
    return FacetValue(count.value, count.label, count.count, selected, url)


def tree(address, counts):
    """The regions as rows of a tree, for search/_regions.html."""
    return [TreeValue(facet_value(address, "region", count), count.depth) for count in counts]


def histogram(address, counts):
    """Years, earliest first, with bars as high as their counts; the years between that have no reports too."""
    by_year = {count.number: count for count in counts}
    if not by_year:
        return []
    first, last = min(by_year), max(by_year)
    years = range(first, last + 1) if last - first < LONGEST_SPAN else sorted(by_year)
    most = max(count.count for count in counts)
    return [_bar(address, year, by_year.get(year), most) for year in years]


def _bar(address, year, count, most):
    if count is None:
        return Bar(FacetValue(str(year), str(year), 0, False, ""), 0)
    return Bar(facet_value(address, "year", count), round(BAR_HEIGHT * count.count / most, 1))


# --- tools --------------------------------------------------------------------------------------


def chips(address, form):
    """{label, url} of each filter that is set, whether any report has it or not; url is without it."""
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


def sort_links(address, form):
    return [
        {"label": label, "url": address.changed(sort=[sort]), "current": sort == form.order} for sort, label in SORTS
    ]


def size_links(address, form):
    return [
        {"label": size, "url": address.changed(size=[str(size)]), "current": size == form.page_size}
        for size in sorted(PAGE_SIZES)
    ]
