"""The middleware that decides which answers may be cached and compressed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers


class ReaderCaching(GZipMiddleware):
    """Lets any cache keep answers to readers, if it revalidates them each time; an editor's answers stay private.

    Only answers to readers are compressed. In a compressed page, text that an attacker makes it repeat would help to
    guess the token of a form (BREACH); readers' pages hold no token. This middleware comes before (outside)
    ConditionalGetMiddleware, which compares pages before they are compressed.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True)
            return response
        if not _is_for_readers(request, response):
            return response
        patch_cache_control(response, public=True, no_cache=True)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])  # the cookie of a language chosen by hand
        return super().process_response(request, response)


def _is_for_readers(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is the same for every reader with that language, and its view says nothing of caching."""
    said = response.has_header("Cache-Control") or response.cookies
    return request.method in ("GET", "HEAD") and response.status_code < 500 and not said
