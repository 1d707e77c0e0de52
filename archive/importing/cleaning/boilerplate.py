"""Which lines are not the report: by rules, by their neighbours, and by what people decided before. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace

from archive.chinese.folding import fold
from archive.importing.cleaning.advertising import adverts_within, is_on_crime, judge
from archive.importing.cleaning.rules import BACK, BAIT, BETWEEN_TOOLS, LONGEST_LINE, rule_for
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

RELATED = re.compile(
    r"(?:相关|更多|推荐|延伸|热门|热点|精彩|最新|重点|编辑|往期|今日|猜你喜欢|为您|大家都在看)的?"
    r"(?:报道|新闻|阅读|链接|专题|文章|推荐|稿件|图集|排行|资讯|内容|回顾)?\s*:?|更多|猜你喜欢|相关"
)
HOME = re.compile(r"(?:网站)?首页")
LINK_BEHIND = re.compile(rf"(?<=\S)\s*{BACK}\s*$")  # …办结。返回某站，查看更多
NEAR = 12  # lines around the report in which facts about it may stand
HEADER = 30  # lines in which a page may print its head twice
EDGE = 6  # lines at the head and the tail where pages and commentators call on readers
SHORTEST_REPEAT = 6

# A page is spoiled where advertisements outweigh what is left so many times: what is left is planted bait, or a title.
SPOILED = 4
DOUBTFUL_RULES = frozenset({"hidden-text", "maybe-spam", "spoiled-page"})
ADVERTISING = frozenset({"spam", "maybe-spam"})


def clean(document: ExtractedDocument, decided: Decisions = UNDECIDED) -> Cleaned:
    """Leave out what is not the report, and keep what a person has put back."""
    lines, adverts = _without_inserts(_with_values(document.lines), decided)
    verdicts = _verdicts(lines, decided)
    judged = list(zip(lines, verdicts, strict=True))
    kept = tuple(line for line, rule in judged if not rule or _decision(line, decided) == "restored")
    removed = [*adverts, *(_removed(line, rule, decided) for line, rule in judged if rule)]
    if _is_spoiled(kept, removed):
        removed += [_removed(line, "spoiled-page", decided) for line in kept]
        kept = tuple(line for line in kept if _decision(line, decided) == "restored")
    in_order = tuple(sorted(removed, key=lambda line: line.line))
    return Cleaned(replace(document, lines=kept), in_order, spoiled=not kept and _has_doubts(removed))


def _verdicts(lines: list[TextLine], decided: Decisions) -> list[str]:
    """The name of the rule that leaves each line out, empty for lines of the report."""
    verdicts = [rule.name if (rule := rule_for(line)) else "" for line in lines]
    for name, find in AMONG_OTHERS:
        for place in find(lines, verdicts):
            verdicts[place] = verdicts[place] or name
    return verdicts


def _removed(line: TextLine, rule: str, decided: Decisions) -> RemovalRecord:
    status: Verdict = "doubtful" if rule in DOUBTFUL_RULES else "removed"
    return RemovalRecord(line.number, rule, line.text, _decision(line, decided) or status)


def _decision(line: TextLine, decided: Decisions) -> Verdict | None:
    return decided.get(LineKey(line.number, line.text)) or decided.get(LineKey(ANY_LINE, line.text))


def _is_spoiled(kept: tuple[TextLine, ...], removed: list[RemovalRecord]) -> bool:
    """Whether advertising is nearly all there is."""
    adverts = sum(len(line.text) for line in removed if line.rule in ADVERTISING and line.status != "restored")
    return adverts > SPOILED * sum(len(line.text) for line in kept)


def _has_doubts(removed: list[RemovalRecord]) -> bool:
    """Whether there is something that a person should see; a page of menus alone is merely empty."""
    return any(line.rule in ADVERTISING | DOUBTFUL_RULES for line in removed)


# --- before the rules ----------------------------------------------------------------------------


def _without_inserts(lines: list[TextLine], decided: Decisions) -> tuple[list[TextLine], list[RemovalRecord]]:
    """The lines without the advertisements and links set into them, and these."""
    left: list[TextLine] = []
    removed: list[RemovalRecord] = []
    for line in lines:
        text = line.text
        for start, end, rule in reversed(_inserts(text)):
            advert = _removed(replace(line, text=line.text[start:end]), rule, decided)
            removed.append(advert)
            text = text if advert.status == "restored" else f"{text[:start].rstrip()}{text[end:].lstrip()}"
        left.append(line if text == line.text else replace(line, text=text))
    return left, removed


def _inserts(text: str) -> list[tuple[int, int, str]]:
    """What does not belong to the text it stands in, (start, end, rule): advertisements, and a link at the end."""
    found = [(*span, "spam") for span in adverts_within(text)]
    behind = LINK_BEHIND.search(text, found[-1][1] if found else 0)
    return [*found, (*behind.span(), "more")] if behind else found


def _with_values(lines: tuple[TextLine, ...]) -> list[TextLine]:
    """The lines; a label whose value stands in the next line (来源： / 某某网) is joined with it."""
    joined: list[TextLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and last.main == line.main and has_its_value(last.text, line.text):
            joined[-1] = replace(last, text=f"{last.text}{line.text}")
        else:
            joined.append(line)
    return joined


# --- what lines look like among others -----------------------------------------------------------


def _breadcrumb_in_lines(lines: list[TextLine], verdicts: list[str]) -> list[int]:
    """首页 / > 要闻 / > …, one crumb a line."""
    places: list[int] = []
    for place, line in enumerate(lines):
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        begins = following.startswith(">") and HOME.fullmatch(fold(line.text).strip())
        continues = place - 1 in places and ">" in (line.text[0], lines[place - 1].text[-1])
        if begins or continues:
            places.append(place)
    return places


def _remnants(lines: list[TextLine], verdicts: list[str]) -> list[int]:
    """Brackets and arrows beside a button: 【字号： / 大 / 】."""
    blank = [not BETWEEN_TOOLS.sub("", fold(line.text[:LONG])) for line in lines]
    tools = {place for place, verdict in enumerate(verdicts) if verdict in ("page-tool", "breadcrumb")}
    return [place for place in range(len(lines)) if blank[place] and {place - 1, place + 1} & tools]


def _outside(lines: list[TextLine], verdicts: list[str]) -> list[int]:
    """Lines beside the report, except facts about it close by."""
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


def _adverts(lines: list[TextLine], verdicts: list[str]) -> list[int]:
    return _judged(lines, verdicts, "spam")


def _maybe_adverts(lines: list[TextLine], verdicts: list[str]) -> list[int]:
    return _judged(lines, verdicts, "doubtful")


def _judged(lines: list[TextLine], verdicts: list[str], wanted: str) -> list[int]:
    """The advertisements among the lines that are left."""
    places = [place for place, verdict in enumerate(verdicts) if not verdict]
    sentences = (lines[place].text for place in places if is_sentence(lines[place]))
    judged = judge([lines[place].text for place in places], on_crime=is_on_crime(sentences))
    return [place for place, verdict in zip(places, judged, strict=True) if verdict == wanted]


def _bait(lines: list[TextLine], verdicts: list[str]) -> list[int]:
    """What calls on readers (留言, 加微信, 沙发) above and below the text."""
    places = [place for place, verdict in enumerate(verdicts) if not verdict]
    edges = dict.fromkeys(places[:EDGE] + places[-EDGE:])
    return [
        place
        for place in edges
        if len(lines[place].text) <= LONGEST_LINE and BAIT.fullmatch(fold(lines[place].text).strip())
    ]


def _related_list(lines: list[TextLine], verdicts: list[str]) -> list[int]:
    """Titles of other reports below 相关报道 or 更多, where no text follows any more."""
    texts = [place for place, line in enumerate(lines) if is_sentence(line) and not verdicts[place]]
    start = texts[-1] + 1 if texts else len(lines)
    heads = [place for place in range(start, len(lines)) if RELATED.fullmatch(fold(lines[place].text).strip())]
    return [place for place in range(heads[0], len(lines)) if not is_labelled(lines[place].text)] if heads else []


def _repeated(lines: list[TextLine], verdicts: list[str]) -> list[int]:
    """What a page prints a second time above its text: title, subtitle."""
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


AMONG_OTHERS: tuple[tuple[str, Callable[[list[TextLine], list[str]], list[int]]], ...] = (
    ("breadcrumb", _breadcrumb_in_lines),
    ("page-tool", _remnants),
    ("outside", _outside),
    ("spam", _adverts),
    ("maybe-spam", _maybe_adverts),
    ("bait", _bait),
    ("related-list", _related_list),
    ("repeated", _repeated),
)
