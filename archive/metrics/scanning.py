"""The scan of a text for candidates of metrics: numbers with units, except ordinals, dates, slogans, names. Pure."""

import re
from collections.abc import Iterator

from archive.chinese import marks
from archive.metrics.exclusions import LONGEST_NAME, NOT_METRICS, QUOTES
from archive.metrics.quantities import RUN_SIGNS, Quantity, quantity_at
from archive.metrics.rankings import AFTER, rank_at
from archive.metrics.units import PEOPLE, UNITS

Span = tuple[int, int]
Match = re.Match[str]

# All in folded text.
END_MARKS = marks.FOLDED_SENTENCE_ENDS + "\n"
SENTENCE_END = re.compile(rf"[{marks.FOLDED_SENTENCE_ENDS}]+[{marks.FOLDED_CLOSING_MARKS}]*|\n")
FIRST_OF_UNIT = {unit[0] for unit in (*UNITS, *PEOPLE.split())} | {unit[1] for unit in UNITS if unit[0] in "千百万"}
BEHIND = re.escape("".join(FIRST_OF_UNIT) + "日分成点余多几来第前位名强至到~—–,.，、;。)-\n")
# For speed, these are skipped early: calendar years, days of a month, and 一 before words that are hardly ever counted
# by one. The conditions come behind the first character, so that the search is for a plain set of characters.
EARLY_YEAR_OR_ONE = (
    rf"(?<![\d{marks.FIRST_NUMERALS}].)(?<!\d[,.].)(?!(?:(?<=1)9|(?<=2)0)\d\d年|(?<=一)(?![{marks.DIGITS}十百千万亿点次场期回趟轮遍倍番成分至到两-]"
    r"|[年天]半|个半|[位名]?[,。;、)]|强))"
)
EARLY_DAY = r"(?! ?日(?![内之以时元]))"
NUMBER = re.compile(
    rf"[\d{marks.FIRST_NUMERALS}]{EARLY_YEAR_OR_ONE}[{RUN_SIGNS}]*+"
    rf"{EARLY_DAY}(?= ?[{BEHIND}]| (?:\s|$)|$)"
)
NOT_A_METRIC = re.compile("|".join(f"(?:{pattern})" for _, pattern, _ in NOT_METRICS))
PART_OF_A_NAME = re.compile(r"(?<=[\da-z.+/×*])|(?<=[\da-z][-—–])")  # PM2.5, 1+4, AK-47
NEGATIVE = re.compile(rf"(?<=-)(?<![\da-z%{marks.HAN_UNIFIED}]-)|(?<=[长降加少幅率速]-)")  # 增长-3.2%, but not 1-2%
OPENED = re.compile(f"[{''.join(pair[0] for pair in QUOTES)}]")
NAME_IN_QUOTES = re.compile("|".join(rf"{pair[0]}[^{pair},。;、]{{1,{LONGEST_NAME}}}{pair[1]}" for pair in QUOTES))


def sentences(folded: str) -> Iterator[tuple[Span, list[Quantity]]]:
    """Yield the span of each sentence with candidates of metrics, and these in order."""
    stop, number = 0, NUMBER.search(folded)
    while number:
        start, stop = _sentence_around(folded, number.start(), stop)
        found, number = _quantities(folded, number, stop)
        if found:
            yield (start, stop), found


def _sentence_around(folded: str, place: int, floor: int) -> Span:
    """Return the span of the sentence around *place*, which begins at or after *floor*, the end of an earlier one."""
    last = max(folded.rfind(mark, floor, place) for mark in END_MARKS)
    before = SENTENCE_END.match(folded, last) if last >= 0 else None
    behind = SENTENCE_END.search(folded, place)
    return before.end() if before else floor, behind.end() if behind else len(folded)


def _quantities(folded: str, number: Match | None, stop: int) -> tuple[list[Quantity], Match | None]:
    """Return the candidates from the first *number* of a sentence to its end, and the next sentence's first number."""
    found: list[Quantity] = []
    first = None
    while number and number.start() < stop:
        place, end = number.span()
        rank = rank_at(folded, place) if place and folded[place - 1] in AFTER else None
        quantity = rank or _counted(folded, place, end)
        if quantity and quantity.end <= stop:
            end = max(end, quantity.end)
            first = place if first is None else first
            if not _in_a_name(folded, place, first, stop):
                found.append(quantity)
        number = NUMBER.search(folded, end)
    return found, number


def _counted(folded: str, start: int, stop: int) -> Quantity | None:
    """Return the quantity with its numerals at *start*:*stop*, and its minus sign; None if it counts nothing."""
    found = quantity_at(folded, start, stop)
    if found is None or NOT_A_METRIC.match(folded, start):
        return None
    negative = NEGATIVE.match(folded, start)
    if not negative and PART_OF_A_NAME.match(folded, start):
        return None
    return found._replace(value=-found.value, start=start - 1) if negative and found.value_max is None else found


def _in_a_name(folded: str, place: int, first: int, stop: int) -> bool:
    """Return whether the numeral at *place* is in a short name in quotes. Quotes are paired from near *first* on."""
    window = LONGEST_NAME + 1
    if folded[place].isascii() or not OPENED.search(folded, max(0, place - window), place):
        return False
    names = NAME_IN_QUOTES.finditer(folded, max(0, first - window), stop)
    return any(name.start() < place < name.end() for name in names)
