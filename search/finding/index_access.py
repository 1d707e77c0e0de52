"""Asks the index through Haystack: the one place that does, and the one that turns its failures into answers.

Knows no page and no record.
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
from search.indexing.rebuilding import heal

Refusal = Literal["no_index", "too_many_terms", "too_slow"]
Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

logger = logging.getLogger(__name__)


def answer(request: SearchRequest) -> SearchResponse:
    """The index's answer to *request*, in one evaluation. Raises IndexUnusable, SearchRefused or OutOfTime."""
    with logged(request.query) as search:
        response = SearchQuerySet().query.answer(request)
        search.hits = response.total
    return response


def backend() -> ArchiveSearchBackend:
    """Haystack's backend, for questions that are no search. Raises IndexUnusable when it is used, if the index is."""
    return SearchQuerySet().query.backend


def or_else(
    otherwise: Callable[[Refusal], Result],
) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Decorate a function that asks the index: where it cannot answer, *otherwise* makes the result of the reason.

    An unusable index is logged, and its rebuild begins.

        @or_else(lambda reason: [])
        def similar_reports(article): …
    """

    def decorate(ask: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        @wraps(ask)
        def asking(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
            try:
                return ask(*args, **kwargs)
            except SearchRefused:
                return otherwise("too_many_terms")
            except OutOfTime:
                return otherwise("too_slow")
            except IndexUnusable:
                logger.exception("The index cannot be used; a rebuild begins")
                heal()
                return otherwise("no_index")

        return asking

    return decorate
