"""The only access to the index: asks it through Haystack, and turns its failures into answers.

It knows no pages and no records.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Literal, ParamSpec, TypeVar

from haystack.query import SearchQuerySet

from search.engine.documents import SearchRequest, SearchResponse
from search.engine.indexing.commits import IndexUnusable
from search.engine.query.searcher import OutOfTime, SearchRefused
from search.finding.search_log import logged
from search.haystack_backend.backend import ArchiveSearchBackend
from search.indexing.rebuilding import begin_rebuild_if_needed

Refusal = Literal["no_index", "too_many_terms", "too_slow"]
Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Substitute = TypeVar("Substitute")

logger = logging.getLogger(__name__)


def answer(request: SearchRequest) -> SearchResponse:
    """Answer *request* by the index, in one evaluation. Raises IndexUnusable, SearchRefused or OutOfTime."""
    with logged(request.query) as search:
        response = SearchQuerySet().query.answer(request)
        search.hits = response.total
    return response


def backend() -> ArchiveSearchBackend:
    """Return Haystack's backend, for questions other than searches. Its methods raise IndexUnusable and OutOfTime."""
    return SearchQuerySet().query.backend


def or_else(
    otherwise: Callable[[Refusal], Substitute],
) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result | Substitute]]:
    """Decorate a function that asks the index: where the index cannot answer, it returns *otherwise* of the reason.

    An unusable index is logged, and its rebuild begins.

        @or_else(lambda reason: [])
        def similar_articles(article): …
    """

    def decorate(ask: Callable[Parameters, Result]) -> Callable[Parameters, Result | Substitute]:
        @wraps(ask)
        def ask_or_substitute(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result | Substitute:
            try:
                return ask(*args, **kwargs)
            except SearchRefused:
                return otherwise("too_many_terms")
            except OutOfTime:
                return otherwise("too_slow")
            except IndexUnusable:
                logger.exception("The index cannot be used; a rebuild begins")
                begin_rebuild_if_needed()
                return otherwise("no_index")

        return ask_or_substitute

    return decorate
