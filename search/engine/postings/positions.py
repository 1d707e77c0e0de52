"""Phrase matching: the positions at which a run of characters occurs in a field, for all documents at once.

The positions of the run's bigrams are intersected, rare bigrams first. This module must not know queries or scores.
"""

from collections.abc import Callable
from operator import itemgetter

import numpy as np

from search.engine.postings.docsets import DocSet, is_member
from search.engine.postings.keys import bigram_key, character_term
from search.engine.postings.segments import InvertedIndex, Positions
from search.engine.storage.layout import POSITION_BITS

NO_POSITIONS: Positions = np.zeros(0, np.int64)

MAX_CACHED = 1 << 18  # positions of a bigram; to read so many takes about a millisecond


def phrase_positions(
    index: InvertedIndex, codes: tuple[int, ...], among: DocSet | None, check: Callable[[], None]
) -> Positions:
    """Return where *codes* (code points, at least one) occur in sequence, in the documents *among* (None: all).

    *index* is one of bigrams. *check* is called between steps and raises when time is up.
    Example: in the document 0 with the text 税务局，税务局 the run 税务 occurs at the positions 0 and 4.
    """
    if len(codes) == 1:
        return _character_positions(index, codes[0], among, check)
    found: Positions | None = None
    for ordinal, count, offset in _covering_bigrams(index, codes):
        check()
        if found is None:
            found = _restricted(_bigram_positions(index, ordinal, count, among), among) - offset
        else:
            # The run's first bigram is always looked up: it drops the runs that would begin before a text does.
            positions = _bigram_positions(index, ordinal, count, doc_ids(found) if count > MAX_CACHED else None)
            found = found[is_member(found + offset, positions)]
        if not found.size:
            return NO_POSITIONS
    return NO_POSITIONS if found is None else found


def _covering_bigrams(index: InvertedIndex, codes: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Return (ordinal, number of positions, offset in the run) of bigrams that cover the run, rare ones first.

    Every second bigram is enough, the first and the last included. The list is empty if one of them is absent.
    """
    offsets = [*range(0, len(codes) - 2, 2), len(codes) - 2]
    ordinals = index.ordinals_of([bigram_key(codes[offset], codes[offset + 1]) for offset in offsets])
    if not ordinals:
        return []
    return sorted(zip(ordinals, map(index.position_count, ordinals), offsets, strict=True), key=itemgetter(1))


def doc_ids(positions: Positions) -> DocSet:
    """Return the documents of *positions*, each once."""
    owners = positions >> POSITION_BITS
    first = np.ones(owners.size, bool)
    np.not_equal(owners[1:], owners[:-1], out=first[1:])
    return owners[first]


def _character_positions(index: InvertedIndex, code: int, among: DocSet | None, check: Callable[[], None]) -> Positions:
    """Return the positions of all bigrams that begin with the character."""
    term = character_term(code)
    found = [NO_POSITIONS]
    for ordinal in range(*index.ordinals(term.low, term.high)):
        check()
        found.append(_packed(index, ordinal, among))
    return np.sort(np.concatenate(found))


def _bigram_positions(index: InvertedIndex, ordinal: int, count: int, among: DocSet | None) -> Positions:
    """Return the *count* positions of a bigram in all documents, from the cache.

    The positions of a very frequent bigram are not cached: only those in the documents *among* are returned.
    """
    if count > MAX_CACHED:
        return _packed(index, ordinal, among)
    key = (index.name, ordinal)
    positions = index.cache.get(key)
    if positions is None:
        positions = _packed(index, ordinal, None)
        positions.flags.writeable = False
        index.cache.put(key, positions)
    return positions


def _restricted(positions: Positions, among: DocSet | None) -> Positions:
    """Return those of *positions* that are in the documents *among* (None: all)."""
    if among is None:
        return positions
    return positions[is_member(positions >> POSITION_BITS, among)] if among.size else NO_POSITIONS


def _packed(index: InvertedIndex, ordinal: int, among: DocSet | None) -> Positions:
    """Return the positions of a term, each packed with its doc id into one number."""
    positions, owners = index.positions(ordinal, among)
    packed: Positions = owners << POSITION_BITS
    packed += positions
    return packed
