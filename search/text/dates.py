"""Parses years, months and days as a reader types them (2019, 2018..2020, 2019-11) into filters. Pure."""

import re
from calendar import monthrange
from datetime import date

from search.text.queries import Range

YEARS = re.compile(r"(?P<low>\d{1,9})?(?:(?P<open>\.\.|[-–—~])(?P<high>\d{1,9})?)?")
DAY = r"\d{4}-\d{1,2}(?:-\d{1,2})?"
END = rf"(?:{DAY}|\d{{4}})"
DAYS = re.compile(rf"(?P<low>{END})?(?:(?P<open>\.\.)(?P<high>{END})?)?")
EPOCH = date(1970, 1, 1)


def date_range(text: str) -> Range | None:
    """Return a filter for a month, a day, or a range with one of these at an end; None for other folded *text*.

    Raises ValueError for a month or day that no calendar has.
    """
    found = DAYS.fullmatch(text)
    if not found or "-" not in text:
        return None
    low = _first_day(found["low"]) if found["low"] else None
    high = found["high"] if found["open"] else found["low"]
    return Range("published", low, _last_day(high) if high else None)


def year_range(text: str, column: str) -> Range | None:
    """Return a filter for a year or a range of years, or of any whole numbers; None for other folded *text*."""
    found = YEARS.fullmatch(text)
    if not found or not (found["low"] or found["high"]):
        return None
    low, high = (int(found[end]) if found[end] else None for end in ("low", "high"))
    return Range(column, low, high if found["open"] else low)


def _first_day(text: str) -> int:
    """Return the first day of a year, month or day, in days since EPOCH."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return (date(year, month, day) - EPOCH).days


def _last_day(text: str) -> int:
    """Return the last day of a year, month or day, in days since EPOCH."""
    year, month, *day = (*map(int, text.split("-")), *([] if "-" in text else [12]))
    return (date(year, month, day[0] if day else monthrange(year, month)[1]) - EPOCH).days
