"""Completion while typing, for the search box. What is known is kept elsewhere; here it is filtered and laid out."""

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.models import Article, Keyword, Organization
from search.finding.vocabulary import vocabulary

MOST_TYPED = 40  # characters that are looked at
MOST_NAMES, MOST_TITLES = 6, 4
LABELS = {
    "title": _("report"),
    "organization": _("organization"),
    "keyword": _("keyword"),
    "phrase": "",
}


@require_safe
def complete(request):
    """JSON: completions, a list of {text, label, url}; url is set where choosing leads to one report."""
    typed = request.GET.get("q", "").strip()[:MOST_TYPED]
    known = vocabulary() if typed else None
    found = (*known.names.complete(typed, MOST_NAMES), *known.titles.complete(typed, MOST_TITLES)) if known else ()
    return JsonResponse({"completions": list(_shown(found))})


def _shown(found):
    """Without a text that is there already, and without what has been withdrawn since it was noted."""
    rows = {kind: _public(kind, [entry.id for entry in found if entry.kind == kind]) for kind in LABELS}
    seen = set()
    for entry in found:
        row = rows[entry.kind].get(entry.id)
        if entry.text not in seen and (row or not entry.id):
            seen.add(entry.text)
            url = row.get_absolute_url() if entry.kind == "title" else ""
            yield {"text": entry.text, "label": str(LABELS[entry.kind]), "url": url}


def _public(kind, ids):
    """id → row, of those among *ids* that the public sees."""
    if not ids or kind == "phrase":
        return {}
    if kind == "title":
        return Article.objects.public().in_bulk(ids)
    names = {"organization": Organization, "keyword": Keyword}[kind]
    return {name.pk: name for name in names.objects.with_report_counts().filter(pk__in=ids)}
