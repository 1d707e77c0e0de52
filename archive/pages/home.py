"""The home page: a search box, the latest articles, and links to years, organizations and keywords."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Article, Keyword, Metric, Organization
from archive.pages.articles import with_first_lines

LATEST = 6
MOST_ORGANIZATIONS = 12
MOST_KEYWORDS = 30


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "archive/home.html",
        {
            "article_count": Article.objects.public().count(),
            "figure_count": Metric.objects.public().count(),
            "articles": with_first_lines(Article.objects.public().newest_first())[:LATEST],
            "years": Article.objects.public().count_by_year(),
            "organizations": Organization.objects.with_report_counts()[:MOST_ORGANIZATIONS],
            "keywords": Keyword.objects.with_report_counts()[:MOST_KEYWORDS],
        },
    )
