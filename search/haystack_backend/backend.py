"""Haystack's backend interface over search.engine. Queries are passed as values; articles are read again to be indexed.

It holds no query syntax and knows no pages.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, log_query
from haystack.exceptions import SearchBackendError, SearchFieldError
from haystack.models import SearchResult

from archive.models import Article
from search.engine.documents import Hit, SearchRequest, SearchResponse, Sort
from search.engine.index import Index
from search.engine.query.explanation import AnalyzedLeaf, ScoreExplanation, analyze_leaves, explain_score
from search.engine.query.more_like_this import similar
from search.engine.query.terms import Leaf
from search.engine.query.trends import YearCount, trend
from search.haystack_backend.lookups import narrowed, narrowing_text, query_of
from search.indexing.documents import ORIGINAL
from search.indexing.site_index import SiteIndex, site_index
from search.text.queries import And, Everything, Query

MOST_SIMILAR = 50  # the most articles like another that are computed
ALL = 1 << 62  # a slice without an end
SORTS: dict[str, Sort] = {
    "-published_at": "newest",
    "published_at": "oldest",
    "-published": "newest",
    "published": "oldest",
    "-matches": "matches",
}
# The options of a SearchQuerySet that work here; others (highlighting, statistics, distances) are refused.
SUPPORTED = {"start_offset", "end_offset", "sort_by", "facets", "narrow_queries", "models", "result_class", "fields"}


class ArchiveSearchBackend(BaseSearchBackend):
    """The backend of one connection, to the site's index. Every write is one commit, with `commit=False` too."""

    @property
    def site(self) -> SiteIndex:
        return site_index()

    @property
    def index(self) -> Index:
        """Return the engine's index. Raises IndexUnusable if it is damaged."""
        return site_index().index

    # --- writing ---

    def update(self, index: object, iterable: Iterable[Article], commit: bool = True) -> None:
        """Index the articles, read again: another process may have indexed a newer state while this one waited."""
        ids = [article.pk for article in iterable]
        with self.site.writing():
            self.site.refresh(ids)

    def remove(self, obj_or_string: Article | str, commit: bool = True) -> None:
        """Remove an article, given itself or as Haystack's identifier, such as archive.article.7."""
        id = int(obj_or_string.rpartition(".")[2]) if isinstance(obj_or_string, str) else obj_or_string.pk
        with self.site.writing():
            self.site.remove([id])

    def clear(self, models: Collection[type] | None = None, commit: bool = True) -> None:
        """Empty the index, damaged or not."""
        if models is None or Article in models:
            with self.site.writing():
                self.site.rebuild(())

    # --- searching ---

    def answer(self, request: SearchRequest) -> SearchResponse:
        """Answer *request* in one evaluation. Raises IndexUnusable, SearchRefused or OutOfTime."""
        return self.index.search(request)

    def totals(self, queries: Sequence[Query]) -> list[int]:
        """Count the hits of each of *queries* under one deadline. Raises IndexUnusable or OutOfTime."""
        return self.index.totals(queries, collapse=ORIGINAL)

    def explain(self, query: Query, ids: Sequence[int]) -> tuple[tuple[AnalyzedLeaf, ...], dict[int, ScoreExplanation]]:
        """Return how the texts of *query* are tokenized, and the score's explanation by article id.

        Raises IndexUnusable.
        """
        searcher = self.index.searcher
        return analyze_leaves(query), {id: explain_score(searcher, query, id) for id in ids}

    def trend(self, leaf: Leaf) -> tuple[YearCount, ...]:
        """Return the counts of each year that has articles, ascending. Raises IndexUnusable or OutOfTime."""
        return trend(self.index.searcher, leaf, collapse=ORIGINAL)

    @log_query
    def search(self, query_string: Query, **options: Any) -> dict[str, Any]:
        """Answer a query as Haystack asks for it; *query_string* is a query value. Raises IndexUnusable."""
        if unsupported := options.keys() - SUPPORTED:
            raise SearchBackendError(f"This backend does not do {', '.join(sorted(unsupported))}")
        models = options.get("models")
        if models and Article not in models:
            return {"results": [], "hits": 0, "facets": {}}
        response = self.answer(_request(query_string, options))
        fields = {  # column → (value, count), the most frequent first
            column: sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            for column, counts in response.facets.items()
        }
        return {
            "results": [_result(hit, options.get("result_class")) for hit in response.hits],
            "hits": response.total,
            "facets": {"fields": fields, "dates": {}, "queries": {}},
        }

    def more_like_this(
        self,
        model_instance: Article,
        additional_query_string: Query | None = None,
        result_class: type | None = None,
        **options: Any,
    ) -> dict[str, Any]:
        """Return the articles most like this one, never itself or the article it repeats. Takes no further query."""
        if additional_query_string not in (None, Everything()):
            raise SearchBackendError("more_like_this() takes no filters besides: filter its results.")
        start, end = options.get("start_offset") or 0, options.get("end_offset") or MOST_SIMILAR
        original = model_instance.reprint_of_id or model_instance.pk
        hits = similar(self.index.searcher, original, end, collapse=ORIGINAL)[start:]
        return {"results": [_result(hit, result_class) for hit in hits], "hits": len(hits)}


def _request(query: Query, options: dict[str, Any]) -> SearchRequest:
    """Return the request that a SearchQuerySet's *options* ask for."""
    order = tuple(options.get("sort_by", ()))
    if len(order) > 1 or not SORTS.keys() >= set(order):
        raise SearchFieldError(f"Results are sorted by one of {', '.join(SORTS)}, or by relevance; not by {order}.")
    within = tuple(map(narrowed, options.get("narrow_queries", ())))
    end = options.get("end_offset")
    return SearchRequest(
        query,
        within=And(within) if within else None,
        start=options.get("start_offset") or 0,
        stop=ALL if end is None else end,
        sort=SORTS[order[0]] if order else "relevance",
        facets=tuple(options.get("facets", ())),
        collapse=ORIGINAL,
    )


def _result(hit: Hit, result_class: type | None) -> Any:
    label, name = Article._meta.app_label, Article._meta.model_name
    return (result_class or SearchResult)(label, name, hit.id, hit.score, id=f"{label}.{name}.{hit.id}")


class ArchiveSearchQuery(BaseSearchQuery):
    """A query that compiles Haystack's filters to a query value instead of a line, or passes a whole request on."""

    def answer(self, request: SearchRequest) -> SearchResponse:
        """Answer *request* as it is; the filters of this query are not added to it."""
        return self.backend.answer(request)

    def build_query(self) -> Query:
        return query_of(self.query_filter)

    def build_query_fragment(self, field: str, filter_type: str, value: object) -> str:
        """Write a filter as a line; only SearchQuerySet.narrow() calls this."""
        return narrowing_text(field, filter_type, value)

    def __str__(self) -> str:
        return repr(self.build_query())

    def run_mlt(self, **options: Any) -> None:
        """Ask for the slice only; Haystack would ask for all similar articles."""
        super().run_mlt(start_offset=self.start_offset, end_offset=self.end_offset, **options)

    def set_limits(self, low: int | None = None, high: int | None = None) -> None:
        """Set both ends of the slice: an end that is left from an earlier slice would cut this one short."""
        self.start_offset, self.end_offset = int(low or 0), high


class ArchiveEngine(BaseEngine):
    backend = ArchiveSearchBackend
    query = ArchiveSearchQuery
