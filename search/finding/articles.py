"""Finds articles for pages and commands: from a request to rows with the passages to show. Makes no HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from archive.models import Article
from search.engine.documents import Hit, SearchRequest, SearchResponse
from search.finding import database
from search.finding.facets import FacetCount, labelled
from search.finding.index_access import Refusal, answer, or_else
from search.indexing.documents import ORIGINAL, passages
from search.indexing.rebuilding import begin_rebuild_if_needed
from search.models import SynonymGroup
from search.text.queries import Query
from search.text.snippets import best_snippets, excerpt, highlight_terms, highlights
from search.text.synonyms import expand_query

Spans = tuple[tuple[int, int], ...]  # [start, end) in a text, ascending


@dataclass(frozen=True)
class HitPassage:
    """A passage of a section: its text, and the spans in it to be marked.

    anchor: the section's, "" for the archive's own note. label: the section's heading; "" if there is none or the
    passage begins with it.
    """

    anchor: str
    label: str
    text: str
    marks: Spans


@dataclass(frozen=True)
class ArticleHit:
    """An article that was found. passages: those to show, the best first.

    reprints: the reprints of the article that were found too; it counts once for all of them. Where only reprints
    were found, one of them is the article.
    """

    article: Article
    score: float
    title_marks: Spans
    passages: tuple[HitPassage, ...]
    reprints: tuple[Article, ...] = ()

    @property
    def original(self) -> Article | None:
        """The published article that this one repeats, if it is a reprint."""
        original = self.article.reprint_of
        return original if original and original.state == Article.State.PUBLISHED else None

    @property
    def url(self) -> str:
        """The article's address, at the section of its best passage."""
        anchor = self.passages[0].anchor if self.passages else ""
        return f"{self.article.get_absolute_url()}{'#' if anchor else ''}{anchor}"


@dataclass(frozen=True)
class SearchResults:
    """The articles that a request found.

    total: the number of all hits. hits: the requested slice of them, from `start`.
    facets: by column the values that the hits hold; filters on a facet's own column do not narrow its counts.
    simplified: whether the database answered because the index could not.
    refusal: why there is no answer, a key of `search.forms.REFUSALS`; "" if there is one.
    also: synonyms that the query was expanded by.
    relaxation: the name of the step in `search.text.relaxation.STEPS` that added hits; "" if the query found enough.
    """

    total: int = 0
    hits: tuple[ArticleHit, ...] = ()
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    simplified: bool = False
    refusal: str = ""
    start: int = 0
    also: tuple[str, ...] = ()
    relaxation: str = ""


def find_articles(request: SearchRequest) -> SearchResults:
    """Return the requested slice of the hits. The query is expanded by synonyms, and relaxed where it finds little.

    Hits whose article has been deleted since are left out.
    """
    expanded = expand_query(request.query, SynonymGroup.objects.groups())
    request = replace(request, query=expanded.query, relax=True, collapse=ORIGINAL)
    response = _answer(request)
    if isinstance(response, str):
        return SearchResults(refusal=response)
    articles = _articles(response)
    terms = HighlightTerms.of(response.query)
    return SearchResults(
        total=response.total,
        hits=tuple(
            _article_hit(articles[hit.id], hit.score, terms, _others(hit, response, articles))
            for hit in response.hits
            if hit.id in articles
        ),
        facets={name: labelled(name, counts, _chosen(request, name)) for name, counts in response.facets.items()},
        simplified=response.indexed is None,
        start=request.start,
        also=expanded.added,
        relaxation=response.relaxation,
    )


def find_ids(request: SearchRequest) -> list[int]:
    """Return the ids of the requested hits, in the order of `find_articles`; none for a refused search."""
    expanded = expand_query(request.query, SynonymGroup.objects.groups())
    response = _answer(replace(request, query=expanded.query, relax=True, collapse=ORIGINAL))
    return [] if isinstance(response, str) else [hit.id for hit in response.hits]


def _answer(request: SearchRequest) -> SearchResponse | Refusal:
    """Ask the index, and the database where the index cannot be used or has lost all of its documents."""
    response = _indexed_answer(request)
    if isinstance(response, str):
        return database.search(request) if response == "no_index" else response
    if not response.indexed and Article.objects.public().exists():
        begin_rebuild_if_needed()
        return database.search(request)
    return response


@or_else(lambda reason: reason)
def _indexed_answer(request: SearchRequest) -> SearchResponse:
    return answer(request)


def _chosen(request: SearchRequest, column: str) -> list[int]:
    """Return the single numbers that the request filters *column* by."""
    filters = (one for one in request.filters if one.column == column and one.low == one.high)
    return [one.low for one in filters if one.low is not None]


def _articles(response: SearchResponse) -> dict[int, Article]:
    """Return the articles of the hits with their sections, and those of the other hits of their groups, by id."""
    published = Article.objects.published().with_names()
    hits = (
        published.select_related("reprint_of").prefetch_related("sections").in_bulk([hit.id for hit in response.hits])
    )
    others = [id for ids in response.members.values() for id in ids]
    return hits | (published.in_bulk(others) if others else {})


def _others(hit: Hit, response: SearchResponse, articles: Mapping[int, Article]) -> tuple[Article, ...]:
    return tuple(articles[id] for id in response.members.get(hit.id, ()) if id in articles)


# --- showing ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HighlightTerms:
    """The folded terms to mark in titles and in texts."""

    title: tuple[str, ...]
    text: tuple[str, ...]

    @classmethod
    def of(cls, query: Query) -> "HighlightTerms":
        in_text = {*highlight_terms(query, "body"), *highlight_terms(query, "headings")}
        return cls(highlight_terms(query, "title"), tuple(in_text))


def _article_hit(article: Article, score: float, terms: HighlightTerms, reprints: tuple[Article, ...]) -> ArticleHit:
    title_marks = highlights(article.title, terms.title)
    return ArticleHit(article, score, title_marks, tuple(_passages(article, terms.text)), reprints)


def _passages(article: Article, terms: tuple[str, ...]) -> Iterator[HitPassage]:
    """Yield the best passages of *article*. The archive's own note on it has no section and no anchor."""
    texts = {section.anchor if section else "": (section, text) for section, text in passages(article)}
    for snippet in best_snippets([(anchor, text) for anchor, (_, text) in texts.items()], terms):
        section, text = texts[snippet.anchor]
        label = section.label if section and snippet.start else ""
        yield HitPassage(snippet.anchor, label, *excerpt(text, snippet))
