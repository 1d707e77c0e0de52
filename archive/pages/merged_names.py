"""The middleware that leads addresses of merged names to the names they were merged into: in paths and in filters."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from archive.models import Keyword, Organization, Outlet

KINDS = {"organization": Organization, "outlet": Outlet, "keyword": Keyword}  # by the name of a page and of a parameter
NOT_FOUND = (400, 404)


class MergedNames:
    """Redirects permanently where a page is not found, or a filter has no such value, because names were merged.

    An address that is answered costs no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in NOT_FOUND and request.method in ("GET", "HEAD"):
            address = current_address(request)
            if address != request.get_full_path():
                return HttpResponsePermanentRedirect(address)
        return response


def current_address(request: HttpRequest) -> str:
    """Return the address of the request with the slugs of canonical names in place of those of aliases."""
    path, match = request.path, request.resolver_match
    if match and (kind := KINDS.get(match.url_name)) and (now := canonical_slugs(kind, [match.kwargs["slug"]])):
        path = reverse(match.view_name, kwargs=match.kwargs | {"slug": now[match.kwargs["slug"]]})
    asked = request.GET.copy()
    for name, kind in KINDS.items():
        if now := canonical_slugs(kind, request.GET.getlist(name)):
            asked.setlist(name, list(dict.fromkeys(now.get(slug, slug) for slug in request.GET.getlist(name))))
    if path == request.path and asked == request.GET:
        return str(request.get_full_path())
    return f"{path}?{asked.urlencode()}" if asked else path


def canonical_slugs(kind: Any, slugs: Sequence[str]) -> dict[str, str]:
    """Return the slug of each alias among *slugs* → the slug of its canonical name, if readers see that name."""
    if not slugs:
        return {}
    aliases = dict(kind.objects.filter(slug__in=slugs).exclude(alias_of=None).values_list("slug", "alias_of__slug"))
    shown = aliases and set(kind.objects.shown().filter(slug__in=aliases.values()).values_list("slug", flat=True))
    return {slug: canonical for slug, canonical in aliases.items() if canonical in shown}
