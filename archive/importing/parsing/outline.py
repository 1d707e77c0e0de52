"""Paragraphs → the tree of sections: lead, sections with a heading or number, points, closing. Pure; no metadata."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from archive.chinese.folding import fold
from archive.importing.parsing.numbering import CHINESE, NUMBERINGS, Numbers
from archive.importing.parsing.organizations import issuer_in_parentheses
from archive.importing.parsing.points import has_point, points
from archive.importing.records import SectionKind, SectionRecord

LEAD, OUTERMOST, INNERMOST = 0, 0.5, len(NUMBERINGS) + 1.0  # ranks of the lead and of headings without a number

# The headings of the notes at the end of a report; numbered paragraphs below them are no sections.
NOTES = re.compile(r"[(【\[]?(?:注|注释|注解|附注|备注|说明|名词解释|名词注释|资料来源)[)】\]]?(?::.*)?|注\d?[:.].*")
LONGEST_NOTES_HEAD = 200


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's sections, and the organization that its closing parenthesis names as the issuer ("" if none does)."""

    sections: tuple[SectionRecord, ...]
    organization: str = ""


@dataclass(slots=True)
class _Node:
    """A section while its paragraphs are collected; sections inside it have a higher rank."""

    rank: float
    number: str = ""
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    children: list["_Node"] = field(default_factory=list)


def outline(paragraphs: Sequence[str], headings: Collection[int] = ()) -> Outline:
    """Return the sections of the paragraphs, and the issuing organization.

    headings: the places of the paragraphs that are headings without a number.
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
    """Return the paragraphs without the closing parenthesis that names an organization, and that name."""
    rest, organization = issuer_in_parentheses(paragraphs[-1]) if paragraphs else ("", "")
    return (paragraphs[:-1] + [rest] * bool(rest), organization) if organization else (paragraphs, "")


def _place_of_notes(paragraphs: list[str]) -> int:
    """Return the place where the notes below the last section begin.

    The place is behind the last paragraph if there are no sections or no notes.
    """
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
    """Return the lead, and the outermost sections with the inner ones as their children."""
    lead = _Node(LEAD)
    path = [lead]  # the open sections, outermost first
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
    """Remove the closing paragraphs from the last section and return them.

    They are the paragraphs behind its points by which it exceeds its peers. A signed report has at least one, unless
    the last section would lose its points or its first paragraph.
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
    """Return the number of paragraphs behind the last one with a point, or behind the first if none has a point."""
    pointed = [place for place, paragraph in enumerate(node.paragraphs) if has_point(paragraph)]
    return len(node.paragraphs) - 1 - (pointed[-1] if pointed else 0) if node.paragraphs else 0


# --- records -------------------------------------------------------------------------------------


def _section(node: _Node, anchor: str) -> SectionRecord:
    text = "\n".join(node.paragraphs)
    before, found = points(text)
    if found and not (before or node.heading):
        before, found = text, ()  # a section needs a heading or a text of its own
    kind: SectionKind = "lead" if node.rank == LEAD else "section"
    inner = [_section(child, "") for child in node.children]
    return _anchored(SectionRecord("", kind, node.number, node.heading, before, (*found, *inner)), anchor)


def _anchored(section: SectionRecord, anchor: str) -> SectionRecord:
    children = (_anchored(child, f"{anchor}-{place}") for place, child in enumerate(section.sections, start=1))
    return replace(section, anchor=anchor, sections=tuple(children))
