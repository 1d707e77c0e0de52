"""Trends: how many times a text was written in each year, and in how many reports. This module must not rank."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.segments import Segment
from search.engine.query.collapsing import originals
from search.engine.query.counting import leaf_counts
from search.engine.query.searcher import Searcher, deadline
from search.engine.query.terms import Leaf

FIELDS = ("body",)
PER = 10_000  # characters that a rate is given for


@dataclass(frozen=True, slots=True)
class YearCount:
    """One year: the occurrences of a text, the number of reports that have any, and the characters of all reports.

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


def trend(searcher: Searcher, leaf: Leaf, *, collapse: str = "") -> tuple[YearCount, ...]:
    """Return the counts of every year that has reports with text, ascending. Raises OutOfTime.

    The field that *leaf* names is ignored: bodies are counted. Documents that repeat another by the column *collapse*
    (search.engine.query.collapsing) do not count.
    """
    occurrences, reports, characters = Counter[int](), Counter[int](), Counter[int]()
    check = deadline()
    for segment in searcher.segments:
        years = segment.numeric_column("year")
        if years:
            counted = originals(segment, collapse)
            counts = leaf_counts(segment, leaf, FIELDS, check) * counted
            occurrences.update(years.sums(counts))
            reports.update(years.sums((counts > 0).astype(np.int64)))
            characters.update(years.sums(_characters(segment) * counted))
    return tuple(
        YearCount(year, occurrences[year], reports[year], count) for year, count in sorted(characters.items()) if count
    )


def _characters(segment: Segment) -> NDArray[np.int64]:
    """Return the number of characters of each document."""
    lengths = np.zeros(segment.count, np.int64)
    for field in FIELDS:
        if index := segment.inverted_index(field, "bigrams"):
            lengths += index.lengths
    return lengths
