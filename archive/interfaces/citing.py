"""Citations of stored articles, and the files that reference managers read."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.chinese.script import LANGUAGE_TAGS
from archive.interfaces.citations import Citation, authors_of, bibtex, csl_json, in_one_line, ris
from archive.models import Article, Section

KNOWN_PARTS = {"": 0, "year": 1, "month": 2, "day": 3, "minute": 3}  # of a date, by its precision


class CitationFile(NamedTuple):
    """A file for reference managers: its writer and its content type."""

    write: Callable[[Citation], str]
    content_type: str


FILES = {
    "bib": CitationFile(bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": CitationFile(ris, "application/x-research-info-systems; charset=utf-8"),
    "json": CitationFile(csl_json, "application/vnd.citationstyles.csl+json; charset=utf-8"),
}


def citation_of(article: Article, section: Section | None, request: HttpRequest) -> Citation:
    """Return the citation of the article, or of *section* of it, read today at its permanent address."""
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


def permanent_address(article: Article, request: HttpRequest) -> str:
    """Return the article's address at the site's public address if it has one, else at the host of *request*."""
    path = article.get_absolute_url()
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def _published(article: Article) -> tuple[int, ...]:
    if not article.published_at:
        return ()
    moment = localtime(article.published_at)
    return (moment.year, moment.month, moment.day)[: KNOWN_PARTS[article.published_precision]]


@require_safe
def cite(request: HttpRequest, pk: str, form: str) -> HttpResponse:
    """Return the citation as a file for reference managers: of the article, or of the section in ?section=."""
    article = get_object_or_404(Article.objects.published().select_related("organization", "outlet"), pk=pk)
    citation = citation_of(article, _section(article, request.GET.get("section")), request)
    answer = HttpResponse(FILES[form].write(citation), content_type=FILES[form].content_type)
    answer["Content-Disposition"] = f'attachment; filename="{citation.key}.{form}"'
    return answer


def _section(article: Article, anchor: str | None) -> Section | None:
    if not anchor:
        return None
    section = article.sections.filter(anchor=anchor).first()
    if section is None:
        raise Http404(_("This report has no section “%(anchor)s”.") % {"anchor": anchor})
    return section
