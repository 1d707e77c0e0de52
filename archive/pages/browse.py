"""Ways to reports other than search: all years as a timeline, regions as a tree, and the lists of a name or region."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from archive.models import Article, Keyword, Outlet, Region
from archive.models.region import SEPARATOR
from archive.pages.articles import ArticleList
from archive.pages.charts import Stretch, stretches

LONGEST_SPAN = 60  # years that are all shown; of a longer span only those with reports
MOST_RELATED = 20  # keywords


@dataclass(frozen=True, slots=True)
class YearBar:
    """A year of a timeline; of one without reports the bar has no length."""

    year: int
    reports: int
    stretch: Stretch


def timeline(counts):
    """A bar for each (year, number of reports), earliest first, and for the years between that have none."""
    by_year = dict(counts)
    if not by_year:
        return []
    first, last = min(by_year), max(by_year)
    years = range(first, last + 1) if last - first < LONGEST_SPAN else sorted(by_year)
    bars = stretches([Decimal(by_year.get(year, 0)) for year in years])
    return [YearBar(year, by_year.get(year, 0), stretch) for year, stretch in zip(years, bars, strict=True)]


@require_safe
def years(request):
    reports = Article.objects.public()
    context = {"bars": timeline(reports.count_by_year()), "undated": reports.filter(published_at=None).count()}
    return render(request, "archive/years.html", context)


# --- regions -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RegionCount:
    """A region, its depth below the country, and the reports of it and of all below it."""

    region: Region
    depth: int
    reports: int


def counted_regions(reports):
    """The regions with any of *reports*, in the order of the tree: each before those it is made of."""
    placed = reports.filter(organization__region__isnull=False).order_by()
    counts = Counter()
    for path, count in placed.values_list("organization__region__path").annotate(Count("pk")):
        counts.update(dict.fromkeys(path.split(SEPARATOR)[:-1], count))
    regions = Region.objects.filter(code__in=counts)
    return [RegionCount(region, region.path.count(SEPARATOR) - 1, counts[region.code]) for region in regions]


@require_safe
def regions(request):
    return render(request, "archive/regions.html", {"regions": counted_regions(Article.objects.public())})


class RegionList(ArticleList):
    """The reports of a region and of every region below it."""

    template_name = "archive/region.html"

    @cached_property
    def region(self):
        return get_object_or_404(Region, code=self.kwargs["code"])

    def everything(self):
        return Article.objects.public().filter(organization__region__path__startswith=self.region.path)

    def get_context_data(self, **context):
        above = Region.objects.filter(code__in=self.region.path.split(SEPARATOR)).exclude(pk=self.region.pk)
        counted = counted_regions(self.everything())
        below = [one for one in counted if one.region.parent_id == self.region.pk]
        return super().get_context_data(region=self.region, above=above, below=below, **context)


# --- names ---------------------------------------------------------------------------------------


class OutletList(ArticleList):
    template_name = "archive/outlet.html"
    settled = ("outlet",)

    @cached_property
    def outlet(self):
        return get_object_or_404(Outlet.objects.shown(), slug=self.kwargs["slug"])

    def everything(self):
        return self.outlet.articles.public()

    def get_context_data(self, **context):
        return super().get_context_data(outlet=self.outlet, **context)


class KeywordList(ArticleList):
    template_name = "archive/keyword.html"
    settled = ("keyword",)

    @cached_property
    def keyword(self):
        return get_object_or_404(Keyword.objects.shown(), slug=self.kwargs["slug"])

    def everything(self):
        return self.keyword.articles.public()

    def get_context_data(self, **context):
        return super().get_context_data(keyword=self.keyword, related=self.related(), **context)

    def related(self):
        """Keywords of the same reports, those of most of them first, with `reports` counted."""
        others = Keyword.objects.exclude(pk=self.keyword.pk).filter(articles__in=self.everything().values("pk"))
        counted = others.annotate(reports=Count("articles"))
        return counted.order_by("-reports", "folded_name")[:MOST_RELATED]
