"""The list from which a reader opened a report: the way back, and the reports before and after. Knows no list itself.

A list takes part by giving its links `way(...)`, and by `reading_order(request, kwargs, start, stop)` on its view:
the ids of its reports from place *start* up to *stop*, counted from 0, for a request of its address.
"""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import urlencode

from archive.models import Article

LONGEST_NUMBER = 7  # digits of a place in a list


@dataclass(frozen=True, slots=True)
class Neighbour:
    article: Article
    url: str


@dataclass(frozen=True, slots=True)
class Journey:
    """before and after are None at the ends, and where the list has changed since."""

    back: str
    before: Neighbour | None = None
    after: Neighbour | None = None


def way(address, at):
    """What a link to the report at place *at*, from 1, of the list at *address* says of where it comes from."""
    return {"from": address, "at": at}


def journey(request, article):
    """The list in ?from= with *article* at place ?at= of it; None if the reader came from elsewhere."""
    address = request.GET.get("from", "")
    path, _mark, query = address.partition("?")
    order = _order_at(path)
    if order is None:
        return None
    at = _place(request.GET.get("at", ""))
    before, after = _around(article, at, order(QueryDict(query))) if at else (None, None)
    line = {"q": request.GET["q"]} if request.GET.get("q") else {}
    return Journey(
        address,
        _neighbour(before, {**line, **way(address, at - 1)}),
        _neighbour(after, {**line, **way(address, at + 1)}),
    )


def _place(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0


def _order_at(path):
    """For a query of the list at *path*, what gives its ids from one place to another; None if no list is there."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    view = getattr(found.func, "view_class", found.func)
    if not hasattr(view, "reading_order"):
        return None

    def asked_with(asked):
        request = HttpRequest()
        request.method, request.path, request.GET = "GET", path, asked
        return lambda start, stop: view.reading_order(request, found.kwargs, start, stop)

    return asked_with


def _around(article, at, ids_between):
    """The published reports at the places before and after *at*, if *article* is still at that place."""
    first = max(at - 2, 0)
    try:
        ids = ids_between(first, at + 1)
    except Http404:
        return None, None
    place = at - 1 - first
    if ids[place : place + 1] != [article.pk]:
        return None, None
    rows = Article.objects.published().in_bulk(ids)
    before = rows.get(ids[place - 1]) if place else None
    return before, rows.get(ids[place + 1]) if len(ids) > place + 1 else None


def _neighbour(article, asked):
    return Neighbour(article, f"{article.get_absolute_url()}?{urlencode(asked)}") if article else None
