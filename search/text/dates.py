"""Years and months as a reader types them, into filters: 2019, 2018..2020, 2019-11. Pure."""

import re
from calendar import monthrange
from datetime import date

from search.text.queries import Range

YEARS = re.compile(r"(?P<low>\d{1,9})?(?:(?P<open>\.\.|[-–—~])(?P<high>\d{1,9})?)?")
DAY = r"\d{4}-\d{1,2}(?:-\d{1,2})?"
END = rf"(?:{DAY}|\d{{4}})"
DAYS = re.compile(rf"(?P<low>{END})?(?:(?P<open>\.\.)(?P<high>{END})?)?")
EPOCH = date(1970, 1, 1)


def days(text: str) -> Range | None:
    """A month, a day or a range with one of them at an end; None if folded *text* is none.

    Raises ValueError on a month or day that no calendar has.
    """
    found = DAYS.fullmatch(text)
    if not found or "-" not in text:
        return None
    low = _first(found["low"]) if found["low"] else None
    high = _last(found["high"] if found["open"] else found["low"])
    return Range("published", low, high)


def years(text: str, column: str) -> Range | None:
    """A year or a range of years, or of any whole numbers; None if folded *text* is none."""
    found = YEARS.fullmatch(text)
    if not found or not (found["low"] or found["high"]):
        return None
    low, high = (int(found[end]) if found[end] else None for end in ("low", "high"))
    return Range(column, low, high if found["open"] else low)


def _first(text: str) -> int:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return (date(year, month, day) - EPOCH).days


def _last(text: str | None) -> int | None:
    if not text:
        return None
    year, month, *day = (*map(int, text.split("-")), *([] if "-" in text else [12]))
    return (date(year, month, day[0] if day else monthrange(year, month)[1]) - EPOCH).days
