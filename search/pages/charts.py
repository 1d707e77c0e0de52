"""A series of years as a drawing: where bars, grid lines and labels stand. Knows no query and counts nothing."""

from dataclasses import dataclass

from django.utils.http import urlencode

BAR_WIDTH, GAP = 28, 12  # in the drawing's own units
HEIGHT = 160  # of the highest bar
LEFT, TOP, BOTTOM = 44, 22, 26  # room for labels


@dataclass(frozen=True, slots=True)
class Bar:
    """A year: its counts, its place in the drawing, and the address of the reports behind it."""

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
    def middle(self):
        return self.left + BAR_WIDTH / 2

    @property
    def label_top(self):
        return self.top - 5


@dataclass(frozen=True, slots=True)
class Chart:
    """One text's bars; grid: (height in the drawing, rate) of its lines."""

    text: str
    bars: tuple[Bar, ...]
    grid: tuple[tuple[float, float], ...]
    occurrences: int
    width: int
    bar_width: int = BAR_WIDTH
    left: int = LEFT
    floor: int = TOP + HEIGHT
    height: int = TOP + HEIGHT + BOTTOM


def drawn(series, highest, path):
    """*series* with bars that are HEIGHT high at the rate *highest*; path: of the results page, for its links."""
    line = f"{series.text}*" if series.prefix else f'"{series.text}"'
    bars = tuple(_bar(number, year, highest, (path, line)) for number, year in enumerate(_every_year(series.years)))
    grid = tuple((_top(highest * part, highest), highest * part) for part in (0.5, 1.0)) if highest else ()
    return Chart(series.text, bars, grid, series.occurrences, LEFT + len(bars) * (BAR_WIDTH + GAP))


def _every_year(years):
    """The counts, with None for years between them that have no reports: a gap must be seen as one."""
    if not years:
        return []
    known = {count.year: count for count in years}
    return [(year, known.get(year)) for year in range(years[0].year, years[-1].year + 1)]


def _top(rate, highest):
    return round(TOP + HEIGHT * (1 - rate / highest), 1) if highest else float(TOP + HEIGHT)


def _bar(number, dated, highest, search):
    (year, count), (path, line) = dated, search
    counts = (count.occurrences, count.reports, count.characters, count.rate) if count else (0, 0, 0, 0.0)
    top = _top(counts[3], highest)
    url = f"{path}?{urlencode({'q': line, 'year': year})}" if counts[0] else ""
    left = LEFT + number * (BAR_WIDTH + GAP) + GAP // 2
    return Bar(year, *counts, left, top, round(TOP + HEIGHT - top, 1), url)
