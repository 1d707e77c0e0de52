"""Where the figures of a text stand: numbers with units, without ordinals, dates, slogans and names. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.metrics.exceptions import LONGEST_NAME, NOT_FIGURES, QUOTES
from archive.metrics.quantities import Quantity, quantity_at
from archive.metrics.rankings import rank_at
from archive.metrics.units import PEOPLE, UNITS

# All in folded text.
FIRST_OF_UNIT = {unit[0] for unit in (*UNITS, *PEOPLE.split())} | {unit[1] for unit in UNITS if unit[0] in "千百万"}
BEHIND = "".join(FIRST_OF_UNIT) + "日分成点余多几来第前位名强至到~—–,.，、;。)- "
# Passed over early, for speed: calendar years, and 一 before what is hardly ever counted by one.
EARLY = (
    r"(?!(?:19|20)\d\d年|一(?![〇零一二三四五六七八九十百千万亿点次场期回趟轮遍倍番成分至到两-]"
    r"|[年天]半|个半|[位名]?[,。;、)]|强))"
)
NUMBER = re.compile(
    rf"{EARLY}[\d〇零一二三四五六七八九十百千万两廿卅][\d〇零○一二三四五六七八九十百千万亿两廿卅,.]*+(?=[{re.escape(BEHIND)}]|$)"
)
NOT_A_FIGURE = re.compile("|".join(f"(?:{pattern})" for _, pattern, _ in NOT_FIGURES))
PART_OF_A_NAME = re.compile(r"[\da-z.+/×*]$|(?<=[\da-z])[-—–]$|(?<!最)[初高](?=[一二三\d])$")  # PM2.5, 1+4, AK-47, 初三
SCHOOL_YEAR = re.compile(r"[初高大][一二三四]")
NEGATIVE = re.compile(r"(?:^|[^\da-z%一-鿿]|[长降加少幅率速])-$")  # 增长-3.2%, but not 1-2%
NAME_IN_QUOTES = re.compile("|".join(rf"{pair[0]}[^{pair},。;、]{{1,{LONGEST_NAME}}}{pair[1]}" for pair in QUOTES))


def quantities(folded: str, start: int, stop: int) -> Iterator[Quantity]:
    """What may be figures between *start* and *stop*, in order; `bare` ones still need a word around."""
    names: list[tuple[int, int]] | None = None
    while number := NUMBER.search(folded, start, stop):
        place = number.start()
        found = rank_at(folded, place) or _counted(folded, place)
        start = number.end()
        if found is None or found.end > stop:
            continue
        if names is None:
            names = [match.span() for match in NAME_IN_QUOTES.finditer(folded, max(0, place - LONGEST_NAME - 1), stop)]
        start = max(start, found.end)
        if not any(first < place < last and folded[place] not in "0123456789" for first, last in names):
            yield found


def _counted(folded: str, start: int) -> Quantity | None:
    """The quantity at *start*, with the minus before it; None for one that counts nothing."""
    before = max(0, start - 2)
    if PART_OF_A_NAME.search(folded, before, start) and not NEGATIVE.search(folded, before, start):
        return None
    found = quantity_at(folded, start)
    if found is None or NOT_A_FIGURE.match(folded, start):
        return None
    if NEGATIVE.search(folded, before, start) and found.value_max is None:
        return replace(found, value=-found.value, start=start - 1)
    return found
