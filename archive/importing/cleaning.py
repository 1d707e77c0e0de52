"""Which lines are not the report: rules in a table, each with its reason and an example. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.chinese.folding import fold
from archive.importing.labels import is_bare_label, is_labelled, read_facts
from archive.importing.records import Document, Facts, Line, Removed
from archive.importing.spam import is_spam

# --- what single lines look like, folded ---------------------------------------------------------

CRUMB = r"[^>»›。，！？]{1,20}"
BREADCRUMB = (
    r"(?:您|你)?的?(?:当前|现在)?所?在?位置是?\s*:.{,80}|(?:\S{,6}首页|首页\S{,4})\s*[>»›].{,80}"
    rf"|{CRUMB}(?:\s*[>»›]+\s*{CRUMB}){{2,}}|{CRUMB}\s*(?:>>|»)\s*{CRUMB}"
)
SHARE = r"(?:一键)?(?:分享|转发)(?:到|至)?\s*(?::[^。]{,60})?"
MORE = r"(?:加载|查看)?更多\s*[>»›]*|more\s*[>»›]*"
PAGER = r"(?:[【\[(]\s*\d+\s*[】\])]\s*)+|[上下]一[页篇条].{,60}|共\s*\d+\s*页.{,20}"
SCAN = r"(?:微信)?扫一扫.{,20}"
NOTICE = (
    r"[^。]*(?:版权所有|copyright|©|icp[备证]|公网安备|all rights reserved"
    r"|未经.{,12}(?:授权|许可).{,12}(?:转载|复制))[^。]*"
)
TOOL_WORDS = """
    下载 打印 打印本页 全屏 收藏 收藏本页 字号 字体 调整字体 加大 还原 减小 放大 缩小 正常 默认 大 中 小 a+ a- 关闭
    关闭窗口 关闭本页 关闭页面 返回 返回顶部 返回首页 返回列表 纠错 评论 图集 +1 微信 微博 qzone qq空间 手机点评
    e-mail推荐 正文 听全文 分享
"""
TOOLS = re.compile(f"(?:{'|'.join(map(re.escape, sorted(TOOL_WORDS.split(), key=len, reverse=True)))})*")
BETWEEN_TOOLS = re.compile(r"[\s|【】\[\]()<>:、,]+")

LONGEST_LINE = 200  # characters; what is longer is text, whatever it looks like
ALL_LINKED = 0.8  # share of a line's characters


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to leave a line out; *applies* sees the line and its folded text."""

    name: str
    why: str
    example: Line
    applies: Callable[[Line, str], bool]


def _looks_like(pattern: str) -> Callable[[Line, str], bool]:
    compiled = re.compile(pattern)
    return lambda _, folded: len(folded) <= LONGEST_LINE and compiled.fullmatch(folded) is not None


def _is_hidden(line: Line, _: str) -> bool:
    return line.hidden


def _is_spam(_: Line, folded: str) -> bool:
    return is_spam(folded)


def _is_tools(_: Line, folded: str) -> bool:
    words = BETWEEN_TOOLS.sub("", folded)
    return bool(words) and TOOLS.fullmatch(words) is not None


def _is_linked(line: Line, _: str) -> bool:
    return line.linked >= ALL_LINKED and not is_sentence(line)


def _example(text: str) -> Line:
    return Line(1, text)


# The first rule that applies to a line gives its name to the removal.
RULES = (
    Rule("hidden", "set so that no reader sees it", Line(1, "在线赌场", hidden=True), _is_hidden),
    Rule("spam", "advertising on a hacked page", _example("代开发票加微信,六合彩开奖直播,网赚刷单"), _is_spam),
    Rule("breadcrumb", "the way to the page", _example("首頁>政協·協商>協商 協商"), _looks_like(BREADCRUMB)),
    Rule("share", "a bar of buttons", _example("分享到: 微信 微博"), _looks_like(SHARE)),
    Rule("more", "a link to a list", _example("更多>>"), _looks_like(MORE)),
    Rule("page-tool", "buttons and font sizes", _example("【字号 大 中 小】"), _is_tools),
    Rule("pager", "the way to other pages", _example("【1】【2】【3】"), _looks_like(PAGER)),
    Rule("scan-code", "the words under a code", _example("扫一扫在手机打开当前页"), _looks_like(SCAN)),
    Rule("notice", "what a site says of itself", _example("版权所有 示例网 ICP备00000000号"), _looks_like(NOTICE)),
    Rule("links", "a list of links", Line(1, "另一篇示例报道的标题", linked=1.0), _is_linked),
)

# --- what lines look like among others -----------------------------------------------------------

SENTENCE_END = re.compile(r"[。！？!?；;][”’」』）)]*$")
LONG = 60  # characters; a line of so many is text even without a full stop
RELATED = re.compile(
    r"(?:相关|更多|推荐|延伸|热门|热点|精彩|最新)的?(?:报道|新闻|阅读|链接|专题|文章|推荐|稿件|图集|排行)\s*:?|更多"
)
HOME = re.compile(r"(?:网站)?首页")
NEAR = 12  # lines around the report in which facts about it may stand
HEADER = 30  # lines in which a page may print its head twice
SHORTEST_REPEAT = 6


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a document, and every line left out with the rule that did it."""

    document: Document
    removed: tuple[Removed, ...]


def clean(document: Document) -> Cleaned:
    """Leave out what is not the report."""
    lines = _with_values(document.lines)
    verdicts = [_verdict(line) for line in lines]
    for rule, judge in AMONG_OTHERS:
        for place in judge(lines, verdicts):
            verdicts[place] = verdicts[place] or rule
    judged = list(zip(lines, verdicts, strict=True))
    kept = tuple(line for line, rule in judged if not rule)
    removed = tuple(Removed(line.number, rule, line.text) for line, rule in judged if rule)
    return Cleaned(replace(document, lines=kept), removed)


def is_sentence(line: Line) -> bool:
    return len(line.text) >= LONG or SENTENCE_END.search(line.text) is not None


def _with_values(lines: tuple[Line, ...]) -> list[Line]:
    """The lines; a label whose value stands in the next line (来源： / 某某网) is joined with it."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and is_bare_label(last.text) and last.main == line.main and read_facts(f"{last.text}{line.text}"):
            joined[-1] = replace(last, text=f"{last.text}{line.text}")
        else:
            joined.append(line)
    return joined


def _verdict(line: Line) -> str:
    folded = fold(line.text).strip()
    return next((rule.name for rule in RULES if rule.applies(line, folded)), "")


def _breadcrumb_in_lines(lines: list[Line], verdicts: list[str]) -> list[int]:
    """首页 / > 要闻 / > …, one crumb a line."""
    places: list[int] = []
    for place, line in enumerate(lines):
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        begins = following.startswith(">") and HOME.fullmatch(fold(line.text).strip())
        continues = place - 1 in places and ">" in (line.text[0], lines[place - 1].text[-1])
        if begins or continues:
            places.append(place)
    return places


def _remnants(lines: list[Line], verdicts: list[str]) -> list[int]:
    """Brackets and arrows beside a button: 【字号： / 大 / 】."""
    blank = [not BETWEEN_TOOLS.sub("", fold(line.text[:LONG])) for line in lines]
    tools = {place for place, verdict in enumerate(verdicts) if verdict in ("page-tool", "breadcrumb")}
    return [place for place in range(len(lines)) if blank[place] and {place - 1, place + 1} & tools]


def _outside(lines: list[Line], verdicts: list[str]) -> list[int]:
    """Lines beside the report, except facts about it close by."""
    main = [place for place, line in enumerate(lines) if line.main]
    if not main:
        return []
    first, last = main[0] - NEAR, main[-1] + NEAR
    return [
        place
        for place, line in enumerate(lines)
        if not line.main
        and not (first <= place <= last and is_labelled(line.text) and read_facts(line.text) != Facts())
    ]


def _related_list(lines: list[Line], verdicts: list[str]) -> list[int]:
    """Titles of other reports below 相关报道 or 更多, where no text follows any more."""
    texts = [place for place, line in enumerate(lines) if is_sentence(line) and not verdicts[place]]
    start = texts[-1] + 1 if texts else len(lines)
    heads = [place for place in range(start, len(lines)) if RELATED.fullmatch(fold(lines[place].text).strip())]
    return [place for place in range(heads[0], len(lines)) if not is_labelled(lines[place].text)] if heads else []


def _repeated(lines: list[Line], verdicts: list[str]) -> list[int]:
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


AMONG_OTHERS: tuple[tuple[str, Callable[[list[Line], list[str]], list[int]]], ...] = (
    ("breadcrumb", _breadcrumb_in_lines),
    ("page-tool", _remnants),
    ("outside", _outside),
    ("related-list", _related_list),
    ("repeated", _repeated),
)
