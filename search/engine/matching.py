"""Which documents of a segment answer a query: the AST evaluated with truths for all documents at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engine.leaves import Asked, Leaf, asked, character, pairs_of
from search.engine.scoring import Fields, Impacts
from search.engine.segments import Mask, Segment, Term, Terms
from search.text.queries import And, Everything, Loose, Not, Or, Query, Range

PLACE_BITS = 32
ROUNDING = 1e-9  # by which a sum of weights may fall short


@dataclass(frozen=True, slots=True)
class Matching:
    """Matches within *segment*. check: raises when time is up; rarity: what a term weighs in some fields."""

    segment: Segment
    impacts: Impacts
    check: Callable[[], None]
    rarity: Callable[[Fields, Term], float]

    def answering(self, query: Query) -> Mask:
        """The documents that answer *query*, deleted ones too."""
        self.check()
        match query:
            case Everything():
                return np.ones(self.segment.count, bool)
            case Range(column, low, high):
                filtered = self.segment.filter(column)
                return filtered.mask(low, high, self.segment.count) if filtered else self._none()
            case And() | Or() | Not():
                return self._combined(query)
            case Loose():
                return self._loose(query)
            case _:
                return self._leaf(query)

    def _combined(self, query: And | Or | Not) -> Mask:
        if isinstance(query, Not):
            return ~self.answering(query.part)
        mask = self._none() if isinstance(query, Or) else np.ones(self.segment.count, bool)
        for part in query.parts:
            if isinstance(query, Or):
                mask |= self.answering(part)
            else:
                mask &= self.answering(part)
        return mask

    def _loose(self, query: Loose) -> Mask:
        """The documents where words stand that have the share of all the weight."""
        wanted = dict.fromkeys((part.fields, term) for part in map(asked, query.parts) for term in part.telling)
        weights = {(fields, term): self.rarity(fields, term) for fields, term in wanted}
        held = np.zeros(self.segment.count)
        for (fields, term), weight in weights.items():
            held += weight * self._standing(term, fields)
        return held >= max(query.share * sum(weights.values()) - ROUNDING, ROUNDING)

    def _leaf(self, leaf: Leaf) -> Mask:
        wanted = asked(leaf)
        mask = self._all_of(wanted.all_of, wanted.fields) if wanted.all_of else self._none()
        if wanted.verbatim:
            mask |= self._verbatim(wanted, mask)
        return mask

    def _all_of(self, terms: Sequence[Term], fields: Fields) -> Mask:
        """The documents where every one of *terms* stands in one or another of *fields*."""
        mask = self._standing(terms[0], fields)
        for term in terms[1:]:
            mask &= self._standing(term, fields)
        return mask

    def _standing(self, term: Term, fields: Fields) -> Mask:
        self.check()
        return self.impacts.of(self.segment, fields, term).mask(self.segment.count)

    def _verbatim(self, wanted: Asked, known: Mask) -> Mask:
        """The documents, beside those *known* to answer, where the code points asked for stand in sequence."""
        pairs = pairs_of(wanted.verbatim) or [character(wanted.verbatim[0])]
        candidates = self._all_of(pairs, wanted.fields)
        candidates &= ~known
        if len(pairs) == 1 or not candidates.any():
            return candidates
        mask = self._none()
        for field in wanted.fields:
            mask |= self._in_sequence(field, pairs, candidates)
        return mask

    def _in_sequence(self, field: str, pairs: Sequence[Term], candidates: Mask) -> Mask:
        """Those of *candidates* where in *field* each of *pairs* stands one place after the other."""
        terms = self.segment.terms(field, "pairs")
        covering = {*range(0, len(pairs), 2), len(pairs) - 1}
        spans = [(*terms.slots(pairs[offset].low, pairs[offset].high), offset) for offset in covering] if terms else []
        if terms is None or any(first == last for first, last, _ in spans):
            return self._none()
        spans.sort(key=lambda span: terms.place_count(span[0]))
        beginnings: NDArray[np.int64] | None = None
        for slot, _, offset in spans:
            self.check()
            found = _beginnings(terms, slot, len(pairs) - offset, candidates)
            beginnings = found if beginnings is None else _common(beginnings, found)
            candidates = self._none()
            candidates[beginnings >> PLACE_BITS] = True
        return candidates

    def _none(self) -> Mask:
        return np.zeros(self.segment.count, bool)


def _beginnings(terms: Terms, slot: int, shift: int, documents: Mask) -> NDArray[np.int64]:
    """Where a run would begin by this pair, ascending: document << PLACE_BITS | place + a constant."""
    places, owners = terms.places(slot, documents)
    return owners.astype(np.int64) << PLACE_BITS | places.astype(np.int64) + shift


def _common(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """What two ascending arrays share."""
    few, many = (one, other) if one.size <= other.size else (other, one)
    at = np.minimum(many.searchsorted(few), many.size - 1)
    shared: NDArray[np.int64] = few[many[at] == few]
    return shared
