"""The results page, and the same results for other programs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from math import ceil
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.pages.address import Address
from archive.pages.navigation import back_link_query
from search.engine.documents import SearchRequest, Sort
from search.finding.articles import ArticleHit, SearchResults, find_articles, find_ids
from search.finding.explanations import explained
from search.finding.facets import FACETS
from search.finding.suggestions import Suggestions, suggestions
from search.forms import REFUSALS, RELAXATIONS, SearchForm
from search.pages.exports import FEED_ENTRIES, MOST_ROWS, FeedAddresses, atom_text, csv_lines, json_text
from search.pages.layout import chips, facet, histogram, hit_context, mistakes, size_links, sort_links, tree
from search.text.leaf_queries import other_script_forms
from search.text.queries import Query

PARTS = 200  # hits of a table that are read at a time


class Format(NamedTuple):
    """A format of the results for programs: its label, the name of its URL, its media type."""

    label: str
    url_name: str
    media_type: str


FORMATS = (
    Format("CSV", "search_csv", "text/csv"),
    Format("JSON", "search_json", "application/json"),
    Format("Atom", "search_feed", "application/atom+xml"),
)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Render search/results.html. Its context:

    form          the SearchForm; it has errors if the status is 400
    q             the line as typed
    asked         whether there is an answer; without one the page only invites to search
    problems      sentences on parts of the line that could not be parsed as meant
    also          synonyms, and the terms in the other script, which were searched for too
    hits          list of {article, score, matches, url, title_html, snippets: [{anchor, label, url, html}],
                  explanation}, best snippet first; url leads to the best snippet's section;
                  label is its heading unless html holds it
    page_obj      Django's Page, for _paging.html; its paginator.count is the total
    total         number of all hits
    histogram     list of HistogramBar, one a year; span: the values of the form fields of its two ends
    regions       list of TreeValue
    facets        list of Facet, for _facets.html: name, label, values of value, label, count, selected, url
    relaxation    a sentence on how much of the query the hits match, if not all of it
    suggestions   Suggestions: what else to search for if little is found
    chips         list of {field, label, url}: the values that are filtered by, each with the address without it
    sort_links    list of {label, url, current}; size_links: the same, for page sizes
    by_matches    whether a hit's score is its number of matches; most_rows: the most rows that the table has
    formats       list of {label, url, type}: the same results for programs, the feed last
    mistakes      list of {label, message, url}: invalid values, each with the address without it
    leaves        with ?explain=1, how each term of the query was tokenized; explain_url turns that on or off
    simplified    whether the index could not be used and the database was searched instead
    """
    form = SearchForm(request.GET, auto_id=False)
    valid, query = form.is_valid(), form.query
    page_obj, findings = _page(form, query)
    address = Address.of(request)
    context = {
        "form": form,
        "q": request.GET.get("q", ""),
        "asked": query is not None and not findings.refusal,
        "problems": _problems(form, findings),
        "mistakes": mistakes(address, form),
        "also": (*findings.also, *other_script_forms(query)),
        "page_obj": page_obj,
        "total": findings.total,
        "most_rows": MOST_ROWS,
        "by_matches": form.order == "matches" and not findings.simplified,
        "chips": chips(address, form),
        "sort_links": sort_links(address, form),
        "size_links": size_links(address, form),
        "formats": [
            {"label": one.label, "url": address.changed(path=reverse(one.url_name), explain=[]), "type": one.media_type}
            for one in FORMATS
        ],
        "simplified": findings.simplified,
        "suggestions": _suggestions(form, query, findings),
        "relaxation": RELAXATIONS.get(findings.relaxation, ""),
        **_hits(request, query, form, findings),
        **_facets(address, form, findings),
    }
    return render(request, "search/results.html", context, status=200 if valid else 400)


def reading_order(request: HttpRequest, _kwargs: Mapping[str, Any], start: int, stop: int) -> list[int]:
    """Return the ids of the results from *start* up to *stop*, for `archive.pages.navigation`."""
    form = SearchForm(request.GET)
    if not form.is_valid() or not form.query:
        return []
    return find_ids(SearchRequest(form.query, filters=form.filters, sort=form.order, start=start, stop=stop))


results.reading_order = reading_order


def _suggestions(form: SearchForm, query: Query | None, findings: SearchResults) -> Suggestions:
    """Return suggestions for a search of the index without filters; no suggestions for any other."""
    if query is None or findings.refusal or findings.simplified or form.filters:
        return Suggestions()
    return suggestions(form.cleaned_data["q"], total=0 if findings.relaxation else findings.total)


def _page(form: SearchForm, query: Query | None) -> tuple[Page, SearchResults]:
    """Return the requested page of the results, or the last page if there are not so many."""
    if query is None:
        return _page_of(0, 1, form), SearchResults()
    size, number = form.page_size, form.cleaned_data["page"] or 1
    request = SearchRequest(query, filters=form.filters, sort=form.order, facets=FACETS)
    findings = find_articles(replace(request, start=(number - 1) * size, stop=number * size))
    last = max(1, ceil(findings.total / size))
    if number > last:
        number, findings = last, find_articles(replace(request, start=(last - 1) * size, stop=last * size))
    return _page_of(findings.total, number, form), findings


def _page_of(total: int, number: int, form: SearchForm) -> Page:
    return Paginator(range(total), form.page_size if form.is_valid() else 1).page(number)


def _hits(request: HttpRequest, query: Query | None, form: SearchForm, findings: SearchResults) -> dict[str, Any]:
    """Return the context of the hits, and with ?explain=1 of the explanations of their scores."""
    line, list_url = request.GET.get("q", ""), request.get_full_path()
    hits = [
        hit_context(hit, line, back_link_query(list_url, position))
        for position, hit in enumerate(findings.hits, start=findings.start + 1)
    ]
    if not (form.is_valid() and form.cleaned_data["explain"] and query and not findings.simplified):
        return {"hits": hits, "explain_url": Address.of(request).changed(explain=["1"])}
    reasons = explained(query, [hit["article"].pk for hit in hits])
    for hit in hits:
        hit["explanation"] = (reasons.scores or {}).get(hit["article"].pk)
    return {"hits": hits, "leaves": reasons.leaves, "explain_url": Address.of(request).changed(explain=[])}


def _facets(address: Address, form: SearchForm, findings: SearchResults) -> dict[str, Any]:
    counted = findings.facets
    plain = [name for name in counted if name not in ("year", "region")]
    return {
        "histogram": histogram(address, counted.get("year", ())),
        "regions": tree(address, counted.get("region", ())),
        "facets": [facet(address, form.fields[name].label, name, counted[name]) for name in plain],
        "span": {"since": "".join(address.chosen("since")[:1]), "until": "".join(address.chosen("until")[:1])},
    }


# --- for other programs -------------------------------------------------------------------------


def _for_programs(answer: Callable[[HttpRequest, SearchForm], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Make a view of *answer*, which gets a valid form. An invalid search gets 400 and its errors as JSON."""

    def view(request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.GET)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=400, json_dumps_params={"ensure_ascii": False})
        return answer(request, form)

    view.__doc__ = answer.__doc__
    return require_safe(view)


@_for_programs
def results_json(request: HttpRequest, form: SearchForm) -> HttpResponse:
    """Return one page of the results as JSON, the same page as on the results page."""
    page_obj, findings = _page(form, form.query)
    following = Address.of(request).changed(page=str(page_obj.number + 1)) if page_obj.has_next() else None
    page = {
        "q": form.cleaned_data["q"],
        "problems": list(map(str, _problems(form, findings))),
        "page": page_obj.number,
        "pages": page_obj.paginator.num_pages,
        "next": request.build_absolute_uri(following) if following else None,
    }
    text = json_text(findings, page, request.build_absolute_uri)
    return HttpResponse(text, content_type="application/json", status=_status(findings))


@_for_programs
def results_csv(request: HttpRequest, form: SearchForm) -> HttpResponse:
    """Return all results up to MOST_ROWS as CSV, whatever page is requested."""
    first = _part(form, 0, PARTS)
    lines = csv_lines(_all_hits(form, first), request.build_absolute_uri)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", status=_status(first))
    response["Content-Disposition"] = 'attachment; filename="search.csv"'
    return response


@_for_programs
def results_feed(request: HttpRequest, form: SearchForm) -> HttpResponse:
    """Return the first FEED_ENTRIES results as an Atom feed, newest first unless ?sort= says otherwise."""
    findings = _part(form, 0, FEED_ENTRIES, form.cleaned_data["sort"] or "newest")
    addresses = FeedAddresses(
        page=request.build_absolute_uri(Address.of(request).changed(path=reverse("search"))),
        feed=request.build_absolute_uri(request.get_full_path()),
        address_of=request.build_absolute_uri,
    )
    text = atom_text(findings.hits, form.cleaned_data["q"], addresses)
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8", status=_status(findings))


def _all_hits(form: SearchForm, first: SearchResults) -> Iterator[ArticleHit]:
    yield from first.hits
    for start in range(PARTS, min(first.total, MOST_ROWS), PARTS):
        yield from _part(form, start, start + PARTS).hits


def _part(form: SearchForm, start: int, stop: int, sort: Sort | None = None) -> SearchResults:
    if not form.query:
        return SearchResults()
    request = SearchRequest(form.query, filters=form.filters, start=start, stop=stop, sort=sort or form.order)
    return find_articles(request)


def _problems(form: SearchForm, findings: SearchResults) -> list[object]:
    """Return sentences on the line, and on why the search was refused if it was."""
    return [*form.problems, *([REFUSALS[findings.refusal]] if findings.refusal else [])]


def _status(findings: SearchResults) -> int:
    """Return 503 for a search that was given up, since that does not mean that it found nothing."""
    return 503 if findings.refusal else 200
