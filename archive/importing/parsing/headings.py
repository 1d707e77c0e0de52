"""Headings without a number: short lines between paragraphs, set off by the layout or single. Pure; builds no tree."""

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
SHORTEST_BEFORE_COLON = 4  # characters; a shorter line labels the lines below it: 点评：
SHORTEST_PROSE = 25  # characters of a paragraph that can have a heading
FURTHEST_ABOVE = 3  # lines between a heading and its paragraph: deck, caption
FEWEST = 2  # headings; a report has several without a number or none
PLAIN_LINKS = 0.5

CLOSED = re.compile(rf"[{NO_HEADING_ENDS}][{CLOSING_MARKS}\]]*$")
SENTENCE = re.compile(f"[{PARAGRAPH_ENDS}][{CLOSING_MARKS}]*$")
COLON = re.compile(f"[{COLONS}]$")
CHINESE = re.compile(f"[{HAN}]")
# Short single lines that are no headings, folded: subtitle, caption, byline, aside.
NO_HEADING = re.compile(
    r"[—\-·•*△▲▼↑↓>].*|图[为:].*|[图表]\s?\d.*|.*[摄绘]\)?|.*(?:供图|制图|资料图片?|截图)\)?|.{,10}(?:记者|通讯员)\s.*|\(.*\)|【.*】"
    r"|.*(?:书记|主席|主任|省长|市长|区长|县长|州长|局长|旗长)\s*[^\s、,]{2,4}"
)


def unnumbered_headings(lines: Sequence[TextLine]) -> frozenset[int]:
    """Return the places of the lines that are headings without a number.

    They are the lines that the layout sets off (bold, h2 to h6), or, if it sets off too few, the single short lines
    between paragraphs.
    """
    set_off: list[int] = []
    alone: list[int] = []
    for group in _groups(lines):
        first, following = group[0], group[-1] + 1
        if following >= len(lines) or not _can_follow(lines[following].text):
            continue
        begun = any(_is_prose(line.text) for line in lines[:first])
        set_off += _set_off([(place, lines[place]) for place in group[-FURTHEST_ABOVE:]], begun=begun)
        alone_here = len(group) == 1 and begun and not (lines[first].beside_picture or COLON.search(lines[first].text))
        if alone_here and _is_heading(lines[first]):
            alone.append(first)
    found = set_off if len(set_off) >= FEWEST else alone
    return frozenset(found if len(found) >= FEWEST else ())


def _groups(lines: Sequence[TextLine]) -> list[list[int]]:
    """Return the places of short lines that are no sentences; lines in a row make a group."""
    runs = groupby(range(len(lines)), key=lambda place: _is_short(lines[place].text))
    return [list(run) for short, run in runs if short]


def _set_off(group: list[tuple[int, TextLine]], *, begun: bool) -> list[int]:
    """Return the first line of the group that the layout sets off, and each further one marked as a heading."""
    fitting = [
        (place, line)
        for place, line in group
        if (line.strong or line.heading) and _is_heading(line) and (begun or not COLON.search(line.text))
    ]
    return [place for number, (place, line) in enumerate(fitting) if number == 0 or line.heading]


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
