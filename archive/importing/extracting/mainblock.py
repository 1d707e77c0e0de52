"""Which lines of a page are the report: the block with most of the prose, and its title above it. Pure."""

import re
from collections import defaultdict
from dataclasses import replace
from typing import Any

from archive.chinese.folding import fold
from archive.importing.records import Line

CLAUSES = re.compile(r"[，；！？,;]")
NOTICE = re.compile(r"版权|声明|举报|许可证|备案|免责|转载")  # what sites say of themselves under every report, folded
PLAIN_LINKS = 0.5  # a line with more of its text in links is a list of links, not prose

# The search goes down from the page as long as one block holds this share of the prose …
MOST = 0.6
# … and into a paragraph only when it holds nearly all: a long paragraph is not the whole report.
NEARLY_ALL = 0.95

FURTHEST_TITLE = 30  # lines between a title and its text: date, outlet, share bar, font sizes
SHORTEST_TITLE = 4
SITE_NAME = re.compile(r"\s*(?:[_|｜]|--+|\s[-–—]\s|[-–—](?=[^-–—]{2,12}$)).*", re.DOTALL)

Blocked = tuple[Line, Any]  # a line and the block element it stands in


def main_lines(lines: list[Blocked], head_title: str) -> tuple[tuple[Line, ...], str]:
    """The lines, marked whether they belong to the report, and its title (empty if the page shows none)."""
    block = _main_block(lines)
    inside = [place for place, (_, element) in enumerate(lines) if block is None or _is_within(element, block)]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    place = _title_place(lines, head_title, first)
    if place is not None and first - FURTHEST_TITLE <= place < first:
        first = place
    marked = tuple(replace(line, main=first <= number <= last) for number, (line, _) in enumerate(lines))
    return marked, lines[place][0].text if place is not None else SITE_NAME.sub("", head_title)


# --- the block -----------------------------------------------------------------------------------


def _main_block(lines: list[Blocked]) -> Any:
    """The smallest block that holds most of the page's prose; None if there is no prose."""
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


def _prose(line: Line) -> int:
    """How much running text the line is: its length if it has whole sentences, less if only clauses."""
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


def _title_place(lines: list[Blocked], head_title: str, first: int) -> int | None:
    """The line that prints the title: part of the head's title, a heading if there is one, nearest above the text."""
    wanted = _squeezed(head_title)
    candidates = [
        place for place, (line, _) in enumerate(lines) if not line.hidden and _is_part(_squeezed(line.text), wanted)
    ]
    headings = [place for place, (line, _) in enumerate(lines) if line.heading and not line.hidden]
    pool = [place for place in candidates if place in set(headings)] or candidates
    if pool:
        longest = max(len(_squeezed(lines[place][0].text)) for place in pool)
        pool = [place for place in pool if len(_squeezed(lines[place][0].text)) == longest]
    elif not wanted:
        pool = [place for place in headings if first - FURTHEST_TITLE <= place <= first]
    return min(pool, key=lambda place: (place > first, abs(first - place)), default=None)


def _is_part(text: str, title: str) -> bool:
    return SHORTEST_TITLE <= len(text) <= len(title) and text in title


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())
