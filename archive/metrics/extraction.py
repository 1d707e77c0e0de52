"""Figures out of prose: number, unit, what is counted, and the sentence as evidence. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.chinese.folding import fold
from archive.chinese.numerals import number
from archive.metrics.subjects import subject_of
from archive.metrics.units import AFTER_ANY_NUMERAL, KIND_OF_UNIT, NOT_FIGURES, REPEATABLE


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed (`raw`, at `start`:`end` of its text) and its value in the printed unit."""

    value: Decimal
    unit: str
    kind: str
    raw: str
    start: int
    end: int
    value_max: Decimal | None = None
    qualifier: str = ""
    sentence: str = ""
    subject: str = ""
    period: str = ""


# --- what a figure looks like, in folded text ----------------------------------------------------


def _any_of(units: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, units), key=len, reverse=True))


DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMERAL = r"[〇零一二三四五六七八九十百千万亿两]+(?:点[〇零一二三四五六七八九]+)?"
NUMBER = re.compile(rf"百分之(?P<percent>{DIGITS}|{NUMERAL})|(?P<digits>{DIGITS})|(?P<numeral>{NUMERAL})")

UNIT_AFTER_DIGITS = re.compile(
    rf"(?P<about>[余多几]?)(?P<scale>万亿|[百千万亿]?)(?P<more>[余多几]?)\s?(?P<unit>{_any_of(KIND_OF_UNIT)})"
)
UNIT_AFTER_NUMERAL = re.compile(
    rf"(?P<about>[余多几]?)(?P<scale>)(?P<more>)(?P<unit>{_any_of(' '.join(AFTER_ANY_NUMERAL.values()).split())})"
)
RANGE = re.compile(rf"(?:[万亿]?(?:{_any_of(KIND_OF_UNIT)}))?\s*(?:-|—|~|至|到)\s*")

PART_OF_A_NAME = re.compile(r"[\dA-Za-z.+/初]$|[\dA-Za-z][-—]$")  # PM2.5, 1+4, 2-3, AK-47, 初三
COUNTS_NOTHING = re.compile(r"一|[百千万亿][十百千万亿]*")  # 一次, 百年, 千家万户
NOT_A_FIGURE = re.compile("|".join(pattern for _, pattern, _ in NOT_FIGURES))
NEGATIVE = re.compile(r"[^\dA-Za-z%]-$")  # 增长-3.2%, but not 1-2%

HIGHEST_VALUE = 10**18  # a longer row of digits is a code or an account
LONGEST_FIGURE = 100  # characters

# --- what stands around it -----------------------------------------------------------------------

APPROXIMATELY_BEFORE = re.compile(r"(?:近|约|超过|逾|将近|接近|不少于|不超过|至少|最多)$")
APPROXIMATELY_AFTER = re.compile(r"左右|以上|以下|以内|上下|多|余")
PERIOD = re.compile(r"每(?:两|半)?(?:年|个月|月|周|季度|季|天|日)|每双月")
SENTENCE_END = re.compile(r"[。！？!?][”’」』）)]*|\n")
CLAUSE_END = re.compile(r"[，,。；;：:！？!?\n]")


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of *text*, in order. Offsets count in *text*; units are as printed."""
    folded = fold(text)
    bare = _bare_figures(text, folded)
    if not bare:
        return ()
    sentences, clauses = _pieces(SENTENCE_END, folded), _pieces(CLAUSE_END, folded)
    return tuple(
        _with_context(figure, text, folded, _around(figure, sentences), _around(figure, clauses)) for figure in bare
    )


def _bare_figures(text: str, folded: str) -> list[Figure]:
    """Figures with value and unit; a range such as 5至10名 is one figure with two values."""
    found: list[Figure] = []
    previous: re.Match[str] | None = None
    for match in _numbers(folded):
        joined = previous if previous and RANGE.fullmatch(folded, previous.end(), match.start()) else None
        figure = _figure(joined or match, match, text, folded)
        if figure and found and found[-1].start == figure.start:
            found.pop()  # 15%至20%: what was read as 15% alone is the range's lower end
        if figure:
            found.append(figure)
        previous = match
    return found


def _numbers(folded: str) -> list[re.Match[str]]:
    """Numbers that may count something, without those of dates, ordinals, slogans …"""
    excluded = [match.span() for match in NOT_A_FIGURE.finditer(folded)]
    return [
        match
        for match in NUMBER.finditer(folded)
        if not any(start < match.end() and match.start() < end for start, end in excluded)
    ]


def _figure(first: re.Match[str], last: re.Match[str], text: str, folded: str) -> Figure | None:
    """The figure from the number *first* to the unit behind *last*; None if it is no figure."""
    unit, kind, end, about = _unit_behind(last, text, folded)
    start = first.start()
    if not unit or PART_OF_A_NAME.search(folded, max(0, start - 2), start):
        return None
    value, highest = _value(first, folded), _value(last, folded)
    if value is None or highest is None or highest >= HIGHEST_VALUE or end - start > LONGEST_FIGURE:
        return None
    if first is not last and value >= highest:
        return _figure(last, last, text, folded)  # 从7天到2天 is a change, not a range
    start -= value < 0
    return Figure(
        value=value,
        value_max=highest if first is not last else None,
        unit=unit,
        kind=kind,
        raw=text[start:end],
        start=start,
        end=end,
        qualifier=about,
    )


def _unit_behind(match: re.Match[str], text: str, folded: str) -> tuple[str, str, int, str]:
    """(unit as printed, kind, where it ends, 余 or 多 in between); all empty if no unit follows."""
    if match["percent"]:
        return "%", "share", match.end(), ""
    behind = (UNIT_AFTER_DIGITS if match["digits"] else UNIT_AFTER_NUMERAL).match(folded, match.end())
    if not behind or (match["numeral"] and COUNTS_NOTHING.fullmatch(match["numeral"])):
        return "", "", 0, ""
    printed = "".join(text[slice(*behind.span(part))] for part in ("scale", "unit"))
    unit = "%" if behind["unit"] == "%" else printed  # ％ is the same sign, only wider
    about = text[slice(*behind.span("about"))] or text[slice(*behind.span("more"))]
    return unit, KIND_OF_UNIT[behind["unit"]], behind.end(), about


def _value(match: re.Match[str], folded: str) -> Decimal | None:
    value = number(match["percent"] or match["digits"] or match["numeral"])
    negative = NEGATIVE.search(folded, max(0, match.start() - 2), match.start())
    return -value if value is not None and negative else value


def _with_context(figure: Figure, text: str, folded: str, sentence: slice, clause: slice) -> Figure:
    """The figure with its sentence, subject, period and qualifier."""
    period = PERIOD.search(folded, clause.start, figure.start)
    repeated = period is not None and fold(figure.unit) in REPEATABLE
    before = APPROXIMATELY_BEFORE.search(folded, clause.start, figure.start)
    after = APPROXIMATELY_AFTER.match(folded, figure.end)
    return replace(
        figure,
        sentence=text[sentence].strip(),
        subject=subject_of(
            text[clause.start : before.start() if before else figure.start],
            text[after.end() if after else figure.end : clause.stop].rstrip("。！？!?，,；;：:\n"),
        ),
        kind="frequency" if repeated else figure.kind,
        period=_printed(period, text) if repeated else "",
        qualifier=figure.qualifier or _printed(before, text) or _printed(after, text),
    )


def _printed(match: re.Match[str] | None, text: str) -> str:
    return text[slice(*match.span())] if match else ""


def _pieces(boundary: re.Pattern[str], folded: str) -> list[int]:
    """Where the pieces between boundaries begin, the text's end last; a boundary belongs to the piece before it."""
    ends = [match.end() for match in boundary.finditer(folded)]
    return sorted({0, *ends, len(folded)})


def _around(figure: Figure, pieces: list[int]) -> slice:
    after = bisect_right(pieces, figure.start)
    return slice(pieces[after - 1], pieces[after])
