"""Figures as a reader types them, and as the index keeps them: a column for each unit, in thousandths. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.chinese.folding import fold
from archive.chinese.numerals import in_chinese, number
from archive.metrics.extraction import ExtractedMetric, extract_metrics
from archive.metrics.units import UNITS
from search.text.queries import Or, Phrase, Query, Range, Text

FIGURE = "figure."  # begins the name of a unit's column
LARGEST = (1 << 62) - 1  # what a column can hold
SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}
SCALED = re.compile(f"(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})(?P<unit>.+)")
CONDITION = re.compile(
    r"(?P<sign>>=|<=|[<>=≥≤])(?P<bound>.+) | (?P<low>.*?)\.\.(?P<high>.*) | (?P<only>.+)", re.VERBOSE
)
# What a comparison adds to its bound to give the lowest and the highest value; None: there is none.
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


class NotAFigure(ValueError):
    """What stands after a unit's name is no number, comparison or range."""


def base_unit(printed: str) -> tuple[str, int]:
    """The unit without its scale, folded, and the scale: 萬件 → (件, 10000)."""
    unit = fold(printed)
    scaled = SCALED.fullmatch(unit)
    if unit in UNITS or not scaled or scaled["unit"] not in UNITS:
        return unit, 1
    return scaled["unit"], SCALES[scaled["scale"]]


def is_unit(name: str) -> bool:
    return base_unit(name)[0] in UNITS


def thousandths(value: Decimal) -> int:
    """*value* as a column holds it; what is too large is held as the largest."""
    return max(-LARGEST, min(LARGEST, round(value * 1000)))


def compared(unit: str, condition: str) -> Range:
    """次 and >100, ≥3万, 100..200 or 一百二十一 as a filter. Raises NotAFigure."""
    base, scale = base_unit(unit)
    found = CONDITION.fullmatch(fold(condition))
    if not found:
        raise NotAFigure(condition)
    ends = _ends(found, scale)
    if ends == (None, None):
        raise NotAFigure(condition)
    return Range(FIGURE + base, *ends)


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
        raise NotAFigure(text)
    return thousandths(value * scale * (-1 if negative else 1))


def as_typed_or_spelled(word: str, field: str) -> Query | None:
    """A word that is a figure, however it is written: 121次, 一百二十一次, 百分之三十一. None if it is none."""
    found = extract_metrics(word)
    if len(found) != 1 or found[0].raw != word or found[0].value_max is not None:
        return None
    unit, scale = base_unit(found[0].unit)
    value = thousandths(found[0].value * scale)
    spellings = (Phrase(text, field) for text in dict.fromkeys(_spellings(found[0])) if text != fold(word))
    stated = () if field else (Range(FIGURE + unit, value, value),)
    return Or((Text(word, field), *spellings, *stated))


def _spellings(figure: ExtractedMetric) -> Iterator[str]:
    """In digits and in Chinese; of a fraction or a very large number in digits only."""
    unit, value = fold(figure.unit), figure.value.normalize()
    yield f"{value:f}{unit}"
    if value == value.to_integral_value() and 0 <= value < 10**8:
        spelled = in_chinese(int(value))
        counted = "两" if spelled == "二" else spelled
        yield f"{PER_CENT}{spelled}" if unit == "%" else f"{counted}{unit}"
