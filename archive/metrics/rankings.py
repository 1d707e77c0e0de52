"""Ranks: 位居全省第三位, 进入全国前20名. Other ordinals (第三, 第46次会议) are no metrics. Pure."""

import re

from archive.chinese.marks import ONE_TO_TEN
from archive.chinese.numerals import number
from archive.metrics.quantities import HIGHEST_VALUE, Quantity

# In folded form.
AFTER = "第前"  # one of these is directly before the number of a rank
RANKED = r"(?:居|列|排|名次|跃|进入|跻身|入选|获|夺|得|升至)"
BEFORE = re.compile(rf"{RANKED}[^,。;:、]{{0,14}}[{AFTER}]$")
RANK = re.compile(rf"(?P<value>\d{{1,6}}|[{ONE_TO_TEN}百]{{1,5}})(?:(?P<unit>位|名)|强|(?=[,。;、)]|$))")
WINDOW = 18  # characters before the number that are searched for a word of ranking
UNIT = "位"  # of a rank printed without one


def rank_at(folded: str, start: int) -> Quantity | None:
    """Return the rank whose number begins at *start*; its span begins at the sign of AFTER before it."""
    match = RANK.match(folded, start)
    value = number(match["value"]) if match else None
    if match is None or value is None or value >= HIGHEST_VALUE:
        return None
    if not BEFORE.search(folded, max(0, start - WINDOW), start):
        return None
    return Quantity(value, match["unit"] or UNIT, "rank", start - 1, match.end())
