"""Dates as reports print them, and their precision. Pure; knows no layout. All times are China's."""

import re
from dataclasses import dataclass
from datetime import datetime
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
CLOCK = rf"(?:{WEEKDAY}[\sT,]*(?P<half>上午|下午|晚上?|凌晨)?\s*(?P<hour>\d{{1,2}})[:时](?P<minute>\d{{2}})(?!\d))?"
IN_THE_AFTERNOON = ("下午", "晚上", "晚")
NOON = 12
OTHER_FORMS = {"o": "〇", "0": "〇", "廿": "二十", "卅": "三十"}  # inside Chinese numerals: 二O一九年

# For folded text. The leftmost match wins, at the same place that of the first pattern.
PATTERNS = (
    rf"(?<!\d)(?P<year>\d{{4}})\s*[年\-/.]\s*(?P<month>\d{{1,2}})\s*[月\-/.]\s*(?P<day>\d{{1,2}})(?:\s*日|(?!\d)){CLOCK}",
    r"(?<!\d)(?P<year>\d{4})\s*[年\-/.]\s*(?P<month>\d{1,2})(?:月|(?![\d\-/.]))",
    r"(?<!\d)(?P<year>\d{4})年",
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)",
    rf"(?P<year>[一二]{NUMERAL}{{3}})年(?:(?P<month>{NUMERAL}{{1,3}})月(?:(?P<day>{NUMERAL}{{1,3}})日)?)?",
    rf"民国(?P<republic>\d+|(?:{NUMERAL}|百)+)年(?:(?P<month>\d+|{NUMERAL}+)月(?:(?P<day>\d+|{NUMERAL}+)日)?)?",
    r"民国(?P<republic>\d{1,3})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
)
COMPILED = tuple(re.compile(pattern) for pattern in PATTERNS)
WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found at [start, end) of a text; the parts of *moment* beyond its precision are the earliest possible."""

    moment: datetime
    precision: Precision
    start: int
    end: int


def first_date(text: str) -> Dated | None:
    """Return the leftmost date in *text*; impossible dates (2019年13月) are passed over."""
    if exact := WITH_OFFSET.search(text):
        moment = datetime.fromisoformat(exact[0]).astimezone(SHANGHAI).replace(second=0, microsecond=0)
        return Dated(moment, "minute", exact.start(), exact.end())
    folded = fold(text)
    for match in sorted(
        filter(None, (pattern.search(folded) for pattern in COMPILED)), key=lambda found: found.start()
    ):
        if dated := _dated(match):
            return dated
    return None


def _dated(match: re.Match[str]) -> Dated | None:
    found = match.groupdict()
    half = found.pop("half", "")
    parts = {name: int(value) for name, text in found.items() if text and (value := _number(text)) is not None}
    if half in IN_THE_AFTERNOON and parts["hour"] < NOON:
        parts["hour"] += NOON
    year = parts.get("year", 0) or parts.get("republic", 0) + FIRST_YEAR_OF_THE_REPUBLIC - 1
    try:
        moment = datetime(
            year,
            parts.get("month", 1),
            parts.get("day", 1),
            parts.get("hour", 0),
            parts.get("minute", 0),
            tzinfo=SHANGHAI,
        )
    except ValueError:
        return None
    return Dated(moment, _precision(parts), match.start(), match.end())


def _number(text: str) -> Decimal | None:
    return number(text if text.isdecimal() else "".join(OTHER_FORMS.get(sign, sign) for sign in text))


def _precision(parts: dict[str, int]) -> Precision:
    if "minute" in parts:
        return "minute"
    if "day" in parts:
        return "day"
    return "month" if "month" in parts else "year"
