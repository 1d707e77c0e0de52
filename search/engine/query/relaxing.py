"""Relaxing: when a query is relaxed, and by which steps. A query that finds little is asked more and more loosely.

This module must not know an index; `search.text.relaxation` says how a query is loosened.
"""

from collections.abc import Iterator

from search.text.queries import Query
from search.text.relaxation import STEPS, relax, word_count

FEW = 20  # hits: a page; a long query that has fewer is relaxed. Measured: 10 loses 0.4 points of nDCG@10
LONG = 4  # words; a shorter query is relaxed only if nothing answers it


def enough(query: Query) -> int:
    """Return the number of hits with which *query* needs no relaxation."""
    return FEW if word_count(query) >= LONG else 1


def relaxations(query: Query) -> Iterator[tuple[str, Query]]:
    """Yield the name of each step of `search.text.relaxation.STEPS` and *query* relaxed by it, the strictest first.

    There is none for a query that says precisely what it asks for.
    """
    for name, share in STEPS:
        looser = relax(query, share)
        if looser == query:
            return
        yield name, looser
