"""The log of slow and refused searches. It holds what a reader asked for only at the level DEBUG."""

import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass

from search.engine.query.searcher import OutOfTime, SearchRefused

SLOW = 0.5  # seconds

logger = logging.getLogger(__name__)


@dataclass
class LoggedSearch:
    """A search under way. Whoever makes it sets the number of its hits."""

    hits: int = 0


@contextmanager
def logged(query):
    """Give a LoggedSearch, and log the search made inside if it is refused or takes longer than SLOW."""
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
