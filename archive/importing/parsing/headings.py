"""Headings that bear no number: short lines between paragraphs, set off by the layout or by standing alone. Pure."""

import re
from collections.abc import Sequence
from itertools import groupby

from archive.chinese.folding import fold
from archive.chinese.marks import CLOSING_MARKS, COLONS, HAN, NO_HEADING_ENDS, PARAGRAPH_ENDS
from archive.importing.lines.dates import first_date
from archive.importing.lines.labels import read_metadata
from archive.importing.parsing.numbering import is_numbered
from archive.importing.parsing.organizations import is_organization
from archive.importing.records import TextLine

LONGEST = 40  # characters of a heading
SHORTEST = 2
SHORTEST_BEFORE_COLON = 4  # what is shorter labels the lines below it: 点评：
SHORTEST_PROSE = 25  # characters of a paragraph that a heading can stand above
FURTHEST_ABOVE = 3  # lines between a heading and its paragraph: deck, caption
FEWEST = 2  # a report has several such headings or none
PLAIN_LINKS = 0.5

CLOSED = re.compile(rf"[{NO_HEADING_ENDS}][{CLOSING_MARKS}\]]*$")
SENTENCE = re.compile(f"[{PARAGRAPH_ENDS}][{CLOSING_MARKS}]*$")
COLON = re.compile(f"[{COLONS}]$")
CHINESE = re.compile(f"[{HAN}]")
# What stands alone in a short line and heads nothing: subtitle, caption, byline, aside; folded.
NO_HEADING = re.compile(
    r"[—\-·•*△▲▼↑↓>].*|图[为:].*|[图表]\s?\d.*|.*[摄绘]\)?|.*(?:供图|制图|资料图片?|截图)\)?|.{,10}(?:记者|通讯员)\s.*|\(.*\)|【.*】"
    r"|.*(?:书记|主席|主任|省长|市长|区长|县长|州长|局长|旗长)\s*[^\s、,]{2,4}"
)


def unnumbered_headings(lines: Sequence[TextLine]) -> frozenset[int]:
    """Places of the lines that are headings without a number.

    Lines that the layout sets off (bold, h2 to h6) win; else those that stand alone between paragraphs.
    """
    set_off: list[int] = []
    alone: list[int] = []
    for group in _groups(lines):
        first, following = group[0], group[-1] + 1
        if following >= len(lines) or not _can_follow(lines[following].text):
            continue
        begun = any(_is_prose(line.text) for line in lines[:first])
        set_off += _set_off([(place, lines[place]) for place in group[-FURTHEST_ABOVE:]], begun=begun)
        if len(group) == 1 and begun and _stands_alone(lines[first]):
            alone.append(first)
    found = set_off if len(set_off) >= FEWEST else alone
    return frozenset(found if len(found) >= FEWEST else ())


def _groups(lines: Sequence[TextLine]) -> list[list[int]]:
    """Places of short lines that are no sentences, those in a row together."""
    runs = groupby(range(len(lines)), key=lambda place: _is_short(lines[place].text))
    return [list(run) for short, run in runs if short]


def _set_off(group: list[tuple[int, TextLine]], *, begun: bool) -> list[int]:
    """The first line of the group that the layout sets off, and each further one that is marked as a heading."""
    fitting = [
        (place, line)
        for place, line in group
        if (line.strong or line.heading) and _is_heading(line) and (begun or not COLON.search(line.text))
    ]
    return [place for number, (place, line) in enumerate(fitting) if number == 0 or line.heading]


def _stands_alone(line: TextLine) -> bool:
    return not (line.beside_picture or COLON.search(line.text)) and _is_heading(line)


def _is_heading(line: TextLine) -> bool:
    folded = fold(line.text).strip()
    shortest = SHORTEST_BEFORE_COLON + 1 if COLON.search(folded) else SHORTEST
    return (
        len(CHINESE.findall(folded)) >= SHORTEST
        and len(folded) >= shortest
        and line.linked < PLAIN_LINKS
        and NO_HEADING.fullmatch(folded) is None
        and read_metadata(line.text) is None
        and not is_organization(line.text)
        and not _is_date(line.text)
    )


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST and not CLOSED.search(text) and not is_numbered(text)


def _is_prose(text: str) -> bool:
    return len(text) >= SHORTEST_PROSE and SENTENCE.search(text) is not None


def _can_follow(text: str) -> bool:
    return _is_prose(text) or is_numbered(text)


def _is_date(text: str) -> bool:
    dated = first_date(text)
    return dated is not None and dated.start == 0 and not text[dated.end :].strip(" )）")
