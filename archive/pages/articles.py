"""Reports: the list of all, of one year, and the page of one."""

from django import forms
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.models import Article, Keyword, Organization, Outlet, Removal, Section
from archive.pages.display_script import minutes_to_read, reading_of
from archive.pages.listing import FacetSource, FilteredList, Filters
from archive.pages.navigation import journey
from archive.pages.outline import marked_lines, number_figures, outline
from archive.pages.slots import filling

FIRST_LINES = 160  # characters that a list shows of a report
SORTS = [("newest", _("newest first")), ("oldest", _("oldest first")), ("added", _("recently added first"))]


def with_first_lines(articles):
    """The reports with their names and `first_lines`, as a list shows them."""
    texts = Section.objects.filter(article=OuterRef("pk")).exclude(text="").order_by("position")
    first = texts.values_list(Substr("text", 1, FIRST_LINES))[:1]
    return articles.select_related("organization", "outlet").annotate(first_lines=Subquery(first))


def _known(model, message):
    """A field for the slug of a name of *model* that readers see; *message* answers any other."""
    return forms.ModelChoiceField(
        model.objects.shown(),
        to_field_name="slug",
        required=False,
        label=model._meta.verbose_name,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": message},
    )


class ArticleFilters(Filters):
    title = forms.CharField(label=_("Words of the title"), max_length=200, required=False)
    year = forms.IntegerField(label=_("year"), min_value=1000, max_value=9999, required=False, widget=forms.HiddenInput)
    organization = _known(Organization, _("The archive knows no such organization."))
    outlet = _known(Outlet, _("The archive knows no such outlet."))
    keyword = _known(Keyword, _("The archive knows no such keyword."))
    sort = forms.ChoiceField(choices=SORTS, required=False, widget=forms.HiddenInput)

    lookups = {
        "year": "published_at__year",
        "organization": "organization",
        "outlet": "outlet",
        "keyword": "keywords",
    }
    facets = {
        "year": FacetSource("published_at__year", "published_at__year", order=("-key",)),
        "organization": FacetSource("organization__slug", "organization__name"),
        "outlet": FacetSource("outlet__slug", "outlet__name"),
        "keyword": FacetSource("keywords__slug", "keywords__name"),
    }

    def narrow(self, rows, *, but=""):
        narrowed = super().narrow(rows, but=but)
        title = self.cleaned_data.get("title")
        return narrowed.titled(title) if title else narrowed


class ArticleList(FilteredList):
    model = Article
    context_object_name = "articles"
    template_name = "archive/article_list.html"
    filters_class = ArticleFilters

    @classmethod
    def reading_order(cls, request, kwargs, start, stop):
        view = cls()
        view.setup(request, **kwargs)
        return list(view.get_queryset().values_list("pk", flat=True)[start:stop])

    def everything(self):
        return Article.objects.public()

    def get_queryset(self):
        found = with_first_lines(super().get_queryset())
        orders = {"oldest": found.oldest_first, "added": found.last_added_first}
        return orders.get(self.filters.asked.get("sort"), found.newest_first)()

    def get_context_data(self, **context):
        current = self.filters.asked.get("sort") or "newest"
        sort_links = [
            {"label": label, "url": self.address.changed(sort=sort), "current": sort == current}
            for sort, label in SORTS
        ]
        return super().get_context_data(sort_links=sort_links, **context)


class YearList(ArticleList):
    """The reports of one year; 404 when there are none."""

    template_name = "archive/year.html"
    settled = ("year",)

    def everything(self):
        return Article.objects.public().from_year(self.kwargs["year"])

    def get_context_data(self, **context):
        years = Article.objects.public().count_by_year()
        if self.kwargs["year"] not in dict(years):
            raise Http404(_("The archive has no report from the year %(year)s.") % {"year": self.kwargs["year"]})
        return super().get_context_data(year=self.kwargs["year"], years=years, **context)


def _number(text):
    """The number in *text*; None of anything else, an address being anybody's."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 20 else None


@require_safe
def article(request, pk, slug=""):
    """The page of one report; an outdated address leads to the present one."""
    published = Article.objects.published()
    report = get_object_or_404(published.select_related("organization", "outlet", "reprint_of__outlet"), pk=pk)
    if slug != report.slug:
        asked = request.GET.urlencode()
        return redirect(f"{report.get_absolute_url()}{'?' if asked else ''}{asked}", permanent=True)
    figures = number_figures(report.metrics.accepted().select_related("section"))
    captures = report.captures.defer("content")
    sections = report.sections.all()
    reading = reading_of(report, request.GET.get("script"))
    response = render(
        request,
        "archive/article.html",
        {
            "article": report,
            "journey": journey(request, report),
            "reading": reading,
            "highlights": filling("highlights", report, request.GET.get("q")),
            "minutes": minutes_to_read(sections),
            "title": reading.show(report.title),
            "note": [line for line in marked_lines(report.summary, (), reading.show) if line],
            "sections": sections,
            "outline": outline(sections, figures, reading.show),
            "figures": figures,
            "taggings": report.taggings.select_related("keyword"),
            "chosen": _number(request.GET.get("figure")),
            "captures": captures,
            "removals": Removal.objects.left_out().filter(capture__in=captures[:1]),
            "reprints": published.filter(reprint_of=report).select_related("outlet").oldest_first(),
        },
    )
    response["Last-Modified"] = http_date(report.updated_at.timestamp())
    return response
