"""The results page. Finding, marking and wording are done elsewhere; here they are laid out for the template."""

from math import ceil

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.pages.listing import Facet, FacetValue
from search.finding import PAGE_SIZE, Findings, Wanted, find_reports
from search.forms import REFUSALS, RELAXATIONS, SORTS, SearchForm
from search.templatetags.marks import marked


@require_safe
def results(request):
    """The page at search/results.html, whose context is:

    form          the SearchForm; it has errors when the status is 400
    q             the line as typed
    asked         whether there is an answer (else the page only invites)
    problems      sentences on what in the line could not be read as meant
    hits          list of {article, score, url, title_html, snippets: [{anchor, label, url, html}]}, best snippet first;
                  url leads to the best snippet's section; label is its heading unless html holds it
    page_obj      Django's Page, for _paging.html; its paginator.count is the total
    total         number of all hits
    facets        list of Facet, for _facets.html: name, label, values of value, label, count, selected, url
    sort_links    list of {label, url, current}
    relaxation    a sentence on how much of the query the hits answer, if not all of it
    simplified    whether the index could not be used and the database was searched instead
    """
    form = SearchForm(request.GET, auto_id="search-%s")
    valid, query = form.is_valid(), form.query
    page_obj, findings = _page(form, query) if query else (_page_of(0, 1), Findings())
    context = {
        "form": form,
        "q": request.GET.get("q", ""),
        "asked": query is not None and not findings.refusal,
        "problems": [*form.problems, *([REFUSALS[findings.refusal]] if findings.refusal else [])],
        "hits": [_laid_out(hit) for hit in findings.hits],
        "page_obj": page_obj,
        "total": findings.total,
        "facets": [_facet(request, form, name, counts) for name, counts in findings.facets.items()],
        "sort_links": [_sort_link(request, form, sort, label) for sort, label in SORTS],
        "simplified": findings.simplified,
        "relaxation": RELAXATIONS.get(findings.relaxation, ""),
    }
    return render(request, "search/results.html", context, status=200 if valid else 400)


def _page(form, query):
    """The page asked for, or the last if there are not so many, and what is on it."""
    wanted = Wanted(query, form.filters, form.order)
    number = form.cleaned_data["page"] or 1
    findings = _findings(wanted, number)
    last = max(1, ceil(findings.total / PAGE_SIZE))
    if number > last:
        number, findings = last, _findings(wanted, last)
    return _page_of(findings.total, number), findings


def _findings(wanted, number):
    return find_reports(wanted, start=(number - 1) * PAGE_SIZE, stop=number * PAGE_SIZE)


def _page_of(total, number):
    return Paginator(range(total), PAGE_SIZE).page(number)


def _laid_out(hit):
    address = hit.article.get_absolute_url()
    return {
        "article": hit.article,
        "score": hit.score,
        "url": hit.url,
        "title_html": marked(hit.article.title, hit.title_marks),
        "snippets": [
            {
                "anchor": passage.anchor,
                "label": passage.label,
                "url": f"{address}#{passage.anchor}" if passage.anchor else address,
                "html": marked(passage.text, passage.marks),
            }
            for passage in hit.passages
        ],
    }


def _facet(request, form, name, counts):
    chosen = request.GET.getlist(name)
    values = tuple(_facet_value(request, name, count, chosen) for count in counts)
    return Facet(name, form.fields[name].label, values)


def _facet_value(request, name, count, chosen):
    """One link: it adds the value to those set, or takes it back."""
    selected = count.value in chosen
    following = [value for value in chosen if value != count.value] if selected else [*chosen, count.value]
    return FacetValue(count.value, count.label, count.count, selected, _address(request, **{name: following}))


def _sort_link(request, form, sort, label):
    return {"label": label, "url": _address(request, sort=[sort]), "current": sort == form.order}


def _address(request, **changes):
    """This search with other filters, from its first page."""
    asked = request.GET.copy()
    asked.pop("page", None)
    for name, values in changes.items():
        asked.setlist(name, values)
    return f"{request.path}?{asked.urlencode()}"
