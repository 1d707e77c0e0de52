"""Citations of stored reports: their facts as a `Citation`, and the files that reference managers read."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.chinese.script import LANGUAGE_TAGS
from archive.interfaces.citations import Citation, authors_of, bibtex, csl_json, in_one_line, ris
from archive.models import Article

KNOWN_PARTS = {"": 0, "year": 1, "month": 2, "day": 3, "minute": 3}  # of a date, by its precision
FILES = {
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (ris, "application/x-research-info-systems; charset=utf-8"),
    "json": (csl_json, "application/vnd.citationstyles.csl+json; charset=utf-8"),
}


def citation_of(article, section, request):
    """The report, or *section* of it, as read today at its permanent address."""
    place = f"#{quote(section.anchor)}" if section else ""
    outlet = article.outlet_name
    return Citation(
        key=f"report-{article.pk}" + (f"-{section.pk}" if section else ""),
        title=in_one_line(f"{article.title}：{section.label or section.anchor}" if section else article.title),
        authors=authors_of(article.author, body=article.organization_name, outlet=outlet),
        outlet=outlet,
        published=_published(article),
        accessed=localdate(),
        url=permanent_address(article, request) + place,
        language=LANGUAGE_TAGS[article.script],
    )


def permanent_address(article, request):
    """Where readers reach the report: at the site's public address if it has one, else where they are now."""
    path = article.get_absolute_url()
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def _published(article):
    if not article.published_at:
        return ()
    moment = localtime(article.published_at)
    return (moment.year, moment.month, moment.day)[: KNOWN_PARTS[article.published_precision]]


@require_safe
def cite(request, pk, form):
    """The report, or with ?section= the section of that anchor, as a file for reference managers."""
    article = get_object_or_404(Article.objects.published().select_related("organization", "outlet"), pk=pk)
    written, kind = FILES[form]
    citation = citation_of(article, _section(article, request.GET.get("section")), request)
    answer = HttpResponse(written(citation), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{citation.key}.{form}"'
    return answer


def _section(article, anchor):
    if not anchor:
        return None
    section = article.sections.filter(anchor=anchor).first()
    if section is None:
        raise Http404(_("This report has no section “%(anchor)s”.") % {"anchor": anchor})
    return section
