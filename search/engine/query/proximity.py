"""Which documents have two runs near one another: the places of both compared, all documents at once."""

from collections.abc import Callable

from search.engine.analysis import characters
from search.engine.postings.docsets import NONE, Selection, union
from search.engine.postings.positions import beginnings, documents
from search.engine.postings.segments import Places, Segment
from search.engine.storage.layout import NUL
from search.text.queries import TEXT_FIELDS, Near


def near(segment: Segment, query: Near, among: Selection | None, check: Callable[[], None]) -> Selection:
    """Those *among* the documents that answer *query*; none if one of its runs is nothing but white space."""
    one, other = (tuple(ord(character) or NUL for character in characters(run)) for run in (query.one, query.other))
    if not one or not other:
        return NONE
    found = []
    for field in (query.field,) if query.field else TEXT_FIELDS:
        if terms := segment.terms(field, "pairs"):
            firsts, seconds = (beginnings(terms, codes, among, check) for codes in (one, other))
            found.append(_followed(firsts + len(one), seconds, query.distance))
            found.append(_followed(seconds + len(other), firsts, query.distance))
    return union(found, segment.count)


def _followed(ends: Places, starts: Places, distance: int) -> Selection:
    """The documents where after one of *ends* one of *starts* comes, at most *distance* places on."""
    if not ends.size or not starts.size:
        return NONE
    at = starts.searchsorted(ends)
    following = starts.take(at, mode="clip")
    return documents(ends[(at < starts.size) & (following - ends <= distance)])
