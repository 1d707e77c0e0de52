"""Finds reports for pages and commands: the one place that speaks Haystack. Returns rows and offsets, never HTML."""

import logging
from dataclasses import dataclass, field, replace
from functools import partial

from haystack.query import SearchQuerySet

from archive.models import Article
from search.engine.documents import Answer, Ask, Hit
from search.engine.indexing.commits import IndexUnusable
from search.engine.query.relaxing import Stepped, search_in_steps
from search.engine.query.searcher import OutOfTime, SearchRefused
from search.finding import database
from search.finding.facets import FACETS, FacetCount, labelled
from search.finding.search_log import logged
from search.indexing.documents import passages
from search.indexing.rebuilding import heal
from search.models import SynonymGroup
from search.text.queries import And, Or, Query, Range
from search.text.snippets import excerpt, marks, snippets, terms_of
from search.text.synonyms import widened

PAGE_SIZE = 20
ORDERS = {"newest": "-published_at", "oldest": "published_at", "matches": "-matches"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """What to find. filters: of those on one column any must hold, on every column; they do not count for the score."""

    query: Query
    filters: tuple[Range, ...] = ()
    sort: str = "relevance"

    def narrowing(self, *, but=""):
        """One condition for each column that is filtered, except *but*."""
        columns = dict.fromkeys(one.column for one in self.filters if one.column != but)
        return [Or(tuple(one for one in self.filters if one.column == column)) for column in columns]


@dataclass(frozen=True)
class Passage:
    """A piece of a section's content, and the spans in it to be marked.

    label: the section's heading, unless there is none or the piece begins with it.
    """

    anchor: str
    label: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Found:
    """A report that was found, and where: passages are best first."""

    article: Article
    score: float
    title_marks: tuple[tuple[int, int], ...]
    passages: tuple[Passage, ...]

    @property
    def url(self):
        """The report's address, at the section of its best passage."""
        anchor = self.passages[0].anchor if self.passages else ""
        return self.article.get_absolute_url() + (f"#{anchor}" if anchor else "")


@dataclass(frozen=True)
class Findings:
    """total counts all hits, of which `hits` is the asked slice, from `start`. simplified: the index could not be used.

    facets: of each column that is filtered, the counts are those without its own filter.
    also: synonyms that were searched for beside the words of the query.
    refusal: why there is no answer, a key of `search.forms.REFUSALS`; empty if there is one. relaxation: the step of
    `search.text.relaxation.STEPS` that answered, the hits of the query itself first; empty if it found enough.
    """

    total: int = 0
    hits: tuple[Found, ...] = ()
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    simplified: bool = False
    refusal: str = ""
    start: int = 0
    also: tuple[str, ...] = ()
    relaxation: str = ""


def find_reports(wanted, *, start=0, stop=PAGE_SIZE):
    """The hits from *start* up to *stop*. Hits whose row is gone are left out."""
    asked = widened(wanted.query, SynonymGroup.objects.groups())
    wanted = replace(wanted, query=asked.query)
    try:
        stepped, simplified = _answer(wanted, Ask(start, stop, wanted.sort, FACETS))
    except SearchRefused:
        return Findings(refusal="too_many_terms")
    except OutOfTime:
        return Findings(refusal="too_slow")
    answer = stepped.answer
    articles = (
        Article.objects.public().with_names().prefetch_related("sections").in_bulk([hit.id for hit in answer.hits])
    )
    terms = Terms.of(stepped.query)
    hits = tuple(_found(articles[hit.id], hit.score, terms) for hit in answer.hits if hit.id in articles)
    facets = {name: labelled(name, counts, _chosen(wanted, name)) for name, counts in answer.facets.items()}
    return Findings(answer.total, hits, facets, simplified, start=start, also=asked.also, relaxation=stepped.step)


def find_order(wanted, start, stop):
    """The ids of the hits from *start* up to *stop*, in the order of `find_reports`; none of a search refused."""
    query = widened(wanted.query, SynonymGroup.objects.groups()).query
    try:
        stepped, _simplified = _answer(replace(wanted, query=query), Ask(start, stop, wanted.sort, ()))
    except (SearchRefused, OutOfTime):
        return []
    return [hit.id for hit in stepped.answer.hits]


def find_ids(query, limit):
    """(number of all hits, the ids of the newest *limit* of them). Raises what the index raises."""
    with logged(query) as search:
        results = SearchQuerySet().filter(content=query).order_by(ORDERS["newest"])
        ids = [result.pk for result in results[:limit]]
        search.hits = results.count()
    return search.hits, ids


def _chosen(wanted, column):
    return [one.low for one in wanted.filters if one.column == column and one.low == one.high]


# --- asking -------------------------------------------------------------------------------------


def _answer(wanted, ask):
    """(what was answered, whether by the database because the index, now to be healed, is unusable or lost all)."""
    try:
        with logged(wanted.query) as search:
            stepped = search_in_steps(partial(_ask_index, wanted), wanted.query, ask)
            search.hits = stepped.answer.total
        if stepped.answer.total or not _index_is_empty():
            return stepped, False
    except IndexUnusable:
        logger.exception("Searching the database instead")
    heal()
    return Stepped(database.search(And((wanted.query, *wanted.narrowing())), ask), wanted.query), True


def _ask_index(wanted, query, ask):
    wanted = replace(wanted, query=query)
    filtered = {one.column for one in wanted.filters}
    results = _results(wanted, [facet for facet in ask.facets if facet not in filtered])
    if wanted.sort in ORDERS:
        results = results.order_by(ORDERS[wanted.sort])
    hits = tuple(Hit(result.pk, result.score) for result in results[ask.start : ask.stop])
    counted = _counts(results) | {facet: _counts_apart(wanted, facet) for facet in ask.facets if facet in filtered}
    return Answer(results.count(), hits, {facet: counted[facet] for facet in ask.facets})


def _results(wanted, facets, *, but=""):
    results = SearchQuerySet().filter(content=wanted.query)
    for condition in wanted.narrowing(but=but):
        results = results.narrow(condition)
    for facet in facets:
        results = results.facet(facet)
    return results


def _counts_apart(wanted, facet):
    """Counts of a facet without its own filter, so that a second of its values can still be chosen."""
    results = _results(wanted, [facet], but=facet).order_by(ORDERS["newest"])  # an order without scores
    results.query.set_limits(0, 0)
    return _counts(results)[facet]


def _counts(results):
    return {facet: dict(counts) for facet, counts in results.facet_counts().get("fields", {}).items()}


def _index_is_empty():
    """Whether the archive has reports and the index none, as after its folder was deleted."""
    return not SearchQuerySet().count() and Article.objects.public().exists()


# --- showing ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Terms:
    """What to mark in titles and in texts."""

    title: tuple[str, ...]
    text: tuple[str, ...]

    @classmethod
    def of(cls, query):
        return cls(terms_of(query, "title"), tuple({*terms_of(query, "body"), *terms_of(query, "headings")}))


def _found(article, score, terms):
    return Found(article, score, marks(article.title, terms.title), tuple(_passages(article, terms.text)))


def _passages(article, terms):
    """The note of a catalogue record stands in no section: it has no anchor."""
    texts = {section.anchor if section else "": (section, text) for section, text in passages(article)}
    for snippet in snippets([(anchor, text) for anchor, (_, text) in texts.items()], terms):
        section, text = texts[snippet.anchor]
        label = section.label if section and snippet.start else ""
        yield Passage(snippet.anchor, label, *excerpt(text, snippet))
