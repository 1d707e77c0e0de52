"""Articles: the list of all, the list of one year, and the page of one article."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.models import Article, Keyword, Organization, Outlet, PendingEdit, Removal, Section
from archive.pages.display_script import display_script_of, minutes_to_read
from archive.pages.listing import FacetSource, FilteredList, Filters
from archive.pages.navigation import list_navigation
from archive.pages.outline import marked_lines, number_metrics, outline
from archive.pages.slots import filling

FIRST_LINES = 160  # characters of an article that a list shows
SORTS = [("newest", _("newest first")), ("oldest", _("oldest first")), ("added", _("recently added first"))]


def with_first_lines(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Load the names along and annotate `first_lines`, as lists of articles show them."""
    texts = Section.objects.filter(article=OuterRef("pk")).exclude(text="").order_by("position")
    first = texts.values_list(Substr("text", 1, FIRST_LINES))[:1]
    return articles.select_related("organization", "outlet").annotate(first_lines=Subquery(first))


def _name_field(model: type[Model], message: str) -> forms.ModelChoiceField:
    """Return a field for the slug of a row of *model* that readers see; *message* is the error for any other."""
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
    organization = _name_field(Organization, _("The archive knows no such organization."))
    outlet = _name_field(Outlet, _("The archive knows no such outlet."))
    keyword = _name_field(Keyword, _("The archive knows no such keyword."))
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

    def narrow(self, rows: QuerySet[Article], *, but: str = "") -> QuerySet[Article]:
        narrowed = super().narrow(rows, but=but)
        title = self.cleaned_data.get("title")
        return narrowed.titled(title) if title else narrowed


class ArticleList(FilteredList):
    model = Article
    context_object_name = "articles"
    template_name = "archive/article_list.html"
    filters_class = ArticleFilters

    @classmethod
    def reading_order(cls, request: HttpRequest, kwargs: Mapping[str, Any], start: int, stop: int) -> list[int]:
        """Return the ids of the articles from *start* up to *stop*, for `archive.pages.navigation`."""
        view = cls()
        view.setup(request, **kwargs)
        return list(view.get_queryset().values_list("pk", flat=True)[start:stop])

    def everything(self) -> QuerySet[Article]:
        return Article.objects.public()

    def get_queryset(self) -> QuerySet[Article]:
        found = with_first_lines(super().get_queryset())
        orders = {"oldest": found.oldest_first, "added": found.last_added_first}
        ordered = orders.get(self.filters.asked.get("sort", ""), found.newest_first)
        return ordered()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        current = self.filters.asked.get("sort") or "newest"
        sort_links = [
            {"label": label, "url": self.address.changed(sort=sort), "current": sort == current}
            for sort, label in SORTS
        ]
        return super().get_context_data(sort_links=sort_links, **context)


class YearList(ArticleList):
    """The articles of one year; 404 if there are none."""

    template_name = "archive/year.html"
    settled = ("year",)

    def everything(self) -> QuerySet[Article]:
        return Article.objects.public().from_year(self.kwargs["year"])

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        years = Article.objects.public().count_by_year()
        if self.kwargs["year"] not in dict(years):
            raise Http404(_("The archive has no report from the year %(year)s.") % {"year": self.kwargs["year"]})
        return super().get_context_data(year=self.kwargs["year"], years=years, **context)


def _number(text: str | None) -> int | None:
    """Return *text* as a number; None if it is none, since it comes from the address."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 20 else None


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Render the page of one article; redirect an address with an outdated slug."""
    report = get_object_or_404(with_heads(Article.objects.published()), pk=pk)
    if slug != report.slug:
        asked = request.GET.urlencode()
        return redirect(f"{report.get_absolute_url()}{'?' if asked else ''}{asked}", permanent=True)
    response = article_page(request, report)
    response["Last-Modified"] = http_date(report.updated_at.timestamp())
    return response


def with_heads(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Load along what the head of an article's page shows."""
    return articles.select_related("organization", "outlet", "reprint_of__outlet")


def article_page(request: HttpRequest, report: Article, edit: PendingEdit | None = None) -> HttpResponse:
    """Render the page of the article. edit: the pending edit that it shows as a preview."""
    figures = number_metrics(report.metrics.accepted().select_related("section"))
    captures = report.captures.defer("content")
    sections = report.sections.all()
    script = display_script_of(report, request.GET.get("script"))
    return render(
        request,
        "archive/article.html",
        {
            "article": report,
            "edit": edit,
            "list_navigation": list_navigation(request, report),
            "reading": script,
            "highlights": filling("highlights", report, request.GET.get("q")),
            "minutes": minutes_to_read(sections),
            "title": script.show(report.title),
            "note": [line for line in marked_lines(report.summary, (), script.show) if line],
            "sections": sections,
            "outline": outline(sections, figures, script.show),
            "figures": figures,
            "taggings": report.taggings.select_related("keyword"),
            "chosen": _number(request.GET.get("figure")),
            "captures": captures,
            "removals": Removal.objects.left_out().filter(capture__in=captures[:1]),
            "reprints": Article.objects.published().filter(reprint_of=report).select_related("outlet").oldest_first(),
        },
    )
