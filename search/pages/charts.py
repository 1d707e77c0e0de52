"""The chart of a trend: positions of its bars, grid lines and labels. Knows no query and counts nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.http import urlencode

from search.engine.query.trends import YearCount
from search.finding.trends import TrendSeries

BAR_WIDTH, GAP = 28, 12  # in the drawing's own units
HEIGHT = 160  # of the highest bar
LEFT, TOP, BOTTOM = 44, 22, 26  # margins for labels


@dataclass(frozen=True, slots=True)
class TrendBar:
    """A year: its counts, the position of its bar, and the address of a search for its articles ("" if it has none)."""

    year: int
    occurrences: int
    reports: int
    characters: int
    rate: float
    left: int
    top: float
    height: float
    url: str

    @property
    def middle(self) -> float:
        return self.left + BAR_WIDTH / 2

    @property
    def label_top(self) -> float:
        return self.top - 5


class GridLine(NamedTuple):
    top: float  # in the drawing
    rate: float


@dataclass(frozen=True, slots=True)
class TrendChart:
    """The bars and grid lines for one text."""

    text: str
    bars: tuple[TrendBar, ...]
    grid: tuple[GridLine, ...]
    occurrences: int
    width: int
    bar_width: int = BAR_WIDTH
    left: int = LEFT
    floor: int = TOP + HEIGHT
    height: int = TOP + HEIGHT + BOTTOM


def drawn(series: TrendSeries, highest: float, path: str) -> TrendChart:
    """Draw *series* with bars that are HEIGHT high at the rate *highest*. path: of the results page, for its links."""
    query = f"{series.text}*" if series.prefix else f'"{series.text}"'
    bars = tuple(
        _bar(number, count, highest, f"{path}?{urlencode({'q': query, 'year': count.year})}")
        for number, count in enumerate(_every_year(series.years))
    )
    grid = tuple(GridLine(_top(highest * part, highest), highest * part) for part in (0.5, 1.0)) if highest else ()
    return TrendChart(series.text, bars, grid, series.occurrences, LEFT + len(bars) * (BAR_WIDTH + GAP))


def _every_year(years: Sequence[YearCount]) -> list[YearCount]:
    """Return the counts with empty ones for years in between that have no articles, so that gaps can be seen."""
    if not years:
        return []
    known = {count.year: count for count in years}
    return [known.get(year, YearCount(year, 0, 0, 0)) for year in range(years[0].year, years[-1].year + 1)]


def _top(rate: float, highest: float) -> float:
    return round(TOP + HEIGHT * (1 - rate / highest), 1) if highest else float(TOP + HEIGHT)


def _bar(number: int, count: YearCount, highest: float, url: str) -> TrendBar:
    top = _top(count.rate, highest)
    return TrendBar(
        count.year,
        count.occurrences,
        count.reports,
        count.characters,
        count.rate,
        LEFT + number * (BAR_WIDTH + GAP) + GAP // 2,
        top,
        round(TOP + HEIGHT - top, 1),
        url if count.occurrences else "",
    )
