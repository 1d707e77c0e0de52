"""Finds a page's main block, which has most of the prose, and the title above it. Pure; removes nothing."""

import re
from collections import defaultdict
from dataclasses import replace
from typing import Any, NamedTuple

from archive.chinese.folding import fold
from archive.chinese.marks import PROSE_MARKS
from archive.importing.records import TextLine

CLAUSES = re.compile(f"[{PROSE_MARKS}]")
NOTICE = re.compile(
    r"版权|声明|举报|许可证|备案|免责|转载"
)  # words of the notices under every report of a site, folded
PLAIN_LINKS = 0.5  # a line with more of its text in links is a list of links, not prose

# The search descends from the page as long as one block holds this share of the prose …
MOST = 0.6
# … and into a paragraph only if it holds nearly all: a long paragraph is not the whole report.
NEARLY_ALL = 0.95

FURTHEST_TITLE = 30  # lines between a title and its text: date, outlet, share bar, font sizes
SHORTEST_TITLE = 4
SITE_NAME = re.compile(r"\s*(?:[_|｜]|--+|\s[-–—]\s|[-–—](?=[^-–—]{2,12}$)).*", re.DOTALL)

# Titles in a page's head that name the site or the kind of page instead of the report, folded.
OF_THE_SITE = re.compile(
    r".{0,4}(?:动态|要闻|快讯|资讯|新闻|公告|公示|专栏|专题)"
    r"|.{0,20}(?:网|网站|政协|政府|委员会|首页|门户|(?:新闻|文章|信息|内容)(?:详情|详细|内容|页|正文)|详情页?|正文|内容页)"
)
TITLE_CLASS = re.compile(r"(?:^|[-_\s])(?:\w*title|tit|biaoti|bt|headline)(?:$|[-_\s\d])", re.IGNORECASE)
SUBTITLE = re.compile(r"[—\-(（]")
CUT_OFF = re.compile(r"(?:…+|\.{3,})$")


class BlockLine(NamedTuple):
    """A line and the block element around it, None outside all blocks."""

    line: TextLine
    block: Any


def main_lines(lines: list[BlockLine], head_title: str) -> tuple[tuple[TextLine, ...], str]:
    """Return the lines, marked whether they belong to the report, and its title ("" if the page shows none)."""
    block = _main_block(lines)
    inside = [place for place, (_, element) in enumerate(lines) if block is None or _is_within(element, block)]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    place = _title_place(lines, head_title, first)
    if place is not None and first - FURTHEST_TITLE <= place < first:
        first = place
    marked = tuple(replace(line, main=first <= number <= last) for number, (line, _) in enumerate(lines))
    return marked, _title(lines, place, head_title)


# --- the block -----------------------------------------------------------------------------------


def _main_block(lines: list[BlockLine]) -> Any:
    """Return the smallest block that holds most of the page's prose; None if there is no prose."""
    prose: defaultdict[Any, int] = defaultdict(int)
    parents: dict[Any, Any] = {}
    for line, element in lines:
        weight = _prose(line)
        while weight and element is not None:
            prose[element] += weight
            parents[element] = element.getparent()
            element = parents[element]
    children: defaultdict[Any, list[Any]] = defaultdict(list)
    for element, parent in parents.items():
        children[parent].append(element)
    return _descend(children, prose)


def _descend(children: dict[Any, list[Any]], prose: dict[Any, int]) -> Any:
    block = None
    while below := children[block]:
        best = max(below, key=lambda element: prose[element])
        needed = MOST if children[best] else NEARLY_ALL
        if block is not None and prose[best] < needed * prose[block]:
            return block
        block = best
    return block


def _prose(line: TextLine) -> int:
    """Return the amount of prose: the length of a line with whole sentences, a quarter of one with clauses, else 0."""
    if line.hidden or line.linked > PLAIN_LINKS or NOTICE.search(fold(line.text)):
        return 0
    if "。" in line.text:
        return len(line.text)
    return len(line.text) // 4 if CLAUSES.search(line.text) else 0


def _is_within(element: Any, block: Any) -> bool:
    while element is not None and element is not block:
        element = element.getparent()
    return element is not None


# --- the title -----------------------------------------------------------------------------------


def _title_place(lines: list[BlockLine], head_title: str, first: int) -> int | None:
    """Return the place of the line that prints the title, or of a heading near above the text if the head has none."""
    wanted = _squeezed(head_title)
    near = range(max(0, first - FURTHEST_TITLE), min(first + 1, len(lines)))
    printed = _printed(lines, wanted) if wanted else []
    if _names_site(head_title) or not printed:
        set_off = [place for place in near if _is_set_off(*lines[place]) and _begins_block(lines, place)]
        pool = [place for place in set_off if lines[place][0].heading] or set_off or printed
    else:
        pool = printed
    return min(pool, key=lambda place: (place > first, abs(first - place)), default=None)


def _printed(lines: list[BlockLine], wanted: str) -> list[int]:
    """Return the places where the page prints part of its head's title: in headings if possible, the longest part."""
    pool = [
        place for place, (line, _) in enumerate(lines) if not line.hidden and _is_part(_squeezed(line.text), wanted)
    ]
    pool = [place for place in pool if lines[place][0].heading] or pool
    longest = max((len(_squeezed(lines[place][0].text)) for place in pool), default=0)
    return [place for place in pool if len(_squeezed(lines[place][0].text)) == longest]


def _names_site(head_title: str) -> bool:
    """Return whether the title in the head names only the site, not the report."""
    title = _squeezed(SITE_NAME.sub("", head_title))
    return not title or OF_THE_SITE.fullmatch(title) is not None


def _begins_block(lines: list[BlockLine], place: int) -> bool:
    return place == 0 or lines[place - 1][1] is not lines[place][1]


def _is_set_off(line: TextLine, element: Any) -> bool:
    """Return whether the line looks like a title by its element, and is neither a link nor the site's name."""
    named = element is not None and TITLE_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}")
    shown = not line.hidden and line.linked <= PLAIN_LINKS and len(line.text) >= SHORTEST_TITLE
    return shown and bool(line.heading or named) and not OF_THE_SITE.fullmatch(_squeezed(line.text))


def _title(lines: list[BlockLine], place: int | None, head_title: str) -> str:
    """Return the title printed at *place*, with the other lines of its heading if the head has them too."""
    if place is None:
        return "" if _names_site(head_title) else SITE_NAME.sub("", head_title)
    line, element = lines[place]
    parts = [other.text for other, block in lines if block is element and not SUBTITLE.match(other.text)]
    whole = _squeezed("".join(parts))
    if _is_set_off(line, element) and (whole in _squeezed(head_title) or _names_site(head_title)):
        return " ".join(parts)
    return line.text


def _is_part(text: str, title: str) -> bool:
    if CUT_OFF.search(title):
        return len(text) >= SHORTEST_TITLE and text.startswith(CUT_OFF.sub("", title))
    return SHORTEST_TITLE <= len(text) <= len(title) and text in title


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())
