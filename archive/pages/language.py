"""The reader's choice of interface language."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

ONE_YEAR = 365 * 24 * 3600  # seconds


@require_safe
@never_cache
def switch(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language *code* in a cookie; redirect to the page in ?next= if it is on this site, else home."""
    if code not in dict(settings.LANGUAGES):
        raise Http404(f"no interface language {code!r}")
    wanted = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(wanted if own else reverse("home"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=ONE_YEAR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
