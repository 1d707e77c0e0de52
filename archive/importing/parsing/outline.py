"""Paragraphs → the tree of sections: lead, headed or numbered sections, points, closing. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from archive.chinese.folding import fold
from archive.importing.parsing.numbering import CHINESE, NUMBERINGS, Numbers
from archive.importing.parsing.organizations import issuer_in_parentheses
from archive.importing.parsing.points import has_point, points
from archive.importing.records import SectionKind, SectionRecord

LEAD, OUTERMOST, INNERMOST = 0, 0.5, len(NUMBERINGS) + 1.0  # ranks of what has no number

# What heads the notes at the end of a report; what is numbered below it is no section.
NOTES = re.compile(r"[(【\[]?(?:注|注释|注解|附注|备注|说明|名词解释|名词注释|资料来源)[)】\]]?(?::.*)?|注\d?[:.].*")
LONGEST_NOTES_HEAD = 200


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's sections, and the issuing body that its closing parenthesis names (empty if none does)."""

    sections: tuple[SectionRecord, ...]
    organization: str = ""


@dataclass(slots=True)
class _Node:
    """A section while its paragraphs are collected; inner sections have a higher rank."""

    rank: float
    number: str = ""
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    children: list["_Node"] = field(default_factory=list)


def outline(paragraphs: Sequence[str], headings: Collection[int] = ()) -> Outline:
    """The sections that *paragraphs* make, and their issuing body.

    *headings* are the places of paragraphs that are headings although they bear no number.
    """
    texts, organization = _without_issuer(list(paragraphs))
    notes = _place_of_notes(texts)
    lead, nodes = _headed(texts[:notes], headings)
    closing = [*_closing(nodes, signed=bool(organization)), *texts[notes:]]
    sections = [_section(lead, "lead")] if lead.paragraphs else []
    sections += [_section(node, f"s{place}") for place, node in enumerate(nodes, start=1)]
    if closing:
        sections.append(SectionRecord("closing", "closing", "", "", "\n".join(closing)))
    return Outline(tuple(sections), organization)


def _without_issuer(paragraphs: list[str]) -> tuple[list[str], str]:
    """The paragraphs without the closing parenthesis that names a body, and that name."""
    rest, organization = issuer_in_parentheses(paragraphs[-1]) if paragraphs else ("", "")
    return (paragraphs[:-1] + [rest] * bool(rest), organization) if organization else (paragraphs, "")


def _place_of_notes(paragraphs: list[str]) -> int:
    """Where the notes below the last section begin; behind everything if there are no sections or no notes."""
    notes = len(paragraphs)
    for place in reversed(range(len(paragraphs))):
        folded = fold(paragraphs[place])
        if any(numbering.match(folded) for numbering in NUMBERINGS[:CHINESE]):
            return notes
        if len(folded) <= LONGEST_NOTES_HEAD and NOTES.fullmatch(folded):
            notes = place
    return len(paragraphs)


# --- sections ------------------------------------------------------------------------------------


def _headed(paragraphs: list[str], headings: Collection[int]) -> tuple[_Node, list[_Node]]:
    """The lead, and the outermost sections with the inner ones as their children."""
    lead = _Node(LEAD)
    path = [lead]  # the sections that are open, outermost first
    top: list[_Node] = []
    numbers = Numbers()
    rank_without_number = 0.0
    for place, paragraph in enumerate(paragraphs):
        head = numbers.head(paragraph)
        if head:
            node = _Node(head.rank, head.number, head.heading, [head.text] if head.text else [])
        elif place in headings:
            rank_without_number = rank_without_number or (INNERMOST if top else OUTERMOST)
            node = _Node(rank_without_number, "", paragraph)
        else:
            path[-1].paragraphs.append(paragraph)
            continue
        path = [opened for opened in path if LEAD < opened.rank < node.rank]
        (path[-1].children if path else top).append(node)
        path.append(node)
    return lead, top


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
    pointed = [place for place, paragraph in enumerate(node.paragraphs) if has_point(paragraph)]
    return len(node.paragraphs) - 1 - (pointed[-1] if pointed else 0) if node.paragraphs else 0


# --- records -------------------------------------------------------------------------------------


def _section(node: _Node, anchor: str) -> SectionRecord:
    text = "\n".join(node.paragraphs)
    before, found = points(text)
    if found and not (before or node.heading):
        before, found = text, ()  # a section must say something of its own
    kind: SectionKind = "lead" if node.rank == LEAD else "section"
    inner = [_section(child, "") for child in node.children]
    return _anchored(SectionRecord("", kind, node.number, node.heading, before, (*found, *inner)), anchor)


def _anchored(section: SectionRecord, anchor: str) -> SectionRecord:
    children = (_anchored(child, f"{anchor}-{place}") for place, child in enumerate(section.sections, start=1))
    return replace(section, anchor=anchor, sections=tuple(children))
