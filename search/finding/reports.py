"""Finds reports for pages and commands: from a request to rows with the passages to show. Returns no HTML."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from archive.models import Article
from search.engine.documents import SearchRequest, SearchResponse
from search.finding import database
from search.finding.facets import FacetCount, labelled
from search.finding.index_access import Refusal, answer, or_else
from search.indexing.documents import passages
from search.indexing.rebuilding import heal
from search.models import SynonymGroup
from search.text.queries import Query
from search.text.snippets import excerpt, marks, snippets, terms_of
from search.text.synonyms import widened


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
    def url(self) -> str:
        """The report's address, at the section of its best passage."""
        anchor = self.passages[0].anchor if self.passages else ""
        return self.article.get_absolute_url() + (f"#{anchor}" if anchor else "")


@dataclass(frozen=True)
class Findings:
    """What a request found.

    total: the number of all hits. hits: the requested slice of them, from `start`.
    facets: by column the values that the hits hold; the filters on a facet's own column do not count for it.
    simplified: whether the database answered, because the index could not.
    refusal: why there is no answer, a key of `search.forms.REFUSALS`; "" if there is one.
    also: synonyms that were searched for beside the words of the query.
    relaxation: the name of the step in `search.text.relaxation.STEPS` that added hits; "" if the query found enough.
    """

    total: int = 0
    hits: tuple[Found, ...] = ()
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    simplified: bool = False
    refusal: str = ""
    start: int = 0
    also: tuple[str, ...] = ()
    relaxation: str = ""


def find_reports(request: SearchRequest) -> Findings:
    """The requested slice of the hits, with query expansion, and relaxed where little is found.

    Hits whose row is gone are left out.
    """
    expanded = widened(request.query, SynonymGroup.objects.groups())
    request = replace(request, query=expanded.query, relax=True)
    response = _answered(request)
    if isinstance(response, str):
        return Findings(refusal=response)
    ids = [hit.id for hit in response.hits]
    articles = Article.objects.public().with_names().prefetch_related("sections").in_bulk(ids)
    terms = Terms.of(response.query)
    return Findings(
        total=response.total,
        hits=tuple(_found(articles[hit.id], hit.score, terms) for hit in response.hits if hit.id in articles),
        facets={name: labelled(name, counts, _chosen(request, name)) for name, counts in response.facets.items()},
        simplified=response.indexed is None,
        start=request.start,
        also=expanded.also,
        relaxation=response.relaxation,
    )


def find_order(request: SearchRequest) -> list[int]:
    """The ids of the requested hits, in the order of `find_reports`; none of a search that is refused."""
    expanded = widened(request.query, SynonymGroup.objects.groups())
    response = _answered(replace(request, query=expanded.query, relax=True))
    return [] if isinstance(response, str) else [hit.id for hit in response.hits]


def _answered(request: SearchRequest) -> SearchResponse | Refusal:
    """The index's answer; the database's where the index cannot be used or has lost all of its documents."""
    response = _asked(request)
    if isinstance(response, str):
        return database.search(request) if response == "no_index" else response
    if not response.indexed and Article.objects.public().exists():
        heal()
        return database.search(request)
    return response


@or_else(lambda reason: reason)
def _asked(request: SearchRequest) -> SearchResponse | Refusal:
    return answer(request)


def _chosen(request: SearchRequest, column: str) -> list[int | None]:
    return [one.low for one in request.filters if one.column == column and one.low == one.high]


# --- showing ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Terms:
    """What to mark in titles and in texts."""

    title: tuple[str, ...]
    text: tuple[str, ...]

    @classmethod
    def of(cls, query: Query) -> "Terms":
        return cls(terms_of(query, "title"), tuple({*terms_of(query, "body"), *terms_of(query, "headings")}))


def _found(article: Article, score: float, terms: Terms) -> Found:
    return Found(article, score, marks(article.title, terms.title), tuple(_passages(article, terms.text)))


def _passages(article: Article, terms: tuple[str, ...]) -> Iterator[Passage]:
    """The note of a catalogue record stands in no section: it has no anchor."""
    texts = {section.anchor if section else "": (section, text) for section, text in passages(article)}
    for snippet in snippets([(anchor, text) for anchor, (_, text) in texts.items()], terms):
        section, text = texts[snippet.anchor]
        label = section.label if section and snippet.start else ""
        yield Passage(snippet.anchor, label, *excerpt(text, snippet))
