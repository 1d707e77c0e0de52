"""Which documents of a segment answer a query: the AST evaluated, each part only for what the others left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from search.engine.postings.docsets import NONE, Selection, difference, everything, union
from search.engine.postings.keys import Term, character, pairs_of
from search.engine.postings.positions import beginnings, documents
from search.engine.postings.segments import Segment
from search.engine.query.proximity import near
from search.engine.query.scoring import Fields, Impact, Impacts
from search.engine.query.terms import Asked, Leaf, asked
from search.text.queries import And, Everything, Loose, Near, Not, Or, Phrase, Prefix, Query, Range, Text

ROUNDING = 1e-9  # by which a sum of weights may fall short


@dataclass(frozen=True, slots=True)
class Matching:
    """Matches within *segment*. check: raises when time is up; rarity: what a term weighs in some fields."""

    segment: Segment
    impacts: Impacts
    check: Callable[[], None]
    rarity: Callable[[Fields, Term], float]

    def answering(self, query: Query, among: Selection | None = None) -> Selection:
        """The documents that answer *query*, deleted ones too; of those *among* only, unless it is None."""
        match query:
            case Text() | Phrase() | Prefix():
                return self._leaf(query, among)
            case And() | Or() | Not():
                return self._combined(query, among)
            case Near():
                return near(self.segment, query, among, self.check)
            case Loose():
                return self._loose(query, among)
            case Range(column, low, high):
                filtered = self.segment.filter(column)
                return filtered.between(low, high, among) if filtered else NONE
            case Everything():
                return self._among(among)

    def _combined(self, query: And | Or | Not, among: Selection | None) -> Selection:
        match query:
            case And(parts):
                return self._all(parts, among)
            case Or(parts):
                return union([self.answering(part, among) for part in parts], self.segment.count)
            case Not(part):
                among = self._among(among)
                return difference(among, self.answering(part, among), self.segment.count)

    def _all(self, parts: Sequence[Query], among: Selection | None) -> Selection:
        for part in sorted(parts, key=_narrows_late) if len(parts) > 1 else parts:
            among = self.answering(part, among)
            if not among.size:
                return NONE
        return self._among(among)

    def _among(self, among: Selection | None) -> Selection:
        return everything(self.segment.count) if among is None else among

    def _loose(self, query: Loose, among: Selection | None) -> Selection:
        """The documents where words stand that have the share of all the weight."""
        wanted = dict.fromkeys((part.fields, term) for part in map(asked, query.parts) for term in part.telling)
        weights = {(fields, term): self.rarity(fields, term) for fields, term in wanted}
        held = np.zeros(self.segment.count)
        for (fields, term), weight in weights.items():
            self.check()
            held[self.impacts.of(self.segment, fields, term).standing(among)] += weight
        return np.flatnonzero(held >= max(query.share * sum(weights.values()) - ROUNDING, ROUNDING))

    def _leaf(self, leaf: Leaf, among: Selection | None) -> Selection:
        wanted = asked(leaf)
        if not wanted.all_of:
            return self._verbatim(wanted, among) if wanted.verbatim else NONE
        cut = self._all_of(wanted.all_of, wanted.fields, among)
        if not wanted.verbatim:
            return cut
        candidates = difference(self._by_pairs(wanted, among), cut, self.segment.count)
        return union((cut, self._verbatim(wanted, candidates)), self.segment.count) if candidates.size else cut

    def _all_of(self, terms: Sequence[Term], fields: Fields, among: Selection | None) -> Selection:
        """The documents where every one of *terms* stands in one or another of *fields*."""
        self.check()
        impacts = [self.impacts.of(self.segment, fields, term) for term in terms]
        if len(impacts) > 1:
            impacts.sort(key=_count)
        for impact in impacts:
            among = impact.standing(among)
            if not among.size:
                return NONE
        return self._among(among)

    def _by_pairs(self, wanted: Asked, among: Selection | None) -> Selection:
        """The documents that hold every pair of the code points asked for, wherever."""
        pairs = pairs_of(wanted.verbatim) or [character(wanted.verbatim[0])]
        return self._all_of(pairs, wanted.fields, among)

    def _verbatim(self, wanted: Asked, among: Selection | None) -> Selection:
        """The documents where the code points asked for stand in sequence in one of the fields."""
        if len(wanted.verbatim) <= 2:
            return self._by_pairs(wanted, among)
        found = [
            documents(beginnings(terms, wanted.verbatim, among, self.check))
            for field in wanted.fields
            if (terms := self.segment.terms(field, "pairs"))
        ]
        return union(found, self.segment.count)


def _narrows_late(part: Query) -> bool:
    """Whether *part* is cheap for few documents and dear, or of no use, for all."""
    return isinstance(part, Not | Range | Everything)


def _count(impact: Impact) -> int:
    return impact.count
