"""The periods of metrics, such as 去年以来, 2018年, 五年来, and their first and last days if they are certain. Pure."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from archive.chinese.marks import HAN_UNIFIED, ONE_TO_TEN, PERIOD_NUMERALS
from archive.chinese.numerals import number

Days = tuple[date, date]

# --- the words for times, in folded form -----------------------------------------------------------

N = f"[{PERIOD_NUMERALS}]"
COUNT = rf"(?:\d{{1,2}}|{N}{{1,3}})"
TO = r"(?:至|到|-|—|–|~){1,2}"
YEAR = rf"(?:(?:19|20)\d\d|[一二]{N}{{3}})"
NAMED_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1}
ONE_YEAR = rf"(?:{YEAR}年度?|(?:{'|'.join(NAMED_YEARS)})度?)"
PLANS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}  # first of five years
PLAN = rf"“?(?:{'|'.join(PLANS)})”?"
PART = (
    rf"(?:上半年|下半年|前三季度|第?[一二三四1-4]季度|[头前]{COUNT}个月|{COUNT}月?{TO}{COUNT}月份?"
    rf"|{COUNT}月份?(?!{COUNT}日))"
)
CLAUSE_BEGINS = r"(?<![^,。;:、()\s])"

EVERY = (
    rf"每(?:两|半|隔|{COUNT})?个?(?:年|月|周|季度|季|天|日|星期|学期)|每双[月周]"
    rf"|双[月周](?=[一两\d]+[次期场回])|一[年月周天](?={N}+[次回场期])"
)
# A time of comparison is not the period of a metric: 比上年增长, 去年同期.
NOT_COMPARED, NOT_SAME_TIME = r"(?<![比较同于是为])", r"(?!同期|末?相比)"

# Name, pattern, example. Of the matches at the leftmost place the first wins.
TIMES = (
    ("every", EVERY, "每季度"),
    ("until", rf"截[至止](?!日|时间|期)到?(?:目前|{ONE_YEAR}?(?:{COUNT}月份?)?(?:{COUNT}日|底|末)?)", "截至2023年底"),
    ("years", rf"{YEAR}年?{TO}{YEAR}年", "2018—2020年"),
    ("since", rf"{ONE_YEAR}(?:{PART}|底|初)?以来|{PLAN}以来", "去年以来"),
    ("since an event", rf"{CLAUSE_BEGINS}[自从]?(?!近年|[自从对])[^,。;:、()\s]{{1,16}}?以来", "换届以来"),
    ("plan", rf"{PLAN}(?:时期|期间)", "十三五期间"),
    ("year", rf"{NOT_COMPARED}{ONE_YEAR}{NOT_SAME_TIME}(?:{PART}|底|末)?", "2019年上半年"),
    ("years back", rf"(?:过去|最近|近|这)的?{COUNT}年多?(?:来|间|里)?(?![度级代])", "近三年"),
    ("years in a row", rf"连续{COUNT}年", "连续三年"),
    ("years long", rf"{COUNT}年多?(?:来(?!信|访)|间(?!隔)|里|下来)|近几?年来", "五年来"),
    ("part of a year", rf"(?<![\d年{ONE_TO_TEN}第]){PART}", "一季度"),
    ("month", r"上个?月|本月|上周|本周", "本月"),
    ("all year", r"全年|年末|(?<![\d一二两三四五六七八九十])年内", "全年"),
    (
        "years leading",
        rf"{CLAUSE_BEGINS}(?:半年|{COUNT}年多?)(?!半|内|后|[{HAN_UNIFIED}]{{0,2}}(?:规划|计划|行动|攻坚|级|代|度|期))",
        "五年",
    ),
    ("a year", r"(?<!\d)一年(?![半一两级度])", "一年"),
)
FIRST = r"(?=[\d每双连一截近过最这头前上下去今本明当全年半“〇零○二三四五六七八九十两第])"  # begins all but events
SIGNS = "年月周季截每天期"  # all but events have one of them near their beginning: a quick check
OF_TIMES = re.compile(f"[{SIGNS}]|以来")
SOON = rf"(?=[^{SIGNS}]{{0,10}}[{SIGNS}])"
EVENTS = "since an event"
NO_EVENT = rf"{FIRST}{SOON}(?:{'|'.join(pattern for name, pattern, _ in TIMES if name != EVENTS)})"
BUT_EVENTS = re.compile(NO_EVENT)
PERIOD = re.compile(f"{NO_EVENT}|{''.join(pattern for name, pattern, _ in TIMES if name == EVENTS)}")
REPEATED = re.compile(EVERY)


def times(folded: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the spans of the times in folded text between *start* and *stop*."""
    if not OF_TIMES.search(folded, start, stop):
        return []
    pattern = PERIOD if folded.find("以来", start, stop) >= 0 else BUT_EVENTS
    return [time.span() for time in pattern.finditer(folded, start, stop)]


# --- the days of times -----------------------------------------------------------------------------

HALVES = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9)}
QUARTER = re.compile(r"([一二三四1-4])季度")
FIRST_MONTHS = re.compile(rf"[头前]({COUNT})个月")
SOME_MONTHS = re.compile(rf"({COUNT})月?{TO}({COUNT})月")
ONE_MONTH = re.compile(rf"({COUNT})月(?:({COUNT})日)?")
ANY_YEAR = re.compile(YEAR)
YEARS_LONG = re.compile(rf"(?:过去|最近|近|这)?的?({COUNT})年(?:来|间|里|下来)?")
LAST_MONTH = 12


@lru_cache(maxsize=4096)
def days_of(printed: str, published: date | None) -> Days | None:
    """Return the first and last day of a time as printed (folded). Relative times count from *published*.

    It is None if the days are not certain.
    """
    try:
        return _days(printed.lstrip("自从"), published)
    except (ValueError, OverflowError):  # 2019年13月, 30 February, years before the calendar
        return None


def _days(printed: str, published: date | None) -> Days | None:
    if REPEATED.match(printed):
        return None
    if printed.startswith("截"):
        until = (None, published) if "目前" in printed else _named(printed[2:].lstrip("到"), published)
        end = until[1] if until else None
        return (end, end) if end else None
    if printed.endswith("以来"):
        named = _named(printed.removesuffix("以来"), published)
        return (named[0], published) if named and published and named[0] <= published else None
    return _named(printed, published) or _years_back(printed, published)


def _named(printed: str, published: date | None) -> Days | None:
    """Return the days of years, plans and parts of a year."""
    for plan, first in PLANS.items():
        if printed.strip("“”").startswith(plan):
            return date(first, 1, 1), date(first + 4, 12, 31)
    years, months = _years(printed, published), _months(printed)
    if years is None and months and published:
        year = published.year if months[1] <= published.month else published.year - 1
        years = (year, year)
    if years is None:
        return None
    if (day := ONE_MONTH.search(printed)) and day[2]:
        moment = date(years[0], int(number(day[1]) or 0), int(number(day[2]) or 0))
        return moment, moment
    first_month, last_month = months or (1, LAST_MONTH)
    last = date(years[1], last_month, monthrange(years[1], last_month)[1])
    return date(years[0], first_month, 1), _until_published(last, printed, published)


def _until_published(last: date, printed: str, published: date | None) -> date:
    """Return *last*, but for 今年 the day of publication if that is earlier."""
    now = published and published.year == last.year and any(name in printed for name in ("今年", "本年"))
    return min(last, published) if now and published and not _months(printed) else last


def _years(printed: str, published: date | None) -> tuple[int, int] | None:
    found = [int(number(year) or 0) for year in ANY_YEAR.findall(printed)]
    if found:
        return found[0], found[-1]
    named = [shift for name, shift in NAMED_YEARS.items() if name in printed and name != "当年"]
    return (published.year + named[0],) * 2 if named and published else None


def _months(printed: str) -> tuple[int, int] | None:
    for name, months in HALVES.items():
        if name in printed:
            return months
    if quarter := QUARTER.search(printed):
        last = 3 * int(number(quarter[1]) or 0)
        return last - 2, last
    if first := FIRST_MONTHS.search(printed):
        return 1, int(number(first[1]) or 0)
    if some := SOME_MONTHS.search(printed):
        return int(number(some[1]) or 0), int(number(some[2]) or 0)
    if month := ONE_MONTH.search(printed):
        return (int(number(month[1]) or 0),) * 2
    return None


def _years_back(printed: str, published: date | None) -> Days | None:
    """Return the days of 五年来: from the day after the same day five years before publication to publication."""
    long = YEARS_LONG.fullmatch(printed)
    years = number(long[1]) if long else None
    if published is None or not years:
        return None
    day = min(published.day, monthrange(published.year - int(years), published.month)[1])
    return date(published.year - int(years), published.month, day) + timedelta(days=1), published
