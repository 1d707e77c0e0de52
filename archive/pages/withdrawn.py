"""The middleware that answers 410 at the addresses of an article that was published and is no longer."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from archive.models import Article


class WithdrawnArticles:
    """Makes a 404 below an article's address a 410, with a page that tells when it was withdrawn and nothing else.

    It covers every address below: the page, citations, captures, originals, differences. Only answers that would be a
    404 cost a query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Http404) or not request.path_info.startswith(reverse("article_list")):
            return None
        moment = _withdrawn_at(str(request.resolver_match.kwargs.get("pk", "")))
        return render(request, "410.html", {"withdrawn_at": moment}, status=410) if moment else None


def _withdrawn_at(pk: str) -> datetime | None:
    """Return since when readers see the article no longer; None if they see it, or never have."""
    rows = Article.objects.filter(pk=pk or None)
    moment: datetime | None = rows.values_list("withdrawn_at", flat=True).first()
    return moment
