"""Where runs of characters stand in a field: the places of their pairs joined, all documents at once."""

from collections.abc import Callable

import numpy as np

from search.engine.postings.docsets import Selection, member
from search.engine.postings.keys import character, pair
from search.engine.postings.segments import Places, Terms
from search.engine.storage.layout import PLACE_BITS

NOWHERE: Places = np.zeros(0, np.int64)

MOST_KEPT = 1 << 18  # places of a pair; to read so many takes about a millisecond


def beginnings(terms: Terms, codes: tuple[int, ...], among: Selection | None, check: Callable[[], None]) -> Places:
    """Where the code points stand one after the other, in the documents *among* (None: all)."""
    if len(codes) == 1:
        return _of_character(terms, codes[0], among, check)
    found: Places | None = None
    for slot, count, offset in _covering(terms, codes):
        check()
        if found is None:
            found = _within(_places(terms, slot, count, among), among) - offset
        else:
            # The run's first pair is among those looked up: what would begin before a text is dropped there at last.
            places = _places(terms, slot, count, documents(found) if count > MOST_KEPT else None)
            found = found[member(found + offset, places)]
        if not found.size:
            return NOWHERE
    return NOWHERE if found is None else found


def _covering(terms: Terms, codes: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """(slot, number of places, offset in the run) of pairs that cover the run, its first included, rare ones first.

    Empty if one of them is absent.
    """
    offsets = [*range(0, len(codes) - 2, 2), len(codes) - 2]
    slots = terms.slots_of([pair(codes[offset], codes[offset + 1]) for offset in offsets])
    return sorted(zip(slots, map(terms.place_count, slots), offsets, strict=True), key=_count) if slots else []


def _count(covered: tuple[int, int, int]) -> int:
    return covered[1]


def documents(places: Places) -> Selection:
    """The documents of *places*, each once."""
    owners = places >> PLACE_BITS
    first = np.ones(owners.size, bool)
    np.not_equal(owners[1:], owners[:-1], out=first[1:])
    return owners[first]


def _of_character(terms: Terms, code: int, among: Selection | None, check: Callable[[], None]) -> Places:
    """Its places are those of all pairs that begin with it."""
    term = character(code)
    found = [NOWHERE]
    for slot in range(*terms.slots(term.low, term.high)):
        check()
        found.append(_joined(terms, slot, among))
    return np.sort(np.concatenate(found))


def _places(terms: Terms, slot: int, count: int, among: Selection | None) -> Places:
    """The *count* places of a pair: all, which are kept, or of a very frequent one those *among* the documents."""
    if count > MOST_KEPT:
        return _joined(terms, slot, among)
    key = (terms.name, slot)
    found = terms.recent.get(key)
    if found is None:
        found = _joined(terms, slot, None)
        found.flags.writeable = False
        terms.recent.keep(key, found)
    return found


def _within(places: Places, among: Selection | None) -> Places:
    """Those of *places* that are in the documents *among* (None: all)."""
    if among is None:
        return places
    return places[member(places >> PLACE_BITS, among)] if among.size else NOWHERE


def _joined(terms: Terms, slot: int, among: Selection | None) -> Places:
    places, owners = terms.places(slot, among)
    joined: Places = owners << PLACE_BITS
    joined += places
    return joined
