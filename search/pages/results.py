"""The results page, and the same results for other programs. Finding, marking and wording are done elsewhere."""

from dataclasses import replace
from math import ceil

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.pages.address import Address
from archive.pages.navigation import way
from search.engine.documents import SearchRequest
from search.finding.articles import SearchResults, find_articles, find_ids
from search.finding.explanations import explained
from search.finding.facets import FACETS
from search.finding.suggestions import Suggestions, suggestions
from search.forms import REFUSALS, RELAXATIONS, SearchForm
from search.pages.exports import FEED_ENTRIES, MOST_ROWS, atom_text, csv_lines, json_text
from search.pages.layout import chips, facet, histogram, laid_out, size_links, sort_links, tree
from search.text.runs import other_forms

FORMATS = (("CSV", "search_csv", "text/csv"), ("JSON", "search_json", "application/json"))
FEED = ("Atom", "search_feed", "application/atom+xml")
PARTS = 200  # hits of a table that are read at a time


@require_safe
def results(request):
    """The page at search/results.html, whose context is:

    form          the SearchForm; it has errors when the status is 400
    q             the line as typed
    asked         whether there is an answer (else the page only invites)
    problems      sentences on what in the line could not be read as meant
    also          synonyms, and the line's runs in the other script, which were searched for too
    hits          list of {article, score, matches, url, title_html, snippets: [{anchor, label, url, html}],
                  explanation}, best snippet first; url leads to the best snippet's section;
                  label is its heading unless html holds it
    page_obj      Django's Page, for _paging.html; its paginator.count is the total
    total         number of all hits
    histogram     list of Bar, one a year; span: the form fields of its two ends
    regions       list of TreeValue
    facets        list of Facet, for _facets.html: name, label, values of value, label, count, selected, url
    relaxation    a sentence on how much of the query the hits answer, if not all of it
    suggestions   Suggestions: what else to search for when little is found
    chips         list of {field, label, url}: the filters that are set, each with the address without it
    sort_links    list of {label, url, current}; size_links: the same, of page sizes
    by_matches    whether a hit's score is its number of matches; most_rows: how many the table has at most
    formats       list of {label, url, type}: the same results for programs, the feed last; mistakes: see `_mistakes`
    leaves        with ?explain=1, how each text of the query was folded and cut; explain_url turns that on or off
    simplified    whether the index could not be used and the database was searched instead
    """
    form = SearchForm(request.GET, auto_id=False)
    valid, query = form.is_valid(), form.query
    page_obj, findings = _page(form, query) if query else (_page_of(0, 1, form), SearchResults())
    address = Address.of(request)
    context = {
        "form": form,
        "q": request.GET.get("q", ""),
        "asked": query is not None and not findings.refusal,
        "problems": _problems(form, findings),
        "mistakes": _mistakes(address, form),
        "also": (*findings.also, *other_forms(query)),
        "page_obj": page_obj,
        "total": findings.total,
        "most_rows": MOST_ROWS,
        "by_matches": form.order == "matches" and not findings.simplified,
        "chips": chips(address, form),
        "sort_links": sort_links(address, form),
        "size_links": size_links(address, form),
        "formats": _formats(address),
        "simplified": findings.simplified,
        "suggestions": _suggestions(form, query, findings),
        "relaxation": RELAXATIONS.get(findings.relaxation, ""),
        **_hits(request, query, form, findings),
        **_facets(address, form, findings),
    }
    return render(request, "search/results.html", context, status=200 if valid else 400)


def reading_order(request, _kwargs, start, stop):
    """The ids of the results from one place to another, for `archive.pages.navigation`."""
    form = SearchForm(request.GET)
    if not form.is_valid() or not form.query:
        return []
    return find_ids(SearchRequest(form.query, filters=form.filters, sort=form.order, start=start, stop=stop))


results.reading_order = reading_order


def _suggestions(form, query, findings):
    """None where nothing was asked, or the index could not answer or was not asked all of it."""
    if query is None or findings.refusal or findings.simplified or form.filters:
        return Suggestions()
    return suggestions(form.cleaned_data["q"], total=0 if findings.relaxation else findings.total)


def _page(form, query):
    """The page asked for, or the last if there are not so many, and what is on it."""
    size, number = form.page_size, form.cleaned_data["page"] or 1
    request = SearchRequest(query, filters=form.filters, sort=form.order, facets=FACETS)
    findings = find_articles(replace(request, start=(number - 1) * size, stop=number * size))
    last = max(1, ceil(findings.total / size))
    if number > last:
        number, findings = last, find_articles(replace(request, start=(last - 1) * size, stop=last * size))
    return _page_of(findings.total, number, form), findings


def _page_of(total, number, form):
    return Paginator(range(total), form.page_size if form.is_valid() else 1).page(number)


def _hits(request, query, form, findings):
    """The hits, and with ?explain=1 why they are."""
    line, list_url = request.GET.get("q", ""), request.get_full_path()
    hits = [laid_out(hit, line, way(list_url, at)) for at, hit in enumerate(findings.hits, start=findings.start + 1)]
    if not (form.is_valid() and form.cleaned_data["explain"] and query and not findings.simplified):
        return {"hits": hits, "explain_url": Address.of(request).changed(explain=["1"])}
    reasons = explained(query, [hit["article"].pk for hit in hits])
    for hit in hits:
        hit["explanation"] = reasons.scores.get(hit["article"].pk)
    return {"hits": hits, "leaves": reasons.leaves, "explain_url": Address.of(request).changed(explain=[])}


def _facets(address, form, findings):
    counted = findings.facets
    plain = [name for name in counted if name not in ("year", "region")]
    return {
        "histogram": histogram(address, counted.get("year", ())),
        "regions": tree(address, counted.get("region", ())),
        "facets": [facet(address, form.fields[name].label, name, counted[name]) for name in plain],
        "span": {"since": "".join(address.chosen("since")[:1]), "until": "".join(address.chosen("until")[:1])},
    }


def _formats(address):
    """The same results elsewhere; the order and size of pages go along."""
    return [
        {"label": label, "url": address.changed(path=reverse(name), explain=[]), "type": kind}
        for label, name, kind in (*FORMATS, FEED)
    ]


def _mistakes(address, form):
    """{label, message, url} of each value that could not be taken; url is this search without it."""
    return [
        {"label": form.fields[name].label, "message": message, "url": address.changed(**{name: []})}
        for name, messages in form.errors.items()
        for message in messages
    ]


# --- for other programs -------------------------------------------------------------------------


def _for_programs(answer):
    """A view that answers a valid search; others get 400 and JSON that says what is wrong."""

    def view(request):
        form = SearchForm(request.GET)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=400, json_dumps_params={"ensure_ascii": False})
        return answer(request, form)

    view.__doc__ = answer.__doc__
    return require_safe(view)


@_for_programs
def results_json(request, form):
    """One page of the results, as on the results page."""
    page_obj, findings = _page(form, form.query) if form.query else (_page_of(0, 1, form), SearchResults())
    following = page_obj.number + 1 if page_obj.has_next() else None
    page = {
        "q": form.cleaned_data["q"],
        "problems": list(map(str, _problems(form, findings))),
        "page": page_obj.number,
        "pages": page_obj.paginator.num_pages,
        "next": request.build_absolute_uri(Address.of(request).changed(page=[following])) if following else None,
    }
    text = json_text(findings, page, request.build_absolute_uri)
    return HttpResponse(text, content_type="application/json", status=_status(findings))


@_for_programs
def results_csv(request, form):
    """All results up to MOST_ROWS, whatever page is asked for."""
    first = _part(form, 0, PARTS)
    lines = csv_lines(_all_hits(form, first), request.build_absolute_uri)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", status=_status(first))
    response["Content-Disposition"] = 'attachment; filename="search.csv"'
    return response


@_for_programs
def results_feed(request, form):
    """The first FEED_ENTRIES results, newest first unless the address says otherwise."""
    sort = form.cleaned_data["sort"] or "newest"
    findings = _part(form, 0, FEED_ENTRIES, sort)
    page = Address.of(request).changed(path=reverse("search"))
    addresses = (*map(request.build_absolute_uri, (page, request.get_full_path())), request.build_absolute_uri)
    text = atom_text(findings.hits, form.cleaned_data["q"], addresses)
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8", status=_status(findings))


def _all_hits(form, first):
    yield from first.hits
    for start in range(PARTS, min(first.total, MOST_ROWS), PARTS):
        yield from _part(form, start, start + PARTS).hits


def _part(form, start, stop, sort=""):
    if not form.query:
        return SearchResults()
    sort = sort or form.order
    return find_articles(SearchRequest(form.query, filters=form.filters, start=start, stop=stop, sort=sort))


def _problems(form, findings):
    return [*form.problems, *([REFUSALS[findings.refusal]] if findings.refusal else [])]


def _status(findings):
    """A search that was given up is not one that found nothing."""
    return 503 if findings.refusal else 200
