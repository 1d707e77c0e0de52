"""Pages about words rather than articles: the concordance and the trend."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from archive.pages.address import Address
from search.finding.concordance import MOST_LINES, Concordance, ConcordanceLine, concordance
from search.finding.trends import Trends, trends
from search.forms import LINE_SORTS, WORD_REFUSALS, WordForm
from search.pages.charts import drawn
from search.pages.layout import mistakes
from search.text.leaf_queries import leaf_queries
from search.text.queries import Query

LINES = 50  # of a concordance on one page


@require_safe
def concordance_page(request: HttpRequest) -> HttpResponse:
    """Render search/concordance.html. Its context:

    form, q, problems, mistakes: as on the results page
    page_obj    Django's Page of {left, words, right, article, url}
    found       the Concordance; most_lines: the most lines that it has
    sort_links  list of {label, url, current}
    """
    form = WordForm(request.GET, auto_id=False)
    query = form.parsed.query if form.is_valid() else None
    asked = query is not None and bool(leaf_queries(query))
    found = concordance(query, form.order) if query is not None and asked else Concordance()
    page_obj = Paginator(found.lines, LINES).get_page(form.cleaned_data.get("page") or 1)
    page_obj.object_list = [_line(line, query) for line in page_obj.object_list]
    address = _address_of(request)
    context = _common(request, form) | {
        "asked": asked and not found.refusal,
        "found": found,
        "page_obj": page_obj,
        "most_lines": MOST_LINES,
        "sort_links": [
            {"label": label, "url": address.changed(sort=sort), "current": sort == form.order}
            for sort, label in LINE_SORTS
        ],
    }
    context["problems"] += [WORD_REFUSALS[found.refusal]] if found.refusal else []
    return render(request, "search/concordance.html", context, status=200 if form.is_valid() else 400)


def _line(line: ConcordanceLine, query: Query | None) -> dict[str, Any]:
    """Return the line with the address of its occurrence, where the article highlights the same terms."""
    runs = " OR ".join(f'"{leaf.text}"' for leaf in leaf_queries(query))
    address = f"{line.article.get_absolute_url()}?{urlencode({'q': runs})}#hit-{line.number}"
    return {"left": line.left, "words": line.words, "right": line.right, "article": line.article, "url": address}


@require_safe
def trend_page(request: HttpRequest) -> HttpResponse:
    """Render search/trend.html. Its context:

    form, q, problems, mistakes: as on the results page
    charts      list of TrendChart, one for each term of the query, on one scale
    left_out    further terms
    """
    form = WordForm(request.GET, auto_id=False)
    query = form.parsed.query if form.is_valid() else None
    found = trends(query) if query is not None else Trends()
    context = _common(request, form) | {
        "asked": bool(found.series),
        "charts": [drawn(series, found.highest, reverse("search")) for series in found.series],
        "left_out": found.left_out,
    }
    context["problems"] += [WORD_REFUSALS["no_index"]] if found.simplified else []
    return render(request, "search/trend.html", context, status=200 if form.is_valid() else 400)


def _common(request: HttpRequest, form: WordForm) -> dict[str, Any]:
    found = mistakes(_address_of(request), form)
    return {"form": form, "q": request.GET.get("q", ""), "problems": list(form.problems), "mistakes": found}


def _address_of(request: HttpRequest) -> Address:
    return Address.of(request, {name: request.GET.get(name, "") for name in ("q", "sort")})
