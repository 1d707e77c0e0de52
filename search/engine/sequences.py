"""Where runs of characters stand in a field: the places of their pairs joined, all documents at once."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from search.engine.leaves import character, pairs_of
from search.engine.segments import Terms
from search.engine.selections import Selection, common

PLACE_BITS = 32

Places = NDArray[np.int64]  # document << PLACE_BITS | place, ascending

NOWHERE: Places = np.zeros(0, np.int64)


def beginnings(terms: Terms, codes: tuple[int, ...], among: Selection | None, check: Callable[[], None]) -> Places:
    """Where the code points stand one after the other, in the documents *among* (None: all)."""
    if len(codes) == 1:
        return _of_character(terms, codes[0], among, check)
    pairs = pairs_of(codes)
    covering = {*range(0, len(pairs), 2), len(pairs) - 1}
    spans = [(*terms.slots(pairs[offset].low, pairs[offset].high), offset) for offset in covering]
    if any(first == last for first, last, _ in spans):
        return NOWHERE
    spans.sort(key=lambda span: terms.place_count(span[0]))
    found: Places | None = None
    for slot, _, offset in spans:
        check()
        shifted = _places(terms, slot, among)
        shifted += len(pairs) - offset  # not less than 0 even where the run would begin before the text
        found = shifted if found is None else common(found, shifted)
        if not found.size:
            return NOWHERE
        among = documents(found)
    return NOWHERE if found is None else found - len(pairs)


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
        found.append(_places(terms, slot, among))
    return np.sort(np.concatenate(found))


def _places(terms: Terms, slot: int, among: Selection | None) -> Places:
    places, owners = terms.places(slot, among)
    joined: Places = owners << PLACE_BITS
    joined += places
    return joined
