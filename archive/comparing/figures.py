"""The figures, dates and ordinals in letters without punctuation, and whether two passages contradict each other. Pure.

Text is as `archive.comparing.letters` gives it: a decimal point is 点 and a share ends with %.
"""

import re
from collections import Counter
from decimal import Decimal

from archive.chinese.numerals import number
from archive.comparing.differences import Difference

NUMERALS = "0-9〇零○一二三四五六七八九十百千万亿两"
NUMERAL = re.compile(rf"[{NUMERALS}]+(?:点[{NUMERALS}]+)?")
ALL_NUMERALS = re.compile(rf"第?[{NUMERALS}点]+%?")
HEAD_OF_A_NUMBER = re.compile(rf"(?:第?[{NUMERALS}点]*)$")
TAIL_OF_A_NUMBER = re.compile(rf"[{NUMERALS}点]*%?")
PART_OF_A_NUMBER = re.compile(rf"[{NUMERALS}点%]")
DECIMAL_POINT = re.compile(r"(?<=\d)点(?=\d)")
# The letters behind a single Chinese numeral that counts: 一 in 三次 does, in 统一 and 一些 it does not.
COUNTED = frozenset(
    "次届条件人个项名年月日号位场篇份家所期章节款倍成元点时分秒岁户亩吨米里度级类组批轮版页册卷集幅座间台辆艘架头匹株棵"
    "盏部句段行列排层处站口周季天夜课堂班省市县区乡镇村社院厅局%"
)


def contradict(difference: Difference) -> bool:
    """Whether a difference puts one number in the place of another; a number on one side only is no contradiction.

    Numbers are read whole, with the digits around the difference, and in either numerals: 14所 and 十四所 agree.
    """
    ours, theirs = sides(difference)
    return bool(ours - theirs and theirs - ours)


def same_number(difference: Difference) -> bool:
    """Whether a difference is one number in other numerals."""
    ours, theirs = (_whole(side, difference) for side in (difference.one, difference.other))
    return _is_number(ours) and _is_number(theirs) and _value(ours) == _value(theirs)


def sides(difference: Difference) -> tuple[Counter[Decimal | str], Counter[Decimal | str]]:
    """The numbers that a difference touches, on either side, each with how often it occurs."""
    if not PART_OF_A_NUMBER.search(difference.one + difference.other):
        return Counter(), Counter()
    ours, theirs = (_whole(side, difference) for side in (difference.one, difference.other))
    if _is_number(ours) and _is_number(theirs):
        return Counter([_value(ours)]), Counter([_value(theirs)])
    behind = TAIL_OF_A_NUMBER.sub("", difference.behind, count=1)[:1]
    return Counter(numbers(ours + behind)), Counter(numbers(theirs + behind))


def _whole(side: str, difference: Difference) -> str:
    """One side of a difference with the rest of the numbers that it cuts."""
    head, tail = HEAD_OF_A_NUMBER.search(difference.before), TAIL_OF_A_NUMBER.match(difference.behind)
    return f"{head[0] if head else ''}{side}{tail[0] if tail else ''}"


def _is_number(text: str) -> bool:
    return ALL_NUMERALS.fullmatch(text) is not None


def numbers(text: str) -> list[Decimal | str]:
    """The numbers in *text* that count, date or order something."""
    found: list[Decimal | str] = []
    for match in NUMERAL.finditer(text):
        printed, behind, ordinal = match[0], text[match.end() : match.end() + 1], text[: match.start()].endswith("第")
        if printed[0].isdecimal() or len(printed) > 1 or behind in COUNTED or ordinal:
            found.append(_value(printed))
    return found


def _value(printed: str) -> Decimal | str:
    plain = printed.removeprefix("第").removesuffix("%")
    value = number(DECIMAL_POINT.sub(".", plain))
    return printed if value is None else value
