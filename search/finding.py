"""Finds reports for pages and commands: the one place that speaks Haystack. Returns rows and offsets, never HTML."""

import logging
from dataclasses import dataclass, field, replace
from functools import partial

from haystack.query import SearchQuerySet

from archive.models import Article, Keyword, Organization, Outlet
from search import database
from search.engine.commits import IndexUnusable
from search.engine.documents import Answer, Ask, Hit
from search.engine.searching import OutOfTime, SearchRefused
from search.engine.stepping import Stepped, search_in_steps
from search.healing import heal
from search.models import SynonymGroup
from search.search_indexes import passages
from search.text.queries import And, Query, Range
from search.text.snippets import marks, snippets, terms_of
from search.text.synonyms import widened

PAGE_SIZE = 20
FACETS = {"year": None, "organization": Organization, "outlet": Outlet, "keyword": Keyword}
MOST_VALUES = 20  # shown of one facet
ORDERS = {"newest": "-published_at", "oldest": "published_at"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """What to find. filters: (column, number) pairs that must all hold; they do not count for the score."""

    query: Query
    filters: tuple[tuple[str, int], ...] = ()
    sort: str = "relevance"


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
class FacetCount:
    """How many of the hits hold a value. value: a year, or the slug of a name; number: as filters take it."""

    value: str
    label: str
    number: int
    count: int


@dataclass(frozen=True)
class Findings:
    """total counts all hits, of which `hits` is the asked slice. simplified: the index could not be used.

    refusal: why there is no answer, a key of `search.forms.REFUSALS`; empty if there is one.
    also: synonyms that were searched for beside the words of the query.
    refusal: why there is no answer, a key of `search.forms.REFUSALS`; empty if there is one. relaxation: the step of
    `search.text.relaxation.STEPS` that answered, the hits of the query itself first; empty if it found enough.
    """

    total: int = 0
    hits: tuple[Found, ...] = ()
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    simplified: bool = False
    refusal: str = ""
    also: tuple[str, ...] = ()
    relaxation: str = ""


def find_reports(wanted, *, start=0, stop=PAGE_SIZE):
    """The hits from *start* up to *stop*. Hits whose row is gone are left out."""
    asked = widened(wanted.query, SynonymGroup.objects.groups())
    wanted = replace(wanted, query=asked.query)
    try:
        stepped, simplified = _answer(wanted, Ask(start, stop, wanted.sort, tuple(FACETS)))
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
    facets = {name: _labelled(name, counts, wanted.filters) for name, counts in answer.facets.items()}
    return Findings(answer.total, hits, facets, simplified, also=asked.also, relaxation=stepped.step)


# --- asking -------------------------------------------------------------------------------------


def _answer(wanted, ask):
    """(what was answered, whether by the database because the index, now to be healed, is unusable or lost all)."""
    try:
        stepped = search_in_steps(partial(_ask_index, wanted.filters, wanted.sort), wanted.query, ask)
        if stepped.answer.total or not _index_is_empty():
            return stepped, False
    except IndexUnusable:
        logger.exception("Searching the database instead")
    heal()
    ranges = (Range(column, number, number) for column, number in wanted.filters)
    return Stepped(database.search(And((wanted.query, *ranges)), ask), wanted.query), True


def _ask_index(filters, sort, query, ask):
    results = SearchQuerySet().filter(content=query)
    for column, number in filters:
        results = results.narrow(Range(column, number, number))
    for facet in ask.facets:
        results = results.facet(facet)
    if sort in ORDERS:
        results = results.order_by(ORDERS[sort])
    hits = tuple(Hit(result.pk, result.score) for result in results[ask.start : ask.stop])
    counts = results.facet_counts().get("fields", {})
    return Answer(results.count(), hits, {facet: dict(counts[facet]) for facet in ask.facets})


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
        spans = tuple((start - snippet.start, end - snippet.start) for start, end in snippet.marks)
        label = section.label if section and snippet.start else ""
        yield Passage(snippet.anchor, label, text[snippet.start : snippet.end], spans)


def _labelled(name, counts, filters):
    """The most frequent values with their names, and those filtered by; years latest first."""
    if FACETS[name] is None:
        return tuple(FacetCount(str(year), str(year), year, counts[year]) for year in sorted(counts, reverse=True))
    frequent = sorted(counts, key=lambda number: (-counts[number], number))[:MOST_VALUES]
    chosen = {number for column, number in filters if column == name and number in counts}
    rows = FACETS[name].objects.in_bulk({*frequent, *chosen}).values()
    ordered = sorted(rows, key=lambda row: (-counts[row.pk], row.folded_name))
    return tuple(FacetCount(row.slug, row.name, row.pk, counts[row.pk]) for row in ordered)
