"""Proximity: which documents have two runs of characters near one another, by comparing the positions of both.

This module must not score, or evaluate other parts of a query.
"""

from collections.abc import Callable

from search.engine.analysis import characters
from search.engine.postings.docsets import EMPTY, DocSet, union
from search.engine.postings.keys import code_points
from search.engine.postings.positions import doc_ids, phrase_positions
from search.engine.postings.segments import Positions, Segment
from search.text.queries import TEXT_FIELDS, Near


def near(segment: Segment, query: Near, among: DocSet | None, check: Callable[[], None]) -> DocSet:
    """Return the documents *among* (None: all) that answer *query*; none if one of its runs is only white space."""
    one, other = (code_points(characters(run)) for run in (query.one, query.other))
    if not one or not other:
        return EMPTY
    found = []
    for field in (query.field,) if query.field else TEXT_FIELDS:
        if index := segment.inverted_index(field, "bigrams"):
            firsts, seconds = (phrase_positions(index, codes, among, check) for codes in (one, other))
            found.append(_followed(firsts + len(one), seconds, query.distance))
            found.append(_followed(seconds + len(other), firsts, query.distance))
    return union(found, segment.count)


def _followed(ends: Positions, starts: Positions, distance: int) -> DocSet:
    """Return the documents in which one of *starts* follows one of *ends* by at most *distance* positions."""
    if not ends.size or not starts.size:
        return EMPTY
    at = starts.searchsorted(ends)
    following = starts.take(at, mode="clip")
    return doc_ids(ends[(at < starts.size) & (following - ends <= distance)])
