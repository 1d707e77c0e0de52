"""Metrics as a reader types them, and as the index keeps them: a column for each unit, in thousandths. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from archive.chinese.folding import fold
from archive.chinese.numerals import in_chinese, number
from archive.metrics.extraction import ExtractedMetric, extract_metrics
from archive.metrics.units import UNITS
from search.text.queries import Or, Phrase, Query, Range, Text

COLUMN_PREFIX = "figure."  # begins the name of a unit's column
LARGEST = (1 << 62) - 1  # the largest value that a column can hold
SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}
SCALED = re.compile(f"(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})(?P<unit>.+)")
CONDITION = re.compile(
    r"(?P<sign>>=|<=|[<>=≥≤])(?P<bound>.+) | (?P<low>.*?)\.\.(?P<high>.*) | (?P<only>.+)", re.VERBOSE
)
# What each comparison adds to its bound to give the lowest and the highest value; None leaves that end open.
ENDS: dict[str, tuple[int | None, int | None]] = {
    "=": (0, 0),
    ">": (1, None),
    ">=": (0, None),
    "≥": (0, None),
    "<": (None, -1),
    "<=": (None, 0),
    "≤": (None, 0),
}
PER_CENT = "百分之"


class NotANumber(ValueError):
    """The text after a unit's name is no number, comparison or range."""


class ScaledUnit(NamedTuple):
    """A folded unit and the factor that was printed with it: 萬件 is ("件", 10000)."""

    unit: str
    scale: int


def base_unit(printed: str) -> ScaledUnit:
    """Separate the unit from its scale; a unit that is not known stays whole."""
    unit = fold(printed)
    scaled = SCALED.fullmatch(unit)
    if unit in UNITS or not scaled or scaled["unit"] not in UNITS:
        return ScaledUnit(unit, 1)
    return ScaledUnit(scaled["unit"], SCALES[scaled["scale"]])


def is_unit(name: str) -> bool:
    return base_unit(name).unit in UNITS


def thousandths(value: Decimal) -> int:
    """Return *value* as a column holds it; a value beyond LARGEST is cut to LARGEST."""
    return max(-LARGEST, min(LARGEST, round(value * 1000)))


def metric_filter(unit: str, condition: str) -> Range:
    """Return a filter for metrics in *unit* such as 次. Raises NotANumber.

    condition: a comparison, range or number, such as >100, ≥3万, 100..200 or 一百二十一.
    """
    base, scale = base_unit(unit)
    found = CONDITION.fullmatch(fold(condition))
    if not found:
        raise NotANumber(condition)
    ends = _ends(found, scale)
    if ends == (None, None):
        raise NotANumber(condition)
    return Range(COLUMN_PREFIX + base, *ends)


def _ends(found: re.Match[str], scale: int) -> tuple[int | None, int | None]:
    if found["bound"] or found["only"]:
        bound = _bound(found["bound"] or found["only"], scale)
        low, high = ENDS[found["sign"] or "="]
        return (None if low is None else bound + low), (None if high is None else bound + high)
    low, high = (_bound(found[end], scale) if found[end] else None for end in ("low", "high"))
    return low, high


def _bound(text: str, scale: int) -> int:
    negative = text.startswith("-")
    value = number(text.removeprefix("-").strip())
    if value is None:
        raise NotANumber(text)
    return thousandths(value * scale * (-1 if negative else 1))


def metric_query(word: str, field: str) -> Query | None:
    """Return a query for the metric that *word* is, in every spelling: 121次, 一百二十一次, 百分之三十一.

    Return None if *word* is no metric. The typed word comes first; the filter by value applies without a field only.
    """
    found = extract_metrics(word)
    if len(found) != 1 or found[0].raw != word or found[0].value_max is not None:
        return None
    unit, scale = base_unit(found[0].unit)
    value = thousandths(found[0].value * scale)
    spellings = (Phrase(text, field) for text in dict.fromkeys(_spellings(found[0])) if text != fold(word))
    stated = () if field else (Range(COLUMN_PREFIX + unit, value, value),)
    return Or((Text(word, field), *spellings, *stated))


def _spellings(metric: ExtractedMetric) -> Iterator[str]:
    """Yield the metric in digits and in Chinese; a fraction or a very large number in digits only."""
    unit, value = fold(metric.unit), metric.value.normalize()
    yield f"{value:f}{unit}"
    if value == value.to_integral_value() and 0 <= value < 10**8:
        spelled = in_chinese(int(value))
        counted = "两" if spelled == "二" else spelled
        yield f"{PER_CENT}{spelled}" if unit == "%" else f"{counted}{unit}"
