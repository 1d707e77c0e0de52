"""Completion for the search box: the answer to what has been typed so far, as JSON."""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Model
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.models import Article, Keyword, Organization
from search.finding.vocabulary import vocabulary
from search.text.completion import CompletionEntry

MOST_TYPED = 40  # characters; the rest is ignored
MOST_NAMES, MOST_TITLES = 6, 4
LABELS = {
    "title": _("report"),
    "organization": _("organization"),
    "keyword": _("keyword"),
    "phrase": "",
}


@require_safe
def complete(request: HttpRequest) -> JsonResponse:
    """Return {"completions": [{text, label, url}]}; url is not "" if the completion leads to one article."""
    typed = request.GET.get("q", "").strip()[:MOST_TYPED]
    known = vocabulary() if typed else None
    found = (*known.names.complete(typed, MOST_NAMES), *known.titles.complete(typed, MOST_TITLES)) if known else ()
    return JsonResponse({"completions": list(_shown(found))})


def _shown(found: Sequence[CompletionEntry]) -> Iterator[dict[str, str]]:
    """Yield the entries, each text once, without rows that have been withdrawn since the vocabulary was made."""
    rows = {kind: _public(kind, [entry.id for entry in found if entry.kind == kind]) for kind in LABELS}
    seen: set[str] = set()
    for entry in found:
        row = rows[entry.kind].get(entry.id)
        if entry.text not in seen and (row or not entry.id):
            seen.add(entry.text)
            url = row.get_absolute_url() if row and entry.kind == "title" else ""
            yield {"text": entry.text, "label": str(LABELS[entry.kind]), "url": url}


def _public(kind: str, ids: Sequence[int]) -> Mapping[int, Model]:
    """Return id → row for those *ids* that readers may see."""
    if not ids or kind == "phrase":
        return {}
    if kind == "title":
        articles: Mapping[int, Model] = Article.objects.public().in_bulk(ids)
        return articles
    names = {"organization": Organization, "keyword": Keyword}[kind]
    return {name.pk: name for name in names.objects.with_report_counts().filter(pk__in=ids)}
