"""Dates as reports print them, and their precision. Pure; knows no layout. All times are China's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from archive.chinese.folding import fold
from archive.chinese.marks import DATE_NUMERALS
from archive.chinese.numerals import number
from archive.importing.records import Precision

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST_YEAR_OF_THE_REPUBLIC = 1912  # 民國1年

NUMERAL = f"[{DATE_NUMERALS}]"
WEEKDAY = r"(?:\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?"
HALF = "上午|早上|清晨|凌晨|中午|下午|傍晚|晚上?"
HALF_BEHIND = r"(?:(?::\d{2}(?:\.\d+)?)?\s*(?P<half_behind>[ap])\.?m\b)?"
CLOCK = rf"(?:{WEEKDAY}[\st,]*(?P<half>{HALF})?\s*(?P<hour>\d{{1,2}})[:时](?P<minute>\d{{2}})(?!\d){HALF_BEHIND})?"
IN_THE_AFTERNOON = ("下午", "傍晚", "晚上", "晚", "p")
IN_THE_MORNING = ("上午", "早上", "清晨", "凌晨", "a")
AT_NOON = "中午"  # 中午12:30, 中午1:15
NOON = 12
HOURS, MINUTES = 24, 60
OTHER_FORMS = {"o": "〇", "0": "〇", "廿": "二十", "卅": "三十", "元": "一"}  # in Chinese numerals: 二O一九年, 民国元年

# For folded text. The leftmost match wins, at the same place that of the first pattern.
PATTERNS = (
    rf"(?<!\d)(?P<year>\d{{4}})\s*[年\-/.]\s*(?P<month>\d{{1,2}})\s*[月\-/.]\s*(?P<day>\d{{1,2}})(?:\s*日|(?!\d)){CLOCK}",
    r"(?<!\d)(?P<year>\d{4})\s*[年\-/.]\s*(?P<month>\d{1,2})(?:月|(?![\d\-/.]))",
    r"(?<!\d)(?P<year>\d{4})年(?!代)",
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)",
    rf"(?P<year>[一二]{NUMERAL}{{3}})年(?!代)(?:(?P<month>{NUMERAL}{{1,3}})月(?:(?P<day>{NUMERAL}{{1,3}})[日号])?)?",
    rf"民国\s*(?P<republic>\d{{1,3}}|元|(?:{NUMERAL}|百)+)\s*年(?!代)"
    rf"(?:\s*(?P<month>\d{{1,2}}|{NUMERAL}+)\s*月(?:\s*(?P<day>\d{{1,2}}|{NUMERAL}+)\s*[日号]{CLOCK})?)?",
    rf"民国\s*(?P<republic>\d{{1,3}})[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}})(?!\d){CLOCK}|(?![\d\-/.]))",
)
COMPILED = tuple(re.compile(pattern) for pattern in PATTERNS)

# A range of hours is no offset (2019-11-22 08:00-09:30): one behind UTC follows seconds or a moment with T.
SECONDS = r":[0-5]\d(?:[.,]\d+)?"
OFFSET = r"(?P<zone>z(?![a-z])|(?:utc|gmt)\s*(?:[+-]\d{1,2}(?::?\d\d)?)?|\+\d\d(?::?\d\d)?)"
OFFSET_BEHIND = r"(?P<zone_behind>-\d\d(?::?\d\d)?)"
DAY = r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
TIME = r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)"
WITH_OFFSET = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{DAY}[t\s]\s*{TIME}(?:{SECONDS})?\s*{OFFSET}(?![\d:])",
        rf"{DAY}(?:t{TIME}(?:{SECONDS})?)\s*{OFFSET_BEHIND}(?![\d:])",
        rf"{DAY}(?:\s+{TIME}{SECONDS})\s*{OFFSET_BEHIND}(?![\d:])",
    )
)

# What a field that holds nothing but a date may be, for folded text.
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = (
    r"(?<![a-z])(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
BEHIND_DAY = (
    rf"(?:[\s,]+(?:at\s+)?{TIME}(?:{SECONDS})?(?:\s*(?P<half_behind>[ap])\.?m\b)?"
    rf"(?:\s*(?:{OFFSET}|{OFFSET_BEHIND}))?)?"
)
YEAR = r"(?P<year>1\d{3}|20\d\d)"
COMPACT = r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])"
ABOUT = r"(?:约|大约|大概|公元|西元|c\.|ca\.?|circa)?\s*"
DAY_AND_TIME = re.compile(
    rf"{COMPACT}(?P<day>[0-3]\d)t?\s*(?P<hour>[0-2]\d):?(?P<minute>[0-5]\d)(?::?[0-5]\d(?:\.\d+)?)?(?:\s*{OFFSET})?"
)
FIELD_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{ABOUT}[\[(]?{YEAR}\s*年?\s*(?:左右|前后|许|\(?\?\)?)?[\])]?",
        COMPACT,
        DAY_AND_TIME,
        rf"{YEAR}-(?P<month>0[1-9]|1[0-2])-00(?:[t\s]00:00(?::00)?)?",
        rf"{YEAR}-00-00(?:[t\s]00:00(?::00)?)?",
        r"民国\s*(?P<republic>\d{1,3})",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    )
)
ENGLISH_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){NTH}[\s\-]*{MONTH},?[\s\-]+(?P<year>\d{{4}}|\d\d)(?!\d){BEHIND_DAY}",
        rf"{MONTH}\s+{NTH}(?:,\s*|\s+)(?P<year>\d{{4}})(?!\d){BEHIND_DAY}",
        rf"{MONTH}\s+{NTH}\s+{TIME}(?:{SECONDS})?\s+(?:(?P<zone>utc|gmt|[+-]\d{{4}})|[a-z]{{3,4}})?\s*"
        r"(?P<year>\d{4})(?!\d)",
        rf"{MONTH},?\s+(?P<year>\d{{4}})(?!\d)",
    )
)
SLASHED = re.compile(
    rf"(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-](?P<year>\d{{4}})(?:[\s,]+{TIME}(?:{SECONDS})?)?"
)
MONTHS_IN_YEAR = 12
LATEST_SHORT_YEAR = 68  # 18-Oct-23 is 2023, 18-Oct-87 is 1987
EPOCH = re.compile(r"(?:/date\()?(?P<whole>-?\d{7,19})(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?")
EPOCH_UNITS = {9: 1, 10: 1, 12: 10**3, 13: 10**3, 16: 10**6, 19: 10**9}  # digits → parts of a second
DASHES = str.maketrans("‐‑‒–—−", "------")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found at [start, end) of a text; the parts of *moment* beyond its precision are the earliest possible."""

    moment: datetime
    precision: Precision
    start: int
    end: int


def first_date(text: str) -> Dated | None:
    """Return the leftmost date in *text*; impossible dates (2019年13月) are passed over."""
    folded = fold(text)
    exact = filter(None, (pattern.search(folded) for pattern in WITH_OFFSET))
    others = sorted(filter(None, (pattern.search(folded) for pattern in COMPILED)), key=lambda found: found.start())
    return _first_possible([*exact, *others])


def date_of_field(text: str) -> Dated | None:
    """Return the date that a field means which holds nothing else; None if it is not understood.

    Such a field may say more than a date inside a text: 1987, 约1987年, 198705, seconds since 1970, an English date.
    An English date of numbers alone (5/6/1987) is a day if it can be only one, otherwise a year.
    """
    if moment := epoch_moment(text):
        return Dated(moment, "minute", 0, len(text))
    folded = fold(text.strip()).translate(DASHES)
    wholes = filter(None, (pattern.fullmatch(folded) for pattern in FIELD_PATTERNS))
    english = filter(None, (pattern.search(folded) for pattern in ENGLISH_PATTERNS))
    slashed = SLASHED.fullmatch(folded)
    return (
        _first_possible([*wholes, *english]) or (_dated_by_numbers(slashed) if slashed else None) or first_date(folded)
    )


def epoch_moment(text: str) -> datetime | None:
    """Return the moment that is so many seconds, or thousandths, millionths … of one, after 1970; None for other text.

    Numbers of eight digits and those of twelve that are a day and a time (198705060800) are dates, not seconds.
    """
    match = EPOCH.fullmatch(text.strip().lower())
    if not match or DAY_AND_TIME.fullmatch(text.strip()):
        return None
    digits = match["whole"].lstrip("-")
    parts = 10**3 if "date" in match[0] else EPOCH_UNITS.get(len(digits), 1 if match["whole"].startswith("-") else 0)
    if not parts:
        return None
    moment = datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(match["whole"]) // parts)
    return moment.astimezone(SHANGHAI).replace(second=0)


def _first_possible(matches: Iterable[re.Match[str]]) -> Dated | None:
    """Return the date of the first match that is one: the 13th month is none."""
    return next(filter(None, map(_dated, matches)), None)


def _dated_by_numbers(match: re.Match[str]) -> Dated | None:
    """Return the date of a day and a month in unknown order, or only its year if both orders are possible."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first == second or max(first, second) > MONTHS_IN_YEAR:
        day, month = (first, second) if first > MONTHS_IN_YEAR else (second, first)
        parts = {"year": year, "month": month, "day": day}
        parts |= {name: int(match[name]) for name in ("hour", "minute") if match[name]}
        return _dated_of(parts, "", match)
    return _dated_of({"year": year}, "", match)


def _dated(match: re.Match[str]) -> Dated | None:
    found = match.groupdict()
    half = found.pop("half", "") or found.pop("half_behind", "") or ""
    zone = found.pop("zone", "") or found.pop("zone_behind", "") or ""
    parts = {name: int(value) for name, text in found.items() if text and (value := _number(text)) is not None}
    if found.get("month") and found["month"][:3] in MONTHS:
        parts["month"] = MONTHS.index(found["month"][:3]) + 1
    if len(found.get("year") or "") == 2:
        parts["year"] += 1900 if parts["year"] > LATEST_SHORT_YEAR else 2000
    if "hour" in parts:
        parts["hour"] = _hour(parts["hour"], half)
        if parts["hour"] >= HOURS or parts["minute"] >= MINUTES:
            del parts["hour"], parts["minute"]
    return _dated_of(parts, zone, match)


def _hour(hour: int, half: str) -> int:
    """Return the hour of the day that is *hour* in that half of it."""
    if hour < NOON and (half in IN_THE_AFTERNOON or (half == AT_NOON and hour < 3)):
        return hour + NOON
    return 0 if hour == NOON and half in IN_THE_MORNING else hour


def _dated_of(parts: dict[str, int], zone: str, match: re.Match[str]) -> Dated | None:
    year = parts.get("year", 0) or parts.get("republic", 0) + FIRST_YEAR_OF_THE_REPUBLIC - 1
    try:
        moment = datetime(
            year,
            parts.get("month", 1),
            parts.get("day", 1),
            parts.get("hour", 0),
            parts.get("minute", 0),
            tzinfo=_zone(zone) if "minute" in parts else SHANGHAI,
        ).astimezone(SHANGHAI)
    except (ValueError, OverflowError):
        return None
    return Dated(moment, _precision(parts), match.start(), match.end())


def _zone(printed: str) -> tzinfo:
    """Return the time zone of an offset such as z, +08, -0530, gmt+8; China's without one. Raises ValueError."""
    if not printed:
        return SHANGHAI
    offset = "".join(printed.split()).removeprefix("utc").removeprefix("gmt").removeprefix("z").replace(":", "")
    if not offset:
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[3:] or 0)
    return timezone((-1 if offset.startswith("-") else 1) * timedelta(hours=hours, minutes=minutes))


def _number(text: str) -> Decimal | None:
    return number(text if text.isdecimal() else "".join(OTHER_FORMS.get(sign, sign) for sign in text))


def _precision(parts: dict[str, int]) -> Precision:
    if "minute" in parts:
        return "minute"
    if "day" in parts:
        return "day"
    return "month" if "month" in parts else "year"
