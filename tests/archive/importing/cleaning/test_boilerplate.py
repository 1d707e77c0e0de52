"""Lines that are left out, by which rule, and lines that never are."""

import pytest

from archive.importing.cleaning.boilerplate import clean
from archive.importing.records import ExtractedDocument, RemovalRecord, TextLine
from archive.importing.removal_rules import RULES


def cleaned(*texts):
    return clean(ExtractedDocument(tuple(TextLine(number, text) for number, text in enumerate(texts, start=1))))


def kept(*texts):
    return [line.text for line in cleaned(*texts).document.lines]


def rules(*texts):
    return [(removed.line, removed.rule) for removed in cleaned(*texts).removed]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_removes_just_one_line_of_its_example(rule):
    result = clean(ExtractedDocument(rule.example))

    line = rule.example[rule.removes - 1]
    status = "doubtful" if rule.doubtful else "removed"
    assert [removal for removal in result.removed if removal.rule == rule.name] == [
        RemovalRecord(rule.removes, rule.name, line.text, status)
    ]
    assert line not in result.document.lines


@pytest.mark.parametrize(
    "text",
    [
        "会议强调，分享经验，推动工作。",
        "分享会",
        "政协>协商",
        "要更多关注基层",
        "大力弘扬扫黄打非、禁毒、禁赌的好做法",
        "（一）打印、下载和收藏",
        "社会各界版权所有者的意见得到尊重。",
        "中共党员委员",
        "请各界关注民生网络平台建设",
        "全年网站访问量12万次，同比增长一成。",
        "第1页材料请委员先行阅读",
        "开户",
        "委员们在评论中指出，关注民生要落到实处。",
    ],
)
def test_what_only_looks_like_junk_is_kept(text):
    assert kept(text) == [text]


def test_nothing_is_lost():
    texts = ["首页>要闻", "标题", "来源：示例网", "正文在此。", "更多", "另一标题"]
    result = cleaned(*texts)

    assert sorted([line.text for line in result.document.lines] + [line.text for line in result.removed]) == sorted(
        texts
    )


def test_a_breadcrumb_of_one_crumb_a_line():
    assert rules("首页", "> 要闻", "> 示例要闻", "标题在此", "正文。") == [
        (1, "breadcrumb"),
        (2, "breadcrumb"),
        (3, "breadcrumb"),
    ]


def test_brackets_around_buttons_go_with_them():
    assert rules("【字号：", "加大", "还原", "】", "标题") == [
        (1, "page-tool"),
        (2, "page-tool"),
        (3, "page-tool"),
        (4, "page-tool"),
    ]


def test_a_bracket_in_the_text_stays():
    assert kept("标题", "正文（见附件", "）", "结束。") == ["标题", "正文（见附件", "）", "结束。"]


def test_titles_below_more_go_when_no_text_follows():
    assert rules("标题", "正文在此。", "更多", "另一篇的标题", "再一篇的标题") == [
        (3, "more"),
        (4, "related-list"),
        (5, "related-list"),
    ]


def test_text_below_more_stays():
    assert kept("标题", "正文在此。", "更多", "小标题", "还有正文。") == ["标题", "正文在此。", "小标题", "还有正文。"]


def test_facts_below_more_stay():
    assert kept("标题", "正文在此。", "相关新闻", "另一篇的标题", "责任编辑：示例甲") == [
        "标题",
        "正文在此。",
        "责任编辑：示例甲",
    ]


def test_a_head_that_is_printed_twice_is_kept_once():
    assert rules("示例省工作报告", "在会议上", "示例省工作报告", "正文在此。", "示例省工作报告") == [(3, "repeated")]


def test_a_label_is_joined_with_the_value_below_it():
    assert kept("来源：", "示例网", "正文。") == ["来源：示例网", "正文。"]


def test_a_label_is_not_joined_with_what_is_no_value():
    assert kept("时间：", "会议在示例厅举行。") == ["时间：", "会议在示例厅举行。"]


def test_lines_outside_the_report_go_but_facts_near_it_stay():
    lines = (
        TextLine(1, "时政要闻", main=False),
        TextLine(2, "标题"),
        TextLine(3, "正文。"),
        TextLine(4, "责任编辑：示例甲", main=False),
        TextLine(5, "热图推荐", main=False),
    )

    result = clean(ExtractedDocument(lines))

    assert [line.number for line in result.document.lines] == [2, 3, 4]
    assert [(removed.line, removed.rule) for removed in result.removed] == [(1, "outside"), (5, "outside")]


def test_a_linked_sentence_is_text():
    lines = (TextLine(1, "详情请见附件一。", linked=1.0), TextLine(2, "另一篇的标题", linked=1.0))

    assert [line.number for line in clean(ExtractedDocument(lines)).document.lines] == [1]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("关注示例网", "share"),
        ("第 1 页 / 共 3 页", "pager"),
        ("首页 上页 下页 尾页", "pager"),
        ("访问量：4859", "counter"),
        ("本文已有128次阅读", "counter"),
        ("长按二维码关注", "scan-code"),
        ("网站标识码：0000000000", "notice"),
    ],
)
def test_page_furniture_goes(text, rule):
    assert rules("标题", "正文在此。", text, "还有正文。") == [(3, rule)]


@pytest.mark.parametrize("text", ["沙发！", "点赞关注不迷路哦", "欢迎在评论区留言", "想看更多加我微信abc12345"])
def test_calls_on_readers_go_at_the_edges_only(text):
    body = [f"正文第{number}句。" for number in range(20)]

    assert rules(text, *body, text) == [(1, "bait"), (22, "bait")]
    assert rules(*body[:10], text, *body[10:]) == []


def test_a_linked_question_is_a_title_of_a_list():
    lines = (TextLine(1, "正文在此。"), TextLine(2, "另一篇的标题能否算数？", linked=1.0))

    assert [line.number for line in clean(ExtractedDocument(lines)).document.lines] == [1]


def test_two_trades_alone_in_a_line_are_doubtful():
    (removed,) = cleaned("示例：标题", "正文在此，说的是别的事情。", "百家乐六合彩").removed

    assert (removed.rule, removed.status) == ("maybe-spam", "doubtful")


def test_decisions_hold_for_their_line_or_for_any():
    document = ExtractedDocument((TextLine(1, "正文在此。"), TextLine(2, "更多"), TextLine(3, "更多")))

    at_its_line = clean(document, {(2, "更多"): "restored"})
    anywhere = clean(document, {(0, "更多"): "restored"})
    confirmed = clean(document, {(0, "更多"): "confirmed"})

    assert [line.number for line in at_its_line.document.lines] == [1, 2]
    assert [removed.status for removed in at_its_line.removed] == ["restored", "removed"]
    assert [line.number for line in anywhere.document.lines] == [1, 2, 3]
    assert [removed.status for removed in confirmed.removed] == ["confirmed", "confirmed"]
