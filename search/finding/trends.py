"""Trends: how often words occur in the articles of each year. Counts and draws nothing itself."""

from dataclasses import dataclass

from search.engine.query.trends import YearCount
from search.finding.index_access import backend, or_else
from search.text.leaf_queries import leaf_queries
from search.text.queries import Prefix, Query

MOST_SERIES = 4  # drawn one below the other, on one scale


@dataclass(frozen=True)
class TrendSeries:
    """One text of the query, as typed, and its counts for every year that has articles. prefix: whether it is 协商*."""

    text: str
    prefix: bool
    years: tuple[YearCount, ...]

    @property
    def occurrences(self) -> int:
        return sum(year.occurrences for year in self.years)


@dataclass(frozen=True)
class Trends:
    """The series of a query.

    left_out: texts beyond MOST_SERIES. simplified: whether nothing was counted because the index could not be used.
    """

    series: tuple[TrendSeries, ...] = ()
    left_out: tuple[str, ...] = ()
    simplified: bool = False

    @property
    def highest(self) -> float:
        """The highest rate of any series; 0.0 without any."""
        return max((year.rate for series in self.series for year in series.years), default=0.0)


@or_else(lambda reason: Trends(simplified=True))
def trends(query: Query) -> Trends:
    """Return a series for each text of *query*, up to MOST_SERIES."""
    leaves = leaf_queries(query)
    index = backend()
    series = [TrendSeries(leaf.text, isinstance(leaf, Prefix), index.trend(leaf)) for leaf in leaves[:MOST_SERIES]]
    return Trends(tuple(series), tuple(leaf.text for leaf in leaves[MOST_SERIES:]))
