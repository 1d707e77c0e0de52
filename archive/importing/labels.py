"""Lines that say something about a report instead of in it: 來源:團結網, 編輯:付振強. Pure."""

import re
from dataclasses import replace

from archive.chinese.folding import fold
from archive.importing.dates import first_date
from archive.importing.records import Facts

# Fact → what pages print before it, in folded form. Longer spellings first where one begins another.
LABELS = {
    "title": "标题",
    "published": "发布日期 发布时间 发文日期 发表日期 发表时间 日期 时间",
    "outlet": "文章来源 本文来源 信息来源 稿件来源 来源于 来源 稿源",
    "editor": "责任编辑 网络编辑 本文编辑 责编 编辑",
    "author": "作者 撰稿 供稿 记者",
    "keywords": "关键词 关键字 主题词 标签",
    "organization": "发布机构 发文机关 发布单位 发文单位",
    # Printed among the facts, and none of them.
    "": (
        "索引号 主题分类 发文字号 文号 成文日期 公开方式 公开时限 公开范围 分类 有效性 关联稿件 访问量 浏览量 浏览次数"
        " 浏览 阅读量 阅读次数 阅读 点击数 点击率 点击量 点击 字号 字体 打印 摄影 校对 审核 审稿 监制 评论 分享 字数"
    ),
}
BUTTONS = frozenset({"分享", "评论", "打印", "字号", "字体", "阅读", "浏览", "点击"})  # no value follows below
FACT_OF_LABEL = {label: fact for fact, labels in LABELS.items() for label in labels.split()}

LONGEST_LINE = 200
LONGEST_VALUE = {"keywords": 120, "title": 100}
LONGEST_OTHER_VALUE = 50

_SPELLINGS = "|".join(r"\s*".join(label) for label in FACT_OF_LABEL)  # 主 题 词 is printed with gaps
LABEL = re.compile(rf"(?:(?<=[\s|｜,，;；(（【\[])|^)(?P<label>{_SPELLINGS})\s*[:/]")
BARE_LABEL = re.compile(rf"\s*(?P<label>{_SPELLINGS})\s*:\s*")
OUTLET_WITHOUT_LABEL = re.compile(r"[\w·《》]{1,20}(?:网|报|社|台|刊|频道|发布|在线|客户端)")
SENTENCE = re.compile(r"[。！？!?]")
EDGE = " \t\u3000|｜,，;；()（）[]【】"
GAP = re.compile(r"[\u3000\t|｜]|\s{2,}")


def is_bare_label(text: str) -> bool:
    """Whether the line is a label whose value stands in the next: 来源："""
    match = BARE_LABEL.fullmatch(fold(text)) if len(text) <= LONGEST_LINE else None
    return match is not None and "".join(match["label"].split()) not in BUTTONS


def is_labelled(text: str) -> bool:
    """Whether the line names what it tells, as 編輯:付振強 does and a bare date does not."""
    return len(text) <= LONGEST_LINE and LABEL.search(fold(text.strip(EDGE))) is not None


def read_facts(text: str) -> Facts | None:
    """The facts that the line consists of; None if it holds anything else.

    A line of known labels without a usable value (浏览：33) gives empty Facts.
    """
    line = text.strip(EDGE)
    if not line or len(line) > LONGEST_LINE or SENTENCE.search(line):
        return None
    labels = list(LABEL.finditer(fold(line)))
    head = line[: labels[0].start()] if labels else line
    facts = _facts_of_head(head.strip(EDGE))
    ends = [label.start() for label in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends, strict=False):
        fact = FACT_OF_LABEL["".join(label["label"].split())]
        facts = facts and _with_fact(facts, fact, line[label.end() : end].strip(EDGE))
    return facts


def _facts_of_head(head: str) -> Facts | None:
    """What stands before the first label: nothing, a date, or a date and an outlet (2019-09-26 10:56 某某网)."""
    if not head:
        return Facts()
    dated = first_date(head)
    if not dated or dated.start > 0:
        return None
    rest = head[dated.end :].lstrip(":0123456789 ").strip(EDGE)  # seconds are not kept
    if rest and not OUTLET_WITHOUT_LABEL.fullmatch(fold(rest)):
        return None
    return Facts(published=head[: dated.end], outlet=rest)


def _with_fact(facts: Facts, fact: str, value: str) -> Facts | None:
    """*facts* and one more; None if the value is none that this fact can have."""
    if not fact or not value:
        return facts
    dated = first_date(value)
    if fact == "published":
        return replace(facts, published=value) if dated and dated.start == 0 else None
    if dated and fact != "title":  # 来源：某某报 | 2023年07月20日 09:57
        facts, value = replace(facts, published=value[dated.start : dated.end]), value[: dated.start].strip(EDGE)
    value = value if fact == "keywords" else GAP.split(value)[0]
    if len(value) > LONGEST_VALUE.get(fact, LONGEST_OTHER_VALUE):
        return None
    return facts if getattr(facts, fact) else replace(facts, **{fact: value})
