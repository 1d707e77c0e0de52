"""Pages about words rather than reports: the concordance and the trend. Finding and counting are done elsewhere."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from archive.pages.address import Address
from search.finding.concordance import MOST_LINES, Concordance, concordance
from search.finding.trends import Trends, trends
from search.forms import LINE_SORTS, WORD_REFUSALS, WordForm
from search.pages.charts import drawn
from search.text.runs import wanted

LINES = 50  # of a concordance on one page


@require_safe
def concordance_page(request):
    """The page at search/concordance.html, whose context is:

    form, q, problems, mistakes: as on the results page
    page_obj    Django's Page of {left, words, right, article, url}
    found       the Concordance; most_lines: how many it has at most
    sort_links  list of {label, url, current}
    """
    form = WordForm(request.GET, auto_id=False)
    query = form.reading.query if form.is_valid() else None
    asked = query is not None and bool(wanted(query))
    found = concordance(query, form.order) if asked else Concordance()
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


def _line(line, query):
    """With the address of its place: there the same runs are marked, in the same order."""
    runs = " OR ".join(f'"{leaf.text}"' for leaf in wanted(query))
    address = f"{line.article.get_absolute_url()}?{urlencode({'q': runs})}#hit-{line.number}"
    return {"left": line.left, "words": line.words, "right": line.right, "article": line.article, "url": address}


@require_safe
def trend_page(request):
    """The page at search/trend.html, whose context is:

    form, q, problems, mistakes: as on the results page
    charts      list of search.pages.charts.Chart, one for each text of the query, on one scale
    left_out    texts beyond those
    """
    form = WordForm(request.GET, auto_id=False)
    query = form.reading.query if form.is_valid() else None
    found = trends(query) if query is not None else Trends()
    context = _common(request, form) | {
        "asked": bool(found.series),
        "charts": [drawn(series, found.highest, reverse("search")) for series in found.series],
        "left_out": found.left_out,
    }
    context["problems"] += [WORD_REFUSALS["no_index"]] if found.simplified else []
    return render(request, "search/trend.html", context, status=200 if form.is_valid() else 400)


def _common(request, form):
    address = _address_of(request)
    mistakes = [
        {"label": form.fields[name].label, "message": message, "url": address.changed(**{name: ""})}
        for name, messages in form.errors.items()
        for message in messages
    ]
    return {"form": form, "q": request.GET.get("q", ""), "problems": list(form.problems), "mistakes": mistakes}


def _address_of(request):
    return Address.of(request, {name: request.GET.get(name, "") for name in ("q", "sort")})
