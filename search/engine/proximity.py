"""Which documents have two runs near one another: places of characters compared, all documents at once."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from search.engine.analysis import characters
from search.engine.cutting import NUL
from search.engine.leaves import character, pairs_of
from search.engine.segments import Mask, Segment, Terms
from search.text.queries import TEXT_FIELDS, Near

PLACE_BITS = 32

Places = NDArray[np.int64]  # document << PLACE_BITS | place, ascending


def near(segment: Segment, query: Near) -> Mask:
    """The documents of *segment* that answer *query*; none if one of its runs is nothing but white space."""
    mask = np.zeros(segment.count, bool)
    one, other = (tuple(ord(character) or NUL for character in characters(run)) for run in (query.one, query.other))
    for field in (query.field,) if query.field else TEXT_FIELDS:
        terms = segment.terms(field, "pairs")
        if terms and one and other:
            firsts, seconds = (_beginnings(terms, codes, segment.count) for codes in (one, other))
            mask[_followed(firsts + len(one), seconds, query.distance)] = True
            mask[_followed(seconds + len(other), firsts, query.distance)] = True
    return mask


def _followed(ends: Places, beginnings: Places, distance: int) -> NDArray[np.int64]:
    """The documents where after one of *ends* comes a beginning, at most *distance* places on."""
    if not beginnings.size:
        return beginnings
    at = beginnings.searchsorted(ends)
    following = beginnings[np.minimum(at, beginnings.size - 1)]
    found = (at < beginnings.size) & (following - ends <= distance)
    return ends[found] >> PLACE_BITS


def _beginnings(terms: Terms, codes: tuple[int, ...], count: int) -> Places:
    """Where the code points stand one after the other."""
    pairs = pairs_of(codes) or [character(codes[0])]
    spans = [(terms.slots(pair.low, pair.high), offset) for offset, pair in enumerate(pairs)]
    spans.sort(key=lambda span: sum(map(terms.place_count, range(*span[0]))))
    documents = np.ones(count, bool)
    found: Places | None = None
    for slots, offset in spans:
        here = _sorted(_places(terms, range(*slots), documents)) - offset
        found = here if found is None else np.intersect1d(found, here, assume_unique=True)
        documents = np.zeros(count, bool)
        documents[found >> PLACE_BITS] = True
    assert found is not None
    return found


def _places(terms: Terms, slots: range, documents: Mask) -> Iterator[Places]:
    for slot in slots:
        places, owners = terms.places(slot, documents)
        yield owners.astype(np.int64) << PLACE_BITS | places.astype(np.int64)


def _sorted(parts: Iterator[Places]) -> Places:
    """All *parts* as one; a beginning one place before a document's first would be another's: callers never look."""
    return np.sort(np.concatenate([np.zeros(0, np.int64), *parts]))
