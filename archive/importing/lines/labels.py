"""Metadata extraction from lines with labels: 來源:團結網, 編輯:付振強. Pure; knows one line at a time, no layout."""

import re
from dataclasses import replace

from archive.chinese.folding import fold
from archive.chinese.marks import HAN, STRONG_ENDS
from archive.importing.lines.dates import date_of_field, first_date
from archive.importing.records import Metadata

# Each field's labels as pages print them, in folded form. Longer labels come first where one begins another.
LABELS = {
    "title": "标题",
    "published": "发布日期 发布时间 发文日期 发表日期 发表时间 发稿时间 更新时间 更新日期 刊登日期 日期 时间",
    "outlet": "文章来源 本文来源 信息来源 稿件来源 新闻来源 内容来源 来源于 来源 稿源 出处 转载自",
    "editor": "责任编辑 网络编辑 本文编辑 本期编辑 值班编辑 编辑整理 责编 编辑",
    "author": "文章作者 本文作者 作者 撰稿人 撰稿 撰文 供稿 记者 通讯员",
    "keywords": "关键词 关键字 主题词 标签",
    "organization": "发布机构 发文机关 发布单位 发文单位 制发机关 公开机构",
    "url": "原始网址originalurl 原始网址 原文网址 原文链接 原文连结 原文地址 来源链接 网页地址 网址",
    # These are printed among the metadata, but belong to no field.
    "": (
        "索引号 主题分类 发文字号 文号 成文日期 公开方式 公开时限 公开范围 分类 有效性 关联稿件 访问量 浏览量 浏览次数"
        " 浏览 阅读量 阅读次数 阅读 点击数 点击率 点击量 点击 字号 字体 打印 图片来源 摄影 校对 审核 审稿 监制 评论"
        " 分享 字数 一审 二审 三审 初审 复审 终审"
    ),
}
BUTTONS = frozenset({"分享", "评论", "打印", "字号", "字体", "阅读", "浏览", "点击"})  # no value follows below
FIELD_OF_LABEL = {label: field for field, labels in LABELS.items() for label in labels.split()}
FIELD_OF_SHORT_LABEL = {"文": "author", "图": ""}  # only before a stroke: 文/某某 图/某某

# Bylines in a parenthesis at the beginning of a text: （记者甲乙 丙丁）, （本报记者 甲乙 整合）.
REPORTER = f"[{HAN}]{{2,4}}"
BYLINE = re.compile(
    rf"\((?:\w{{0,8}}[报社网台刊])?[\s·]*(?:首席|见习|实习|全媒体|融媒体?)*记者[\s:]*(?P<author>{REPORTER}(?:[\s、]+{REPORTER})*?)"
    r"(?:\s*(?:整合|综合|综合报道|报道|整理|摄影报道)|[\s、]*通讯员[^()]*)?\s*\)"
)
FURTHEST_BYLINE = 80

LONGEST_LINE = 200
LONGEST_VALUE = {"keywords": 120, "title": 100, "url": 200}
LONGEST_OTHER_VALUE = 50

_SPELLINGS = "|".join(r"\s*".join(label) for label in FIELD_OF_LABEL)  # 主 题 词 is printed with gaps
_SHORT = "|".join(FIELD_OF_SHORT_LABEL)
LABEL = re.compile(rf"(?:(?<=[\s|,;(【\[])|^)(?:(?P<label>{_SPELLINGS})\s*[:/|丨]|(?P<short>{_SHORT})\s*[/|丨])")
RUN_ON_LABEL = re.compile(rf"(?P<label>{_SPELLINGS})\s*:|(?<=[\s(])(?P<short>{_SHORT})\s*[/|丨]")  # 某某网作者:
BARE_LABEL = re.compile(rf"\s*(?P<label>{_SPELLINGS})\s*:\s*")

# A label and its value in a line of their own, with nothing but a gap between them.
OUTLET = r"[\w·《》]{1,20}(?:网|报|社|台|刊|频道|发布|在线|客户端|传媒)"
PERSON = rf"[{HAN}](?:\s?[{HAN}·]){{1,6}}"
PEOPLE = rf"{PERSON}(?:[\s、,]+{PERSON})*"
GAPPED = re.compile(
    rf"(?P<published>(?:发布|发表|更新|刊登)?(?:时间|日期)\s+)(?=(?:19|20)\d\d\s?[年/.-])"
    rf"|(?P<outlet>(?:文章)?来源\s+)(?={OUTLET}$)|(?P<editor>(?:责任编辑|责编|编辑)\s+)(?={PEOPLE}$)"
    rf"|(?P<author>(?:作者|(?:本报|本网|本刊|本台)?(?:见习|实习|首席|全媒体)*(?:记者|通讯员))\s+)(?={PEOPLE}$)"
)
CONTRIBUTOR = re.compile(r"(?P<author>[^。,:;\s]{2,30})供稿")  # 某某支部供稿
OUTLET_WITHOUT_LABEL = re.compile(OUTLET)
# Outlet, column and how often the page was read, with gaps between, behind a date.
COUNTED = re.compile(rf"(?P<outlet>{OUTLET})?(?:\s+[\w·]{{1,8}}){{0,3}}(?:\s+\d{{1,8}})+")
NO_NAME = re.compile(r"[:。!?“《]")
SENTENCE = re.compile(f"[{STRONG_ENDS}]")
ADDRESS = re.compile(r"https?://[^\s<>，。）)]+", re.IGNORECASE)
EDGE = " \t\u3000|｜,，;；()（）[]【】"
BRACKETS = {")": "(", "）": "（", "]": "[", "】": "【"}
GAP = re.compile(r"[\u3000\t|｜]|\s{2,}")


def bare_label(text: str) -> str:
    """Return the label if the line is nothing else, and its value is the next line: 来源：; "" for any other line."""
    match = BARE_LABEL.fullmatch(fold(text)) if len(text) <= LONGEST_LINE else None
    label = "".join(match["label"].split()) if match else ""
    return "" if label in BUTTONS else label


def has_its_value(line: str, below: str) -> bool:
    """Return whether *line* is a bare label and *below* its value; authors and editors are given by names alone."""
    label = bare_label(line)
    if not label or read_metadata(f"{line}{below}") is None:
        return False
    return FIELD_OF_LABEL[label] not in ("author", "editor") or not NO_NAME.search(fold(below))


def is_labelled(text: str) -> bool:
    """Return whether the line has a label, as 編輯:付振強 has and a bare date has not."""
    folded = fold(text.strip(EDGE)) if len(text) <= LONGEST_LINE else ""
    return (LABEL.search(folded) or GAPPED.match(folded)) is not None


def byline(text: str) -> str:
    """Return the reporters named at the beginning of a text: 某某社北京11月22日电（记者甲乙）; "" if there are none."""
    match = BYLINE.search(fold(text[:FURTHEST_BYLINE]))
    return text[slice(*match.span("author"))] if match else ""


def leaves_empty(text: str, field: str) -> bool:
    """Return whether the line has a label of the field without a value: 来源： 浏览：33."""
    line = text.strip(EDGE)
    labels = _labels(fold(line)) if len(line) <= LONGEST_LINE else []
    ends = [label.start() for label in labels[1:]] + [len(line)]
    return any(
        _field_of(label) == field and not line[label.end() : end].strip(EDGE)
        for label, end in zip(labels, ends, strict=False)
    )


def read_metadata(text: str) -> Metadata | None:
    """Return the metadata that the line holds; None if it holds anything else as well.

    A line of known labels without a usable value (浏览：33) gives empty Metadata.
    """
    line = _trimmed(text)
    if not line or len(line) > LONGEST_LINE or SENTENCE.search(ADDRESS.sub("", line)):
        return None
    if gapped := GAPPED.match(fold(line)):
        return Metadata(**{str(gapped.lastgroup): line[gapped.end() :]})
    labels = _labels(fold(line))
    head = line[: labels[0].start()] if labels else line
    metadata = _metadata_of_head(head.strip(EDGE), labelled=bool(labels))
    ends = [label.start() for label in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends, strict=False):
        metadata = metadata and _with_field(metadata, _field_of(label), _trimmed(line[label.end() : end]))
    return metadata


def _labels(folded: str) -> list[re.Match[str]]:
    """Return the labels of a line; those behind the first may follow a value without a gap."""
    text = ADDRESS.sub(lambda address: "x" * len(address[0]), folded)  # an address may hold 来源:, which is no label
    first = LABEL.search(text)
    if not first:
        return []
    others = (*LABEL.finditer(text, first.end()), *RUN_ON_LABEL.finditer(text, first.end()))
    found = [first]
    for label in sorted(others, key=lambda other: (other.start(), -other.end())):
        if label.start() >= found[-1].end():
            found.append(label)
    return found


def _field_of(label: re.Match[str]) -> str:
    if label["short"]:
        return FIELD_OF_SHORT_LABEL[label["short"]]
    return FIELD_OF_LABEL["".join(label["label"].split())]


def _trimmed(text: str) -> str:
    """Strip brackets and bars from both ends of the text, but not a bracket that closes one inside: 某某报(上海)."""
    inner = text.strip(EDGE)
    closing = text[text.index(inner) + len(inner) :][:1]
    opening = BRACKETS.get(closing, "")
    return inner + closing if opening and inner.count(opening) > inner.count(closing) else inner


def _metadata_of_head(head: str, *, labelled: bool) -> Metadata | None:
    """Return the metadata before the first label: a contributor, a date, a date and an outlet, or nothing.

    None means that the head is something else.
    """
    if not head:
        return Metadata()
    if labelled and (contributor := CONTRIBUTOR.fullmatch(fold(head))):
        return Metadata(author=head[slice(*contributor.span("author"))])
    dated = first_date(head)
    if not dated or dated.start > 0:
        return None
    rest = head[dated.end :].lstrip(":0123456789 ").strip(EDGE)  # seconds are not kept
    counted = COUNTED.fullmatch(fold(rest))
    if rest and not counted and not OUTLET_WITHOUT_LABEL.fullmatch(fold(rest)):
        return None
    return Metadata(published=head[: dated.end], outlet=rest[slice(*counted.span("outlet"))] if counted else rest)


def _with_field(metadata: Metadata, field: str, value: str) -> Metadata | None:
    """Return *metadata* with one more field; None if the field cannot have such a value."""
    if not field or not value:
        return metadata
    if field == "url":
        address = ADDRESS.search(value)
        return replace(metadata, url=metadata.url or address[0]) if address else metadata
    dated = first_date(value)
    if field == "published":
        understood = dated.start == 0 if dated else date_of_field(value) is not None
        return replace(metadata, published=value) if understood else None
    if dated and field != "title":  # 来源：某某报 | 2023年07月20日 09:57
        metadata, value = replace(metadata, published=value[dated.start : dated.end]), value[: dated.start].strip(EDGE)
    value = value if field == "keywords" else GAP.split(value)[0]
    if len(value) > LONGEST_VALUE.get(field, LONGEST_OTHER_VALUE):
        return None
    return metadata if getattr(metadata, field) else replace(metadata, **{field: value})
