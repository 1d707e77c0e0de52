"""Logs slow and refused searches. What a reader searched for is logged at the level DEBUG only."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from search.engine.query.searcher import OutOfTime, SearchRefused
from search.text.queries import Query

SLOW = 0.5  # seconds

logger = logging.getLogger(__name__)


@dataclass
class LoggedSearch:
    """A search under way. The caller sets the number of its hits."""

    hits: int = 0


@contextmanager
def logged(query: Query) -> Iterator[LoggedSearch]:
    """Give a LoggedSearch; log the search that is made in the context if it is refused or takes longer than SLOW."""
    search, started = LoggedSearch(), time.monotonic()
    try:
        yield search
    except (SearchRefused, OutOfTime) as refusal:
        logger.info("A search was refused after %.2f s. %s", time.monotonic() - started, refusal)
        logger.debug("The refused search asked for %r", query)
        raise
    seconds = time.monotonic() - started
    if seconds > SLOW:
        logger.info("A search was slow: %.2f s for %d hits", seconds, search.hits)
        logger.debug("The slow search asked for %r", query)
