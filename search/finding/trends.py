"""How often words were written over the years, ready to be drawn. Counts nothing itself."""

from dataclasses import dataclass

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from search.engine.indexing.commits import IndexUnusable
from search.engine.query.trends import YearCount
from search.text.runs import wanted

MOST_SERIES = 4  # drawn one below the other, on one scale


@dataclass(frozen=True)
class Series:
    """One text of the query, as typed, and its counts for every year that has reports."""

    text: str
    prefix: bool
    years: tuple[YearCount, ...]

    @property
    def occurrences(self):
        return sum(year.occurrences for year in self.years)


@dataclass(frozen=True)
class Trends:
    """left_out: texts beyond MOST_SERIES. simplified: the index could not be used, so nothing was counted."""

    series: tuple[Series, ...] = ()
    left_out: tuple[str, ...] = ()
    simplified: bool = False

    @property
    def highest(self):
        """The highest rate of any series; 0.0 when nothing was found."""
        return max((year.rate for series in self.series for year in series.years), default=0.0)


def trends(query):
    leaves = wanted(query)
    backend = connections[DEFAULT_ALIAS].get_backend()
    try:
        series = [
            Series(leaf.text, type(leaf).__name__ == "Prefix", backend.trend(leaf)) for leaf in leaves[:MOST_SERIES]
        ]
    except IndexUnusable:
        return Trends(simplified=True)
    return Trends(tuple(series), tuple(leaf.text for leaf in leaves[MOST_SERIES:]))
