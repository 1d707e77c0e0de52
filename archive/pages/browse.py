"""Browsing: all years as a timeline, regions as a tree, and the lists of articles of one name or region."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from archive.models import Article, Keyword, Outlet, Region
from archive.models.article import YearArticles
from archive.models.region import SEPARATOR
from archive.pages.articles import ArticleList
from archive.pages.charts import BarSpan, bar_spans

LONGEST_SPAN = 60  # years of which all are shown; a longer timeline has only those with articles
MOST_RELATED = 20  # keywords


@dataclass(frozen=True, slots=True)
class YearBar:
    """A year of a timeline. The bar of a year without articles has no length."""

    year: int
    reports: int
    span: BarSpan


def timeline(counts: Sequence[YearArticles]) -> list[YearBar]:
    """Return a bar for each year, earliest first, including years in between that have no articles."""
    by_year = dict(counts)
    if not by_year:
        return []
    first, last = min(by_year), max(by_year)
    years = range(first, last + 1) if last - first < LONGEST_SPAN else sorted(by_year)
    spans = bar_spans([Decimal(by_year.get(year, 0)) for year in years])
    return [YearBar(year, by_year.get(year, 0), span) for year, span in zip(years, spans, strict=True)]


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    reports = Article.objects.public()
    context = {"bars": timeline(reports.count_by_year()), "undated": reports.filter(published_at=None).count()}
    return render(request, "archive/years.html", context)


# --- regions -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RegionCount:
    """A region, its depth below the country, and the number of articles from it and from all regions in it."""

    region: Region
    depth: int
    reports: int


def counted_regions(reports: QuerySet[Article]) -> list[RegionCount]:
    """Return the regions that *reports* come from, in the order of the tree: each before its parts."""
    placed = reports.filter(organization__region__isnull=False).order_by()
    counts: Counter[str] = Counter()
    for path, count in placed.values_list("organization__region__path").annotate(Count("pk")):
        counts.update(dict.fromkeys(path.split(SEPARATOR)[:-1], count))
    regions = Region.objects.filter(code__in=counts)
    return [RegionCount(region, region.path.count(SEPARATOR) - 1, counts[region.code]) for region in regions]


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    return render(request, "archive/regions.html", {"regions": counted_regions(Article.objects.public())})


class RegionList(ArticleList):
    """The articles from a region and from every region in it."""

    template_name = "archive/region.html"

    @cached_property
    def region(self) -> Region:
        return get_object_or_404(Region, code=self.kwargs["code"])

    def everything(self) -> QuerySet[Article]:
        return Article.objects.public().filter(organization__region__path__startswith=self.region.path)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        above = Region.objects.filter(code__in=self.region.path.split(SEPARATOR)).exclude(pk=self.region.pk)
        counted = counted_regions(self.everything())
        below = [one for one in counted if one.region.parent_id == self.region.pk]
        return super().get_context_data(region=self.region, above=above, below=below, **context)


# --- names ---------------------------------------------------------------------------------------


class OutletList(ArticleList):
    template_name = "archive/outlet.html"
    settled = ("outlet",)

    @cached_property
    def outlet(self) -> Outlet:
        return get_object_or_404(Outlet.objects.shown(), slug=self.kwargs["slug"])

    def everything(self) -> QuerySet[Article]:
        return self.outlet.articles.public()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(outlet=self.outlet, **context)


class KeywordList(ArticleList):
    template_name = "archive/keyword.html"
    settled = ("keyword",)

    @cached_property
    def keyword(self) -> Keyword:
        return get_object_or_404(Keyword.objects.shown(), slug=self.kwargs["slug"])

    def everything(self) -> QuerySet[Article]:
        return self.keyword.articles.public()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(keyword=self.keyword, related=self.related(), **context)

    def related(self) -> QuerySet[Keyword]:
        """Return other keywords of the same articles, the most frequent first, annotated with `reports`."""
        others = Keyword.objects.exclude(pk=self.keyword.pk).filter(articles__in=self.everything().values("pk"))
        counted = others.annotate(reports=Count("articles"))
        return counted.order_by("-reports", "folded_name")[:MOST_RELATED]
