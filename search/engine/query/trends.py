"""How often words were written over the years: occurrences, characters and reports by year. Ranks nothing."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from search.engine.postings.segments import Segment
from search.engine.query.counting import leaf_matches
from search.engine.query.searcher import Searcher, deadline
from search.engine.query.terms import Leaf

FIELDS = ("body",)
PER = 10_000  # characters that a rate is stated for


@dataclass(frozen=True, slots=True)
class YearCount:
    """Of one year: how often the words stand in its reports, in how many of them, and all their characters.

    White space is not counted among the characters.
    """

    year: int
    occurrences: int
    reports: int
    characters: int

    @property
    def rate(self) -> float:
        """Occurrences per 10,000 characters."""
        return self.occurrences * PER / self.characters if self.characters else 0.0


def trend(searcher: Searcher, leaf: Leaf) -> tuple[YearCount, ...]:
    """Every year that has reports, ascending. A leaf's own field does not count: reports are read whole."""
    occurrences, reports, characters = Counter[int](), Counter[int](), Counter[int]()
    check = deadline()
    for segment in searcher.segments:
        years = segment.filter("year")
        if years:
            found = leaf_matches(segment, leaf, FIELDS, check) * segment.live
            occurrences.update(years.sums(found))
            reports.update(years.sums((found > 0).astype(np.int64)))
            characters.update(years.sums(_characters(segment)))
    return tuple(
        YearCount(year, occurrences[year], reports[year], count) for year, count in sorted(characters.items()) if count
    )


def _characters(segment: Segment) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    lengths = np.zeros(segment.count, np.int64)
    for field in FIELDS:
        if terms := segment.terms(field, "pairs"):
            lengths += terms.lengths
    return lengths * segment.live
