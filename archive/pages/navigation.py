"""Links from an article back to the list it was opened from, and on to the previous and next article of that list.

A list takes part in two ways. Its links to articles carry the parameters of `back_link_query`. Its view has a function
`reading_order(request, kwargs, start, stop)`, which returns the ids of its articles from index *start* up to *stop*,
counted from 0, for a request of the list's address.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import urlencode

from archive.models import Article

LONGEST_POSITION = 7  # digits

IdsBetween = Callable[[int, int], Sequence[int]]  # start, stop → the ids at these indexes


@dataclass(frozen=True, slots=True)
class ArticleLink:
    article: Article
    url: str


@dataclass(frozen=True, slots=True)
class ListNavigation:
    """back: the address of the list. previous and next: None at its ends, and if the list has changed since."""

    back: str
    previous: ArticleLink | None = None
    next: ArticleLink | None = None


def back_link_query(address: str, position: int) -> dict[str, Any]:
    """Return the parameters of a link to the article at *position*, counted from 1, of the list at *address*."""
    return {"from": address, "at": position}


def list_navigation(request: HttpRequest, article: Article) -> ListNavigation | None:
    """Return the links for the list in ?from= that has *article* at position ?at=; None if there is no such list."""
    address = request.GET.get("from", "")
    ids_between = _order_of_list(address)
    if ids_between is None:
        return None
    position = _position(request.GET.get("at", ""))
    neighbours = _neighbours(article, position, ids_between) if position else Neighbours()
    query = {"q": request.GET["q"]} if request.GET.get("q") else {}
    return ListNavigation(
        address,
        _link(neighbours.previous, {**query, **back_link_query(address, position - 1)}),
        _link(neighbours.next, {**query, **back_link_query(address, position + 1)}),
    )


def _position(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_POSITION else 0


def _order_of_list(address: str) -> IdsBetween | None:
    """Return a function that gives the ids of the list at *address*; None if the address is no list."""
    path, _mark, query = address.partition("?")
    try:
        found = resolve(path)
    except Resolver404:
        return None
    view = getattr(found.func, "view_class", found.func)
    if not hasattr(view, "reading_order"):
        return None

    def ids_between(start: int, stop: int) -> Sequence[int]:
        request = HttpRequest()
        request.method, request.path, request.GET = "GET", path, QueryDict(query)
        ids: Sequence[int] = view.reading_order(request, found.kwargs, start, stop)
        return ids

    return ids_between


class Neighbours(NamedTuple):
    previous: Article | None = None
    next: Article | None = None


def _neighbours(article: Article, position: int, ids_between: IdsBetween) -> Neighbours:
    """Return the published articles before and after *position*; none if *article* is no longer at that position."""
    first = max(position - 2, 0)
    try:
        ids = ids_between(first, position + 1)
    except Http404:
        return Neighbours()
    index = position - 1 - first
    if ids[index : index + 1] != [article.pk]:
        return Neighbours()
    rows = Article.objects.published().in_bulk(ids)
    previous = rows.get(ids[index - 1]) if index else None
    return Neighbours(previous, rows.get(ids[index + 1]) if len(ids) > index + 1 else None)


def _link(article: Article | None, query: dict[str, Any]) -> ArticleLink | None:
    return ArticleLink(article, f"{article.get_absolute_url()}?{urlencode(query)}") if article else None
