"""A number with its unit, read at one place of folded text. Knows nothing of the sentence around. Pure."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from archive.chinese import numerals
from archive.metrics.exceptions import NO_TENTHS
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

HIGHEST_VALUE = 10**18  # a longer row of digits is a code or an account
LONGEST = 100  # characters of a figure
DECIMALS = Decimal("0.000001")  # as many as are stored
SHARE_DECIMALS = Decimal("0.01")  # of a fraction in per cent: 三分之一 is 33.33%
MYRIAD = 10**4
LEAST_OF_PEOPLE = 1000  # that are counted without a measure word or 多
ORDINAL_TWO = "二"  # 二期, 二类: one counts with 两

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMERAL = r"[〇零○一二三四五六七八九十百千万亿两廿卅]+(?:点[〇零一二三四五六七八九]+[万亿]?)?"
MIXED = r"\d+(?:\.\d+)?(?:[百千万亿]\d+)+[百千万亿]*"  # 3万5千
NUMBER = re.compile(rf"(?P<mixed>{MIXED})|(?P<digits>{DIGITS})|(?P<numeral>{NUMERAL})")
FRACTION = re.compile(
    rf"(?:(?P<hundredths>百分之)|(?P<thousandths>千分之)|(?P<whole>{NUMERAL}|\d+)分之)"
    rf"(?P<parts>{DIGITS}|{NUMERAL})(?:(?:至|到|-|—|~)(?:百分之|千分之)?(?P<most>{DIGITS}|{NUMERAL}))?"
)
TENTHS = re.compile(
    rf"(?P<tenths>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<more>半|[一二三四五六七八九])?(?![{NO_TENTHS}])"
)
RANGE = re.compile(r"\s*[-—–~至到]{1,2}\s*")
SCALE = re.compile(r"(?P<about>[余多几来]?)(?P<scale>万亿|[百千万亿]?)(?P<more>[余多几来]?)\s?")
NO_SCALE = re.compile(r"(?P<about>)(?P<scale>)(?P<more>)")
RATE = re.compile(rf"/(?:{'|'.join(sorted(PER, key=len, reverse=True))})")
PEOPLE_BEHIND = re.compile("|".join(sorted(PEOPLE.split(), key=len, reverse=True)))
PEOPLE_BEFORE = re.compile(rf"(?:{PEOPLE_BEHIND.pattern})[约达近为共有]?$")
END_OF_CLAUSE = re.compile(r"[,;。,、)]|$")

BARE_PLACES = re.compile(r"[百千万亿][十百千万亿]*")
PAIR = re.compile(
    r"(?P<before>十)?(?P<low>[一二两三四五六七八九])(?P<high>[二两三四五六七八九])(?P<places>[十百千万亿]*)"
)
SPELT_OUT = re.compile(r"[〇零○一二三四五六七八九两]{2,}")  # digit by digit, as years and codes are
number = lru_cache(maxsize=8192)(numerals.number)  # the same few numerals come again and again
LONGEST_UNIT = max(map(len, UNITS))


@dataclass(frozen=True, slots=True)
class Quantity:
    """Value, unit and kind of what stands at `start`:`end`; `rare` where the writing is unusual for a figure."""

    value: Decimal
    unit: str
    kind: str
    start: int
    end: int
    value_max: Decimal | None = None
    qualifier: str = ""
    bare: bool = False  # 百, 一: a figure only if a word before or the clause makes it one
    rare: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    """One number, or the two that 七八 stands for, before any unit."""

    low: Decimal
    high: Decimal | None
    end: int
    written: str  # "digits", "mixed" or "numeral"
    text: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit with its scale as folded text has it: 万人次."""

    name: str
    kind: str
    end: int
    qualifier: str = ""
    adds: Decimal = Decimal(0)
    scale: str = ""


def quantity_at(folded: str, start: int) -> Quantity | None:
    """The quantity that begins at *start*; None where no unit follows or no number can be made out."""
    if share := FRACTION.match(folded, start):
        return _fraction(share)
    if tenths := TENTHS.match(folded, start):
        return _tenths(tenths)
    first = _number(folded, start)
    if first is None:
        return None
    unit = _unit(folded, first)
    connection = RANGE.match(folded, unit.end if unit else first.end)
    if connection and (joined := _range(folded, first, unit, connection.end())):
        return _checked(replace(joined, start=start))
    return _checked(_quantity(first, unit, start)) if unit and first.text != ORDINAL_TWO else None


# --- shares in words -----------------------------------------------------------------------------


def _fraction(match: re.Match[str]) -> Quantity | None:
    """百分之三十一, 千分之五, 三分之一; the last as hundredths."""
    parts, most = number(match["parts"]), number(match["most"]) if match["most"] else None
    whole = number(match["whole"]) if match["whole"] else None
    if parts is None or (match["whole"] and not whole):
        return None
    if whole:
        parts, most = (parts * 100 / whole).quantize(SHARE_DECIMALS, ROUND_HALF_UP), None
    return _checked(Quantity(parts, "‰" if match["thousandths"] else "%", "share", *match.span(), value_max=most))


def _tenths(match: re.Match[str]) -> Quantity | None:
    """七成 → 70%, 八成半 → 85%, 七成五 → 75%."""
    value, more = number(match["tenths"]), match["more"] or ""
    added = Decimal(5) if more == "半" else number(more) if more else Decimal(0)
    if value is None or added is None:
        return None
    return Quantity(value * 10 + added, "%", "share", *match.span())


# --- number, unit, range -------------------------------------------------------------------------


def _number(folded: str, start: int) -> _Number | None:
    match = NUMBER.match(folded, start)
    if match is None or len(match[0]) > LONGEST:
        return None
    text, written = match[0], str(match.lastgroup)
    if pair := PAIR.fullmatch(text):
        return _pair(pair, match.end())
    if SPELT_OUT.fullmatch(text):
        return None
    value = number(text)
    return None if value is None else _Number(value, None, match.end(), written, text)


def _pair(match: re.Match[str], end: int) -> _Number | None:
    """两三 → 2–3, 二三十 → 20–30, 十七八 → 17–18, 三五 → 3–5; None for 三七 and the like."""
    low, high = (number((match["before"] or "") + match[one] + match["places"]) for one in ("low", "high"))
    first, second = number(match["low"]), number(match["high"])
    if low is None or high is None or first is None or second is None or second - first not in (1, 2):
        return None
    if second - first == 2 and first != 3:
        return None
    return _Number(low, high, end, "numeral", match[0])


def _unit(folded: str, after: _Number) -> _Unit | None:
    behind = SCALE.match(folded, after.end)
    if behind is None:
        return None
    about, digits = behind["about"] or behind["more"], after.written != "numeral"
    found = _unit_at(folded, behind.end(), digits=digits)
    if found is None and behind["scale"]:  # 416千瓦, 3百分点
        behind = NO_SCALE.match(folded, after.end) or behind
        found = _unit_at(folded, behind.end(), digits=digits)
    if found is None and (behind["scale"] or about or after.low >= LEAST_OF_PEOPLE):
        found = _people(folded, behind.end(), before=after.end - len(after.text))
    if found is None:
        return None
    rate = RATE.match(folded, found.end)
    return _Unit(
        name=behind["scale"] + found.name + (rate[0] if rate else ""),
        kind="count" if rate and found.kind != "money" else found.kind,
        end=rate.end() if rate else found.end,
        qualifier=about or found.qualifier,
        adds=found.adds,
        scale=behind["scale"],
    )


def _unit_at(folded: str, start: int, *, digits: bool) -> _Unit | None:
    """The longest unit at *start*."""
    units = UNITS if digits else UNITS_AFTER_NUMERAL
    for end in range(min(start + LONGEST_UNIT, len(folded)), start, -1):
        printed = folded[start:end]
        if printed in units:
            return _Unit(printed, UNITS[printed], end)
        if printed in SPLIT_UNITS:
            name, adds, qualifier = SPLIT_UNITS[printed]
            return _Unit(name, UNITS[name], end, qualifier, Decimal(adds))
    if folded.startswith(DAYS, start) and folded.startswith(BEHIND_DAYS, start + 1):
        return _Unit(DAYS, "duration", start + 1)
    return None


def _people(folded: str, start: int, *, before: int) -> _Unit | None:
    """People need no measure word: 5000多村民; 注册用户6.4万 at the end of its clause."""
    counted = PEOPLE_BEHIND.match(folded, start) or (
        END_OF_CLAUSE.match(folded, start) and PEOPLE_BEFORE.search(folded, max(0, before - 6), before)
    )
    return _Unit("人", "count", start) if counted else None


def _range(folded: str, first: _Number, unit: _Unit | None, start: int) -> Quantity | None:
    """3至5次, 10万元至20万元; None where the second is no higher: 从7天到2天 is a change."""
    last = _number(folded, start)
    last_unit = _unit(folded, last) if last else None
    if last is None or last_unit is None or first.high or last.high:
        return None
    if unit and unit.name.removeprefix(unit.scale) != last_unit.name.removeprefix(last_unit.scale):
        return None
    low = first.low
    if low >= last.low and last_unit.scale == "万" and not (unit and unit.scale):
        low = low / MYRIAD  # 8000元至1.2万元
    if low >= last.low:
        return None
    return _quantity(_Number(low, last.low, last.end, last.written, ""), last_unit, start)


def _quantity(of: _Number, unit: _Unit, start: int) -> Quantity:
    once = of.text == "一" and not unit.adds and unit.name not in COUNTABLE_ONCE
    return Quantity(
        value=of.low + unit.adds,
        value_max=None if of.high is None else of.high + unit.adds,
        unit=unit.name,
        kind=unit.kind,
        start=start,
        end=unit.end,
        qualifier=unit.qualifier,
        bare=once or bool(BARE_PLACES.fullmatch(of.text) and not unit.qualifier),
        rare=of.written == "mixed",
    )


def _checked(quantity: Quantity) -> Quantity | None:
    """The quantity as it can be stored; None if it is too great or a range does not ascend."""
    highest = quantity.value if quantity.value_max is None else quantity.value_max
    if highest >= HIGHEST_VALUE or highest < quantity.value or quantity.end - quantity.start > LONGEST:
        return None
    if quantity.value == quantity.value.quantize(DECIMALS) and highest == highest.quantize(DECIMALS):
        return quantity
    most = quantity.value_max and highest.quantize(DECIMALS)
    return replace(quantity, value=quantity.value.quantize(DECIMALS), value_max=most, rare=True)
