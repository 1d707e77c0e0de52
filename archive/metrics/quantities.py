"""Quantities: a number with its unit, read at one place of folded text. Pure; ignores the sentence around."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from archive.chinese import marks, numerals
from archive.metrics.exclusions import NO_TENTHS
from archive.metrics.units import (
    BEHIND_DAYS,
    COUNTABLE_ONCE,
    DAYS,
    PEOPLE,
    PER,
    SPLIT_UNITS,
    UNITS,
    UNITS_AFTER_NUMERAL,
)

HIGHEST_VALUE = 10**18  # more digits are a code or an account number
LONGEST = 100  # characters of a quantity
DECIMALS = Decimal("0.000001")  # as many as are stored
SHARE_DECIMALS = Decimal("0.01")  # of a fraction in per cent: 三分之一 is 33.33%
MYRIAD = 10**4
LEAST_OF_PEOPLE = 1000  # the least number of people without a measure word or 多
ORDINAL_TWO = "二"  # 二期, 二类 are ordinals, since counts have 两

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMERAL = rf"[{marks.NUMERALS}]+(?:点[{marks.DIGITS}]+[万亿]?)?"
RUN_SIGNS = rf"\d{marks.NUMERALS},."  # the characters of a number
MIXED = r"\d+(?:\.\d+)?(?:[百千万亿]\d+)+[百千万亿]*"  # 3万5千
NUMBER = re.compile(rf"(?P<mixed>{MIXED})|(?P<digits>{DIGITS})|(?P<numeral>{NUMERAL})")
RUN = re.compile(rf"[{RUN_SIGNS}]*")
DECIMALS_BEHIND = re.compile(rf"点[{marks.DIGITS}]*[万亿]?")
FRACTION = re.compile(
    rf"(?:(?P<hundredths>百分之)|(?P<thousandths>千分之)|(?P<whole>{NUMERAL}|\d+)分之)"
    rf"(?P<parts>{DIGITS}|{NUMERAL})(?:(?:至|到|-|—|~)(?:百分之|千分之)?(?P<most>{DIGITS}|{NUMERAL}))?"
)
TENTHS = re.compile(
    rf"(?P<tenths>[{marks.ONE_TO_NINE}两]|\d(?:\.\d)?)成(?P<more>半|[{marks.ONE_TO_NINE}])?(?![{NO_TENTHS}])"
)
RANGE = re.compile(r"\s*[-—–~至到]{1,2}\s*")
SCALE = re.compile(
    r"(?=[余多几来百千万亿\s])(?P<about>[余多几来]?)(?P<scale>万亿|百(?!分)|[千万亿]?)(?P<more>[余多几来]?)\s?"
)
RATE = re.compile(rf"/(?:{'|'.join(sorted(PER, key=len, reverse=True))})")
PEOPLE_BEHIND = re.compile("|".join(sorted(PEOPLE.split(), key=len, reverse=True)))
PEOPLE_BEFORE = re.compile(rf"(?:{PEOPLE_BEHIND.pattern})[约达近为共有]?$")
END_OF_CLAUSE = re.compile(r"[,;。,、)]|$")

BARE_PLACES = re.compile(r"[百千万亿][十百千万亿]*")
PAIR = re.compile(
    r"(?P<before>十)?(?P<low>[一二两三四五六七八九])(?P<high>[二两三四五六七八九])(?P<places>[十百千万亿]*)"
)
SPELT_OUT = re.compile(f"[{marks.DIGITS}{marks.ROUND_ZERO}两]{{2,}}")  # digit by digit, as years and codes are written
number = lru_cache(maxsize=8192)(numerals.number)  # cached, since texts repeat a few numerals


class Quantity(NamedTuple):  # many are made, and a frozen dataclass takes longer to make
    """The value, unit and kind of the quantity at `start`:`end`. `rare` marks a writing that is unusual for metrics."""

    value: Decimal
    unit: str
    kind: str
    start: int
    end: int
    value_max: Decimal | None = None
    qualifier: str = ""
    bare: bool = False  # 百, 一: a metric only if a word before it or its clause makes it one
    rare: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    """A number, or the two numbers that 七八 means, without a unit."""

    low: Decimal
    high: Decimal | None
    written: str  # "digits", "mixed" or "numeral"
    text: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit with its scale, in folded form: 万人次."""

    name: str
    kind: str
    qualifier: str = ""
    adds: Decimal = Decimal(0)
    scale: str = ""


Found = tuple[_Unit, int] | None  # a unit and the offset of its end


def _by_first_character(units: Iterable[str]) -> dict[str, list[tuple[str, _Unit]]]:
    """Return first character → units that begin with it, as printed and as stored, the longest first."""
    table: dict[str, list[tuple[str, _Unit]]] = {}
    for printed in sorted({*units, *SPLIT_UNITS}, key=len, reverse=True):
        name, adds, qualifier = SPLIT_UNITS.get(printed, (printed, "0", ""))
        table.setdefault(printed[0], []).append((printed, _Unit(name, UNITS[name], qualifier, Decimal(adds))))
    return table


BEHIND_DIGITS, BEHIND_NUMERAL = _by_first_character(UNITS), _by_first_character(UNITS_AFTER_NUMERAL)
OF_DAYS, OF_PEOPLE = _Unit(DAYS, "duration"), _Unit("人", "count")


def quantity_at(folded: str, start: int, stop: int) -> Quantity | None:
    """Return the quantity with its numerals at *start*:*stop*; None if it has no unit or is not one number."""
    behind = folded[stop : stop + 1]
    if behind in ("分", "点") and (share := FRACTION.match(folded, start)):
        return _fraction(share)
    if behind == "成" and (tenths := TENTHS.match(folded, start)):
        return _tenths(tenths)
    first = _number(folded, start, stop)
    if first is None:
        return None
    end = start + len(first.text)
    unit = _unit(folded, first, end)
    connection = RANGE.match(folded, unit[1] if unit else end)
    if connection and (joined := _range(folded, first, unit, connection.end())):
        return _checked(joined._replace(start=start))
    return _checked(_quantity(first, unit, start)) if unit and first.text != ORDINAL_TWO else None


# --- shares in words -----------------------------------------------------------------------------


def _fraction(match: re.Match[str]) -> Quantity | None:
    """Return the share in 百分之三十一, 千分之五 or 三分之一, the last in hundredths."""
    parts, most = number(match["parts"]), number(match["most"]) if match["most"] else None
    whole = number(match["whole"]) if match["whole"] else None
    if parts is None or (match["whole"] and not whole):
        return None
    if whole:
        parts, most = (parts * 100 / whole).quantize(SHARE_DECIMALS, ROUND_HALF_UP), None
    return _checked(Quantity(parts, "‰" if match["thousandths"] else "%", "share", *match.span(), value_max=most))


def _tenths(match: re.Match[str]) -> Quantity | None:
    """Return the share in tenths: 七成 → 70%, 八成半 → 85%, 七成五 → 75%."""
    value, more = number(match["tenths"]), match["more"] or ""
    added = Decimal(5) if more == "半" else number(more) if more else Decimal(0)
    if value is None or added is None:
        return None
    return Quantity(value * 10 + added, "%", "share", *match.span())


# --- number, unit, range -------------------------------------------------------------------------


def _number(folded: str, start: int, stop: int) -> _Number | None:
    """Return the number at the beginning of the run of numerals at *start*:*stop*."""
    if decimals := DECIMALS_BEHIND.match(folded, stop):
        stop = decimals.end()
    return _read(folded[start:stop]) if stop - start <= LONGEST else _read.__wrapped__(folded[start:stop])


@lru_cache(maxsize=8192)
def _read(run: str) -> _Number | None:
    match = NUMBER.match(run)
    if match is None or len(match[0]) > LONGEST:
        return None
    text, written = match[0], str(match.lastgroup)
    if pair := PAIR.fullmatch(text):
        return _pair(pair)
    if SPELT_OUT.fullmatch(text):
        return None
    value = number(text) if written != "digits" else +Decimal(text.replace(",", "")) or Decimal(0)
    return None if value is None else _Number(value, None, written, text)


def _pair(match: re.Match[str]) -> _Number | None:
    """Return two numbers in one: 两三 → 2–3, 二三十 → 20–30, 十七八 → 17–18, 三五 → 3–5; None for others (三七)."""
    low, high = (number((match["before"] or "") + match[one] + match["places"]) for one in ("low", "high"))
    first, second = number(match["low"]), number(match["high"])
    if low is None or high is None or first is None or second is None or second - first not in (1, 2):
        return None
    if second - first == 2 and first != 3:
        return None
    return _Number(low, high, "numeral", match[0])


def _unit(folded: str, of: _Number, start: int) -> Found:
    """Return the unit at *start*, directly behind its number, and the offset of its end."""
    units = BEHIND_NUMERAL if of.written == "numeral" else BEHIND_DIGITS
    behind = SCALE.match(folded, start)
    about, scale = (behind["about"] or behind["more"], behind["scale"]) if behind else ("", "")
    place = behind.end() if behind else start
    found = _unit_at(folded, place, units)
    if found is None and scale:  # 416千瓦, 3百分点
        scale, place = "", start
        found = _unit_at(folded, place, units)
    if found is None and (about or of.low >= LEAST_OF_PEOPLE):
        found = _people(folded, place, before=start - len(of.text))
    return found and _scaled(folded, found, scale, about)


def _scaled(folded: str, found: tuple[_Unit, int], scale: str, about: str) -> tuple[_Unit, int]:
    """Return the unit with the words before it and the measure of a rate behind it: 余|万|吨|/年."""
    unit, end = found
    rate = RATE.match(folded, end)
    if not (rate or scale or about):
        return found
    whole = _Unit(
        name=scale + unit.name + (rate[0] if rate else ""),
        kind="count" if rate and unit.kind != "money" else unit.kind,
        qualifier=about or unit.qualifier,
        adds=unit.adds,
        scale=scale,
    )
    return whole, rate.end() if rate else end


def _unit_at(folded: str, start: int, units: dict[str, list[tuple[str, _Unit]]]) -> Found:
    """Return the longest unit at *start*."""
    for printed, unit in units.get(folded[start : start + 1], ()):
        if folded.startswith(printed, start):
            return unit, start + len(printed)
    if folded.startswith(DAYS, start) and folded.startswith(BEHIND_DAYS, start + 1):
        return OF_DAYS, start + 1
    return None


def _people(folded: str, start: int, *, before: int) -> Found:
    """Return the unit of people, who need no measure word: 5000多村民; 注册用户6.4万 at the end of its clause."""
    counted = PEOPLE_BEHIND.match(folded, start) or (
        END_OF_CLAUSE.match(folded, start) and PEOPLE_BEFORE.search(folded, max(0, before - 6), before)
    )
    return (OF_PEOPLE, start) if counted else None


def _range(folded: str, first: _Number, found: Found, start: int) -> Quantity | None:
    """Return a range: 3至5次, 10万元至20万元. None if the second number is not higher: 从7天到2天 is a change."""
    run = RUN.match(folded, start)
    last = _number(folded, start, run.end()) if run else None
    last_found = _unit(folded, last, start + len(last.text)) if last else None
    if last is None or last_found is None or first.high or last.high:
        return None
    unit, last_unit = found[0] if found else None, last_found[0]
    if unit and unit.name.removeprefix(unit.scale) != last_unit.name.removeprefix(last_unit.scale):
        return None
    low = first.low
    if low >= last.low and last_unit.scale == "万" and not (unit and unit.scale):
        low = low / MYRIAD  # 8000元至1.2万元
    if low >= last.low:
        return None
    return _quantity(_Number(low, last.low, last.written, ""), last_found, start)


def _quantity(of: _Number, found: tuple[_Unit, int], start: int) -> Quantity:
    unit, end = found
    once = of.text == "一" and not unit.adds and unit.name not in COUNTABLE_ONCE
    return Quantity(
        value=of.low + unit.adds,
        value_max=None if of.high is None else of.high + unit.adds,
        unit=unit.name,
        kind=unit.kind,
        start=start,
        end=end,
        qualifier=unit.qualifier,
        bare=once or bool(BARE_PLACES.fullmatch(of.text) and not unit.qualifier),
        rare=of.written == "mixed",
    )


def _checked(quantity: Quantity) -> Quantity | None:
    """Return the quantity with as many decimals as are stored; None if it is too great or a range does not ascend."""
    highest = quantity.value if quantity.value_max is None else quantity.value_max
    if highest >= HIGHEST_VALUE or highest < quantity.value or quantity.end - quantity.start > LONGEST:
        return None
    if quantity.value == quantity.value.quantize(DECIMALS) and highest == highest.quantize(DECIMALS):
        return quantity
    most = quantity.value_max and highest.quantize(DECIMALS)
    return quantity._replace(value=quantity.value.quantize(DECIMALS), value_max=most, rare=True)
