"""What may be kept and compressed of an answer. Knows who asks and what is answered, nothing of what the pages say."""

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers


class ReaderCaching(GZipMiddleware):
    """Answers to readers may be kept by anybody who asks each time whether they still hold; an editor's by nobody else.

    Only what readers get is compressed: in a compressed page, what an outsider makes it repeat would help to guess
    the token of a form (BREACH), and readers' pages hold no token. Stands outside ConditionalGetMiddleware, which tells
    by the page as it is written whether it still holds.
    """

    def process_response(self, request, response):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True)
            return response
        if not _is_for_readers(request, response):
            return response
        patch_cache_control(response, public=True, no_cache=True)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])  # the cookie of a language chosen by hand
        return super().process_response(request, response)


def _is_for_readers(request, response):
    """Whether the answer would be the same for everybody of that language; views that say how to keep it are obeyed."""
    said = response.has_header("Cache-Control") or response.cookies
    return request.method in ("GET", "HEAD") and response.status_code < 500 and not said
