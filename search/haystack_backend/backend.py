"""Haystack's backend interface over search.engine: queries travel as values, writes are re-read rows.

Holds no query syntax and no knowledge of pages.
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
from search.indexing.site_index import SiteIndex, site_index
from search.text.queries import And, Everything, Query

MOST_SIMILAR = 50  # reports like another, of which more are never asked for
ALL = 1 << 62  # a slice without an end
SORTS: dict[str, Sort] = {
    "-published_at": "newest",
    "published_at": "oldest",
    "-published": "newest",
    "published": "oldest",
    "-matches": "matches",
}
# What SearchQuerySet may send along; for the rest (highlighting, statistics, places) there is nothing here.
UNDERSTOOD = {"start_offset", "end_offset", "sort_by", "facets", "narrow_queries", "models", "result_class", "fields"}


class ArchiveSearchBackend(BaseSearchBackend):
    """One connection: the site's index. Every write is one commit; `commit=False` has no other meaning here."""

    @property
    def site(self) -> SiteIndex:
        return site_index()

    @property
    def index(self) -> Index:
        """The engine's index. Raises IndexUnusable if it is damaged."""
        return site_index().index

    # --- writing ---

    def update(self, index: object, iterable: Iterable[Article], commit: bool = True) -> None:
        """Read the articles again: between their loading and the lock somebody may have changed and indexed them."""
        ids = [article.pk for article in iterable]
        with self.site.writing():
            self.site.refresh(ids)

    def remove(self, obj_or_string: Article | str, commit: bool = True) -> None:
        """*obj_or_string*: an article, or its identifier such as archive.article.7"""
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
        """One evaluation of *request*. Raises IndexUnusable, SearchRefused or OutOfTime."""
        return self.index.search(request)

    def totals(self, queries: Sequence[Query]) -> list[int]:
        """How many articles answer each of *queries*, counted in one visit. Raises IndexUnusable or OutOfTime."""
        return self.index.totals(queries)

    def explain(self, query: Query, ids: Sequence[int]) -> tuple[tuple[AnalyzedLeaf, ...], dict[int, ScoreExplanation]]:
        """How the texts of *query* were tokenized, and for each article why it scored so. Raises IndexUnusable."""
        searcher = self.index.searcher
        return analyze_leaves(query), {id: explain_score(searcher, query, id) for id in ids}

    def trend(self, leaf: Leaf) -> tuple[YearCount, ...]:
        """The counts of each year that has articles, ascending. Raises IndexUnusable or OutOfTime."""
        return trend(self.index.searcher, leaf)

    @log_query
    def search(self, query_string: Query, **options: Any) -> dict[str, Any]:
        """*query_string* is a query value. Raises IndexUnusable if the index is damaged."""
        if not_understood := options.keys() - UNDERSTOOD:
            raise SearchBackendError(f"This backend does not do {', '.join(sorted(not_understood))}")
        models = options.get("models")
        if models and Article not in models:
            return {"results": [], "hits": 0, "facets": {}}
        response = self.answer(_request(query_string, options))
        return {
            "results": [_result(hit, options.get("result_class")) for hit in response.hits],
            "hits": response.total,
            "facets": {"fields": _haystack_facets(response.facets), "dates": {}, "queries": {}},
        }

    def more_like_this(
        self,
        model_instance: Article,
        additional_query_string: Query | None = None,
        result_class: type | None = None,
        **options: Any,
    ) -> dict[str, Any]:
        """The articles most like this one: never itself, nor the article it repeats. Takes no further query."""
        if additional_query_string not in (None, Everything()):
            raise SearchBackendError("more_like_this() takes no filters besides: filter its results.")
        start, end = options.get("start_offset") or 0, options.get("end_offset") or MOST_SIMILAR
        original = model_instance.reprint_of_id or model_instance.pk
        hits = similar(self.index.searcher, original, end)[start:]
        return {"results": [_result(hit, result_class) for hit in hits], "hits": len(hits)}


def _request(query: Query, options: dict[str, Any]) -> SearchRequest:
    """What SearchQuerySet asks for, as one value."""
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
    )


def _result(hit: Hit, result_class: type | None) -> Any:
    label, name = Article._meta.app_label, Article._meta.model_name
    return (result_class or SearchResult)(label, name, hit.id, hit.score, id=f"{label}.{name}.{hit.id}")


def _haystack_facets(facets: dict[str, dict[int, int]]) -> dict[str, list[tuple[int, int]]]:
    """Column → (value, count), the most frequent first."""
    return {column: sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) for column, counts in facets.items()}


class ArchiveSearchQuery(BaseSearchQuery):
    """Haystack's filters, compiled to a query value instead of a line of syntax; or a whole request, carried along."""

    def answer(self, request: SearchRequest) -> SearchResponse:
        """The answer to *request*, which no filter of this query adds to."""
        return self.backend.answer(request)

    def build_query(self) -> Query:
        return query_of(self.query_filter)

    def build_query_fragment(self, field: str, filter_type: str, value: object) -> str:
        """Only SearchQuerySet.narrow() asks for this."""
        return narrowing_text(field, filter_type, value)

    def __str__(self) -> str:
        return repr(self.build_query())

    def run_mlt(self, **options: Any) -> None:
        """Haystack would ask for all of them."""
        super().run_mlt(start_offset=self.start_offset, end_offset=self.end_offset, **options)

    def set_limits(self, low: int | None = None, high: int | None = None) -> None:
        """Set both ends: an end left from an earlier slice would cut this one short."""
        self.start_offset, self.end_offset = int(low or 0), high


class ArchiveEngine(BaseEngine):
    backend = ArchiveSearchBackend
    query = ArchiveSearchQuery
