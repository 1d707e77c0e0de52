"""The page for requests that Django refuses to read: too many fields, too large, malformed, suspicious."""

from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer in the reader's language. What was sent is not read again, since reading it is what failed."""
    context = {"was_form": request.method == "POST", "form_address": form_address(request)}
    return render(request, "400.html", context, status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose secret is missing or old, such as one opened before signing in again."""
    return render(request, "403_csrf.html", {"form_address": form_address(request)}, status=403)


def form_address(request: HttpRequest) -> str:
    """Return the address of the page that held the form: the one it was sent from, if that is of this site."""
    sent_from = request.META.get("HTTP_REFERER", "")
    try:
        is_ours = url_has_allowed_host_and_scheme(sent_from, {request.get_host()})
    except DisallowedHost:
        is_ours = False
    if not is_ours:
        return str(request.path)
    parts = urlsplit(sent_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
