"""Paragraphs → the tree of sections: lead, numbered sections, points, closing. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.chinese.folding import fold
from archive.chinese.numerals import number
from archive.importing.records import SectionKind, SectionRecord

NUMERAL = "[〇零一二三四五六七八九十百]+"

# How headings are numbered, outermost first; on folded text, at the start of a paragraph.
NUMBERINGS = (
    re.compile(rf"(?P<printed>(?P<count>{NUMERAL})、)\s*(?=\S)"),
    re.compile(rf"(?P<printed>\((?P<count>{NUMERAL})\))\s*(?=\S)"),
    re.compile(r"(?P<printed>(?P<count>\d{1,2})[.、])\s*(?=[^\s\d])"),
)

# 一是 at the start of a sentence (written alike in both scripts); not 一是一, and not the 一是 of 唯一是.
POINT = re.compile(
    rf"(?:^|(?<=[。；;：:！？!?\n”’」』]))\s*(?P<printed>(?P<count>{NUMERAL})是)(?!(?P=count)(?:\W|$|二是))"
)
HEADING_END = re.compile(r"[。:]")
LONGEST_NUMBER = 20  # characters in which a number and the beginning of its heading stand
LONGEST_HEADING = 150  # characters; what is longer is text that happens to be numbered

# A body's name in parentheses at the very end: who issued the report.
ISSUER = re.compile(
    r"[(（]\s*(?P<name>[^()（）。,，、:：;；\s]{2,40}"
    r"(?:政协|委员会|常委会|办公室|办公厅|研究室|人民政府|党组|党委|[县区市省]委|局|厅|街道|办事处|联合会|协会))\s*[)）]$"
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's sections, and the issuing body that its closing parenthesis names (empty if none does)."""

    sections: tuple[SectionRecord, ...]
    organization: str = ""


@dataclass(slots=True)
class _Node:
    """A section while its paragraphs are collected. Rank 0 is the lead."""

    rank: int
    number: str = ""
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    children: list["_Node"] = field(default_factory=list)


def outline(paragraphs: Sequence[str]) -> Outline:
    """The sections that *paragraphs* make, and their issuing body."""
    texts, organization = _without_issuer(list(paragraphs))
    lead, nodes = _numbered(texts)
    closing = _closing(nodes, signed=bool(organization))
    sections = [_section(lead, "lead")] if lead.paragraphs else []
    sections += [_section(node, f"s{place}") for place, node in enumerate(nodes, start=1)]
    if closing:
        sections.append(SectionRecord("closing", "closing", "", "", "\n".join(closing)))
    return Outline(tuple(sections), organization)


def is_numbered(paragraph: str) -> bool:
    folded = fold(paragraph[:LONGEST_NUMBER])
    return any(numbering.match(folded) for numbering in NUMBERINGS)


def _without_issuer(paragraphs: list[str]) -> tuple[list[str], str]:
    """The paragraphs without the closing parenthesis that names a body, and that name."""
    match = ISSUER.search(fold(paragraphs[-1])) if paragraphs and paragraphs[-1].endswith((")", "）")) else None
    if not match:
        return paragraphs, ""
    organization = paragraphs[-1][slice(*match.span("name"))]
    rest = paragraphs[-1][: match.start()].rstrip()
    return paragraphs[:-1] + [rest] * bool(rest), organization


# --- numbered sections ---------------------------------------------------------------------------


def _numbered(paragraphs: list[str]) -> tuple[_Node, list[_Node]]:
    """The lead, and the numbered sections with those of inner numberings as their children."""
    lead = _Node(0)
    path = [lead]  # the sections that are open, outermost first
    top: list[_Node] = []
    counts = [0] * len(NUMBERINGS)  # how far each numbering has come
    for paragraph in paragraphs:
        node = _numbered_node(paragraph, counts)
        if node is None:
            path[-1].paragraphs.append(paragraph)
            continue
        path = [opened for opened in path if 0 < opened.rank < node.rank]
        (path[-1].children if path else top).append(node)
        path.append(node)
    return lead, top


def _numbered_node(paragraph: str, counts: list[int]) -> _Node | None:
    """The section that begins with this paragraph; None if it has no number, or one out of order."""
    folded = fold(paragraph[:LONGEST_NUMBER])
    for style, numbering in enumerate(NUMBERINGS):
        match = numbering.match(folded)
        count = int(number(match["count"]) or 0) if match else 0
        if match and count in (1, counts[style] + 1):
            counts[style] = count
            rest = paragraph[match.end() :]
            heading, text = _heading(rest) if "。" in rest else (rest, "")
            if len(heading) > LONGEST_HEADING:
                heading, text = "", rest
            printed = paragraph[slice(*match.span("printed"))]
            return _Node(style + 1, printed, heading, [text] if text else [])
    return None


def _heading(text: str) -> tuple[str, str]:
    """Heading and the text behind it: up to the first 。 or ：; all of it if neither is there."""
    end = HEADING_END.search(fold(text[:LONGEST_HEADING]))
    return (text[: end.end()], text[end.end() :].strip()) if end else (text, "")


def _closing(top: list[_Node], *, signed: bool) -> list[str]:
    """Take the closing paragraphs off the last section: those that its peers have no counterpart of.

    A signed report has at least one, unless the last section would be left without its points or first paragraph.
    """
    if not top:
        return []
    last = top[-1]
    while last.children:
        last = last.children[-1]
    peers = [node for node in _all(top) if node.rank == last.rank and node is not last and node.paragraphs]
    usual = max((_after_points(node) for node in peers), default=_after_points(last))
    extra = max(_after_points(last) - usual, int(signed and _after_points(last) > 0))
    closing = last.paragraphs[len(last.paragraphs) - extra :]
    del last.paragraphs[len(last.paragraphs) - extra :]
    return closing


def _all(nodes: list[_Node]) -> list[_Node]:
    return [found for node in nodes for found in (node, *_all(node.children))]


def _after_points(node: _Node) -> int:
    """How many paragraphs follow the last one with a point (the first one, if there are no points)."""
    pointed = [place for place, paragraph in enumerate(node.paragraphs) if POINT.search(paragraph)]
    return len(node.paragraphs) - 1 - (pointed[-1] if pointed else 0) if node.paragraphs else 0


# --- records -------------------------------------------------------------------------------------


def _section(node: _Node, anchor: str) -> SectionRecord:
    text = "\n".join(node.paragraphs)
    before, points = _points(text)
    if points and not (before or node.heading):
        before, points = text, []  # a section must say something of its own
    children = [SectionRecord("", "point", printed, *_point_heading(rest)) for printed, rest in points]
    children += [_section(child, "") for child in node.children]
    kind: SectionKind = "section" if node.rank else "lead"
    return _anchored(SectionRecord(anchor, kind, node.number, node.heading, before, tuple(children)), anchor)


def _anchored(section: SectionRecord, anchor: str) -> SectionRecord:
    children = (_anchored(child, f"{anchor}-{place}") for place, child in enumerate(section.sections, start=1))
    return replace(section, anchor=anchor, sections=tuple(children))


def _points(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first point, and each point as (一是, its text)."""
    starts = _runs(list(POINT.finditer(text)))
    if not starts:
        return text, []
    ends = [match.start() for match in starts[1:]] + [len(text)]
    points = [
        (text[slice(*match.span("printed"))], text[match.end() : end].strip())
        for match, end in zip(starts, ends, strict=True)
    ]
    return text[: starts[0].start()].rstrip(), points


def _runs(matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """Those that count 一是, 二是 … in order, at least to two; a new 一是 begins a new run."""
    runs: list[list[re.Match[str]]] = [[]]
    for match in matches:
        count = number(match["count"])
        if count == 1:
            runs.append([match])
        elif count == len(runs[-1]) + 1 and runs[-1]:
            runs[-1].append(match)
    return [match for run in runs if len(run) > 1 for match in run]


def _point_heading(text: str) -> tuple[str, str]:
    heading, rest = _heading(text)
    return (heading, rest) if len(heading) <= LONGEST_HEADING else ("", text)
