"""Haystack's backend interface over search.engine: queries travel as values, writes are re-read rows.

Holds no query syntax and no knowledge of pages.
"""

import fcntl
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, log_query
from haystack.exceptions import SearchBackendError, SearchFieldError
from haystack.models import SearchResult

from archive.models import Article
from search.engine.documents import Ask
from search.engine.index import Index
from search.engine.query.explanation import analyze_leaves, explain_score
from search.engine.query.more_like_this import similar
from search.engine.query.trends import trend
from search.haystack_backend.lookups import narrowed, narrowing_text, query_of
from search.indexing.documents import documents_of
from search.models import DictionaryWord
from search.text.queries import And, Everything

LOCK = "writing.lock"
MOST_SIMILAR = 50  # reports like another, of which more are never asked for
ALL = 1 << 62  # a slice without an end
SORTS = {
    "-published_at": "newest",
    "published_at": "oldest",
    "-published": "newest",
    "published": "oldest",
    "-matches": "matches",
}
# What SearchQuerySet may send along; for the rest (highlighting, statistics, places) there is nothing here.
UNDERSTOOD = {"start_offset", "end_offset", "sort_by", "facets", "narrow_queries", "models", "result_class", "fields"}


class ArchiveSearchBackend(BaseSearchBackend):
    """One connection: the index in its PATH. Every write is one commit; `commit=False` has no other meaning here."""

    def __init__(self, connection_alias, **connection_options):
        super().__init__(connection_alias, **connection_options)
        self.path = Path(connection_options["PATH"])

    @cached_property
    def index(self):
        return Index.open(self.path)

    # --- writing ---

    @contextmanager
    def writing(self, *, wait=True):
        """Hold the right to write; gives whether it was had, which without *wait* may be False."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.path / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def refresh(self, ids):
        """Bring these reports' entries to what the database says now, in one commit. To be called while `writing`."""
        documents = documents_of(ids)
        gone = set(ids) - {document.id for document in documents}
        self.index.write(documents, removed=gone)

    def update(self, index, iterable, commit=True):
        """The reports are read again: between their loading and the lock somebody may have changed and indexed them."""
        ids = [article.pk for article in iterable]
        with self.writing():
            self.refresh(ids)

    def remove(self, obj_or_string, commit=True):
        """*obj_or_string*: a report, or its identifier such as archive.article.7"""
        id = int(obj_or_string.rpartition(".")[2]) if isinstance(obj_or_string, str) else obj_or_string.pk
        with self.writing():
            self.index.write((), removed=[id])

    def clear(self, models=None, commit=True):
        """Empty the index, damaged or not."""
        if models is None or Article in models:
            with self.writing():
                self.rebuild(())

    # --- searching ---

    @log_query
    def search(self, query_string, **options):
        """*query_string* is a query value. Raises IndexUnusable if the index is damaged."""
        if not_understood := options.keys() - UNDERSTOOD:
            raise SearchBackendError(f"This backend does not do {', '.join(sorted(not_understood))}")
        models = options.get("models")
        if models and Article not in models:
            return {"results": [], "hits": 0, "facets": {}}
        within = tuple(map(narrowed, options.get("narrow_queries", ())))
        answer = self.index.search(query_string, within=And(within) if within else None, ask=_ask(options))
        return {
            "results": [_result(hit, options.get("result_class")) for hit in answer.hits],
            "hits": answer.total,
            "facets": {"fields": _haystack_facets(answer.facets), "dates": {}, "queries": {}},
        }

    def more_like_this(self, model_instance, additional_query_string=None, result_class=None, **options):
        """The reports most like this one: never itself, nor the report it repeats. Takes no further query."""
        if additional_query_string not in (None, Everything()):
            raise SearchBackendError("more_like_this() takes no filters besides: filter its results.")
        start, end = options.get("start_offset") or 0, options.get("end_offset") or MOST_SIMILAR
        original = model_instance.reprint_of_id or model_instance.pk
        hits = similar(self.index.searcher, original, end)[start:]
        return {"results": [_result(hit, result_class) for hit in hits], "hits": len(hits)}

    def explain(self, query, ids):
        """(how the query was cut, id → why it scored so)."""
        searcher = self.index.searcher
        return analyze_leaves(query), {id: explain_score(searcher, query, id) for id in ids}

    def trend(self, leaf):
        """YearCount of each year that has reports, ascending."""
        return trend(self.index.searcher, leaf)

    def versions(self):
        """(id, version) of every entry."""
        return self.index.versions()

    def rebuild(self, documents):
        """Put *documents* in place of the whole index, damaged or not, cut by the words of the editors' dictionary.

        To be called while `writing`.
        """
        Index(self.path).rebuild(documents, words=DictionaryWord.objects.added())

    def knows_the_dictionary(self):
        """Whether the index was cut by the words that editors have added by now. Raises IndexUnusable."""
        return self.index.words() == DictionaryWord.objects.added()


def _ask(options):
    order = tuple(options.get("sort_by", ()))
    if len(order) > 1 or not SORTS.keys() >= set(order):
        raise SearchFieldError(f"Results are sorted by one of {', '.join(SORTS)}, or by relevance; not by {order}.")
    start, end = options.get("start_offset") or 0, options.get("end_offset")
    sort = SORTS[order[0]] if order else "relevance"
    return Ask(start, ALL if end is None else end, sort, tuple(options.get("facets", ())))


def _result(hit, result_class):
    label, name = Article._meta.app_label, Article._meta.model_name
    return (result_class or SearchResult)(label, name, hit.id, hit.score, id=f"{label}.{name}.{hit.id}")


def _haystack_facets(facets):
    """Column → (value, count), the most frequent first."""
    return {column: sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) for column, counts in facets.items()}


class ArchiveSearchQuery(BaseSearchQuery):
    """Haystack's filters, compiled to a query value instead of a line of syntax."""

    def build_query(self):
        return query_of(self.query_filter)

    def build_query_fragment(self, field, filter_type, value):
        """Only SearchQuerySet.narrow() asks for this."""
        return narrowing_text(field, filter_type, value)

    def __str__(self):
        return repr(self.build_query())

    def run_mlt(self, **options):
        """Haystack would ask for all of them."""
        super().run_mlt(start_offset=self.start_offset, end_offset=self.end_offset, **options)

    def set_limits(self, low=None, high=None):
        """Both ends anew: an end left from an earlier slice would cut this one short."""
        self.start_offset, self.end_offset = int(low or 0), high


class ArchiveEngine(BaseEngine):
    backend = ArchiveSearchBackend
    query = ArchiveSearchQuery
