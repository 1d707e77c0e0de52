"""Boilerplate removal: by the patterns of lines, by their neighbours, and by people's earlier decisions. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from archive.chinese.folding import fold
from archive.importing import removal_rules
from archive.importing.cleaning.advertising import Judgement, adverts_within, is_on_crime, judge
from archive.importing.cleaning.line_patterns import BACK, BAIT, BETWEEN_TOOLS, LONGEST_LINE, rule_for
from archive.importing.lines.labels import has_its_value, is_labelled, read_metadata
from archive.importing.lines.sentences import LONG, is_sentence
from archive.importing.records import (
    ANY_LINE,
    UNDECIDED,
    Cleaned,
    Decisions,
    ExtractedDocument,
    LineKey,
    Metadata,
    RemovalRecord,
    TextLine,
    Verdict,
)
from archive.importing.removal_rules import Rule

RELATED = re.compile(
    r"(?:相关|更多|推荐|延伸|热门|热点|精彩|最新|重点|编辑|往期|今日|猜你喜欢|为您|大家都在看)的?"
    r"(?:报道|新闻|阅读|链接|专题|文章|推荐|稿件|图集|排行|资讯|内容|回顾)?\s*:?|更多|猜你喜欢|相关"
)
HOME = re.compile(r"(?:网站)?首页")
LINK_BEHIND = re.compile(rf"(?<=\S)\s*{BACK}\s*$")  # …办结。返回某站，查看更多
NEAR = 12  # lines around the report in which its metadata may be printed
HEADER = 30  # lines in which a page may print its head twice
EDGE = 6  # lines at the head and the tail where pages and commentators call on readers
SHORTEST_REPEAT = 6

# A page is spoiled if its advertisements are so many times as long as its other lines: these are planted, or a title.
SPOILED = 4

Verdicts = list[Rule | None]  # the rule that leaves out each line; None for a line of the report


class _Insert(NamedTuple):
    """Characters [start, end) of a line that do not belong to its text, and the rule that leaves them out."""

    start: int
    end: int
    rule: Rule


def clean(document: ExtractedDocument, decided: Decisions = UNDECIDED) -> Cleaned:
    """Leave out the boilerplate, except lines that a person has restored."""
    lines, removed = _without_inserts(_with_values(document.lines), decided)
    kept: list[TextLine] = []
    for line, rule in zip(lines, _verdicts(lines), strict=True):
        if rule:
            removed.append(_removal(line, rule, decided))
        if not rule or _decision(line, decided) == "restored":
            kept.append(line)
    if _is_spoiled(kept, removed):
        removed += [_removal(line, removal_rules.SPOILED_PAGE, decided) for line in kept]
        kept = [line for line in kept if _decision(line, decided) == "restored"]
    # A person should see what is left out of a spoiled page; a page of nothing but menus is merely empty.
    spoiled = not kept and any(_rule(removal).advertising or _rule(removal).doubtful for removal in removed)
    return Cleaned(replace(document, lines=tuple(kept)), tuple(sorted(removed, key=lambda one: one.line)), spoiled)


def _verdicts(lines: list[TextLine]) -> Verdicts:
    verdicts = [rule_for(line) for line in lines]
    for rule, find in AMONG_OTHERS:
        for place in find(lines, verdicts):
            verdicts[place] = verdicts[place] or rule
    return verdicts


def _removal(line: TextLine, rule: Rule, decided: Decisions) -> RemovalRecord:
    status: Verdict = "doubtful" if rule.doubtful else "removed"
    return RemovalRecord(line.number, rule.name, line.text, _decision(line, decided) or status)


def _decision(line: TextLine, decided: Decisions) -> Verdict | None:
    return decided.get(LineKey(line.number, line.text)) or decided.get(LineKey(ANY_LINE, line.text))


def _is_spoiled(kept: Sequence[TextLine], removed: Sequence[RemovalRecord]) -> bool:
    """Return whether advertising is nearly all that the page holds."""
    adverts = sum(
        len(removal.text) for removal in removed if _rule(removal).advertising and removal.status != "restored"
    )
    return adverts > SPOILED * sum(len(line.text) for line in kept)


def _rule(removal: RemovalRecord) -> Rule:
    return removal_rules.BY_NAME[removal.rule]


# --- before the rules ----------------------------------------------------------------------------


def _without_inserts(lines: list[TextLine], decided: Decisions) -> tuple[list[TextLine], list[RemovalRecord]]:
    """Return the lines without the advertisements and links inside them, and the removals of these."""
    left: list[TextLine] = []
    removed: list[RemovalRecord] = []
    for line in lines:
        text = line.text
        for start, end, rule in reversed(_inserts(text)):
            removal = _removal(replace(line, text=line.text[start:end]), rule, decided)
            removed.append(removal)
            text = text if removal.status == "restored" else f"{text[:start].rstrip()}{text[end:].lstrip()}"
        left.append(line if text == line.text else replace(line, text=text))
    return left, removed


def _inserts(text: str) -> list[_Insert]:
    """Find the advertisements inside a line of text, and a link at its end."""
    found = [_Insert(*span, removal_rules.SPAM) for span in adverts_within(text)]
    behind = LINK_BEHIND.search(text, found[-1].end if found else 0)
    return [*found, _Insert(*behind.span(), removal_rules.MORE)] if behind else found


def _with_values(lines: tuple[TextLine, ...]) -> list[TextLine]:
    """Join each label with its value if that is the next line: 来源： / 某某网."""
    joined: list[TextLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and last.main == line.main and has_its_value(last.text, line.text):
            joined[-1] = replace(last, text=f"{last.text}{line.text}")
        else:
            joined.append(line)
    return joined


# --- what lines look like among others: each function returns the places of the lines it finds ----


def _breadcrumb_in_lines(lines: list[TextLine], verdicts: Verdicts) -> list[int]:
    """Find breadcrumbs of one crumb a line: 首页 / > 要闻 / > …"""
    places: list[int] = []
    for place, line in enumerate(lines):
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        begins = following.startswith(">") and HOME.fullmatch(fold(line.text).strip())
        continues = place - 1 in places and ">" in (line.text[0], lines[place - 1].text[-1])
        if begins or continues:
            places.append(place)
    return places


def _remnants(lines: list[TextLine], verdicts: Verdicts) -> list[int]:
    """Find brackets and arrows beside a button: 【字号： / 大 / 】."""
    blank = [not BETWEEN_TOOLS.sub("", fold(line.text[:LONG])) for line in lines]
    buttons = (removal_rules.PAGE_TOOL, removal_rules.BREADCRUMB)
    tools = {place for place, rule in enumerate(verdicts) if rule in buttons}
    return [place for place in range(len(lines)) if blank[place] and {place - 1, place + 1} & tools]


def _outside(lines: list[TextLine], verdicts: Verdicts) -> list[int]:
    """Find the lines outside the main block, except metadata close to it."""
    main = [place for place, line in enumerate(lines) if line.main]
    if not main:
        return []
    first, last = main[0] - NEAR, main[-1] + NEAR
    return [
        place
        for place, line in enumerate(lines)
        if not line.main
        and not (first <= place <= last and is_labelled(line.text) and read_metadata(line.text) != Metadata())
    ]


def _adverts(lines: list[TextLine], verdicts: Verdicts, *, wanted: Judgement) -> list[int]:
    """Find the advertisements of this judgement among the lines that no rule has left out yet."""
    places = _places_left(verdicts)
    sentences = (lines[place].text for place in places if is_sentence(lines[place]))
    judged = judge([lines[place].text for place in places], on_crime=is_on_crime(sentences))
    return [place for place, judgement in zip(places, judged, strict=True) if judgement == wanted]


def _places_left(verdicts: Verdicts) -> list[int]:
    return [place for place, rule in enumerate(verdicts) if not rule]


def _bait(lines: list[TextLine], verdicts: Verdicts) -> list[int]:
    """Find calls on readers (留言, 加微信, 沙发) above and below the text."""
    places = _places_left(verdicts)
    edges = dict.fromkeys(places[:EDGE] + places[-EDGE:])
    return [
        place
        for place in edges
        if len(lines[place].text) <= LONGEST_LINE and BAIT.fullmatch(fold(lines[place].text).strip())
    ]


def _related_list(lines: list[TextLine], verdicts: Verdicts) -> list[int]:
    """Find the titles of other reports below 相关报道 or 更多, where no text follows any more."""
    texts = [place for place in _places_left(verdicts) if is_sentence(lines[place])]
    start = texts[-1] + 1 if texts else len(lines)
    heads = [place for place in range(start, len(lines)) if RELATED.fullmatch(fold(lines[place].text).strip())]
    return [place for place in range(heads[0], len(lines)) if not is_labelled(lines[place].text)] if heads else []


def _repeated(lines: list[TextLine], verdicts: Verdicts) -> list[int]:
    """Find title and subtitle where a page prints them a second time above its text."""
    seen: set[str] = set()
    places = []
    for place, line in enumerate(lines[:HEADER]):
        if verdicts[place]:
            continue
        if is_sentence(line):
            break
        if len(line.text) >= SHORTEST_REPEAT and line.text in seen:
            places.append(place)
        seen.add(line.text)
    return places


AMONG_OTHERS: tuple[tuple[Rule, Callable[[list[TextLine], Verdicts], list[int]]], ...] = (
    (removal_rules.BREADCRUMB, _breadcrumb_in_lines),
    (removal_rules.PAGE_TOOL, _remnants),
    (removal_rules.OUTSIDE, _outside),
    (removal_rules.SPAM, partial(_adverts, wanted="spam")),
    (removal_rules.MAYBE_SPAM, partial(_adverts, wanted="doubtful")),
    (removal_rules.BAIT, _bait),
    (removal_rules.RELATED_LIST, _related_list),
    (removal_rules.REPEATED, _repeated),
)
