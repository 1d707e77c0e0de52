"""Points inside running text: 一是 … 二是 …, 第一，… 第二，…, 首先 … 其次 …, ① … ② …. Pure; sees one text at a time."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.chinese.folding import fold
from archive.chinese.marks import CLOSING_QUOTES, NO_POINT_HEADING_ENDS, ORDINALS, PARAGRAPH_ENDS
from archive.chinese.numerals import number
from archive.importing.records import SectionRecord

NUMERAL = f"[{ORDINALS}]+"
SENTENCE_START = rf"(?:^|(?<=[{PARAGRAPH_ENDS}\n{CLOSING_QUOTES}]))\s*"
LAST = -1  # the count of 最后, which ends a run of any length
IN_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": LAST}
BEFORE_FIRST_CIRCLED = ord("①") - 1

NO_HEADING_END = re.compile(f"[{NO_POINT_HEADING_ENDS}]$")
LONGEST_HEADING = 40  # characters of a point's first line that may be its heading


@dataclass(frozen=True, slots=True)
class Style:
    """A way to count points: *pattern*, for folded text, has groups `printed` and `count`; *value* reads the latter."""

    pattern: re.Pattern[str]
    value: Callable[[str], int]


def _numeral(printed: str) -> int:
    return int(number(printed) or 0)


def _style(printed: str, value: Callable[[str], int] = _numeral) -> Style:
    return Style(re.compile(rf"{SENTENCE_START}(?P<printed>{printed})"), value)


# Outermost first: points of a later style are looked for inside the points of an earlier one.
STYLES = (
    # Not 一是一, and not the 一是 of 唯一是.
    _style(rf"(?P<count>{NUMERAL})[是要](?!(?P=count)(?:\W|$|二[是要]))"),
    _style(rf"第(?P<count>{NUMERAL})(?:[,、:]|是)"),
    _style(rf"其(?P<count>{NUMERAL})(?:[,、:]|是)"),
    _style(r"(?P<count>首先|其次|(?:再次|再者|最后)(?=[,、:是]))[,、:]?", IN_WORDS.__getitem__),
    _style(r"\((?P<count>\d{1,2})\)"),
    _style(r"(?P<count>[①-⑳])", lambda circled: ord(circled) - BEFORE_FIRST_CIRCLED),
)


def has_point(text: str) -> bool:
    folded = fold(text)
    return any(style.pattern.search(folded) for style in STYLES)


def points(text: str, styles: tuple[Style, ...] = STYLES) -> tuple[str, tuple[SectionRecord, ...]]:
    """Return the text before the first point, and the points, each with the points inside it; anchors are empty."""
    for depth, style in enumerate(styles, start=1):
        if starts := _runs(style, fold(text)):
            ends = [start.start() for start in starts[1:]] + [len(text)]
            found = tuple(
                _point(text[slice(*start.span("printed"))], text[start.end("printed") : end].strip(), styles[depth:])
                for start, end in zip(starts, ends, strict=True)
            )
            return text[: starts[0].start()].rstrip(), found
    return text, ()


def _runs(style: Style, folded: str) -> list[re.Match[str]]:
    """Return the points that count one, two … in order, at least to two; each one begins a new run."""
    runs: list[list[re.Match[str]]] = [[]]
    for match in style.pattern.finditer(folded):
        count = style.value(match["count"])
        if count == 1:
            runs.append([match])
        elif runs[-1] and (count == len(runs[-1]) + 1 or (count == LAST and len(runs[-1]) > 1)):
            runs[-1].append(match)
    return [match for run in runs if len(run) > 1 for match in run]


def _point(printed: str, text: str, inner: tuple[Style, ...]) -> SectionRecord:
    """Return a point; its first line is its heading if it is short and ends like one, otherwise all is text."""
    first, _, rest = text.partition("\n")
    heading = first if rest and len(first) <= LONGEST_HEADING and not NO_HEADING_END.search(first) else ""
    before, children = points(rest if heading else text, inner)
    if not (before or heading):
        before, children = text, ()  # a point needs a heading or a text of its own
    return SectionRecord("", "point", printed, heading, before, children)
