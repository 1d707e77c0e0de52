"""Lines of facts, and lines that only look like them."""

from dataclasses import asdict

import pytest

from archive.importing.lines.labels import bare_label, byline, is_labelled, leaves_empty, read_metadata


def facts(text):
    found = read_metadata(text)
    return found and {fact: value for fact, value in asdict(found).items() if value}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2019年11月22日 16:16 | 來源:團結網", {"published": "2019年11月22日 16:16", "outlet": "團結網"}),
        ("編輯:示例甲", {"editor": "示例甲"}),
        ("(责编：示例甲、示例乙)", {"editor": "示例甲、示例乙"}),
        ("【编辑：示例甲】", {"editor": "示例甲"}),
        ("關鍵詞:委員 共識 協商", {"keywords": "委員 共識 協商"}),
        ("来源：示例网 作者：示例支部", {"outlet": "示例网", "author": "示例支部"}),
        (
            "2023-02-16 09:00　來源：示例網　編輯：示例己",
            {"published": "2023-02-16 09:00", "outlet": "示例網", "editor": "示例己"},
        ),
        ("2019-09-26 10:56:28 示例时报网", {"published": "2019-09-26 10:56", "outlet": "示例时报网"}),
        ("来源：示例日报  |  2023年07月20日 09:57:19", {"published": "2023年07月20日 09:57", "outlet": "示例日报"}),
        ("来源： 访问量：199 发布日期：2017-05-15", {"published": "2017-05-15"}),
        ("主 题 词： 提案 函", {"keywords": "提案 函"}),
        ("来源: 示例报(上海)　有0人参与", {"outlet": "示例报(上海)"}),
        ("来源：示例网作者：示例甲责任编辑：示例乙", {"outlet": "示例网", "author": "示例甲", "editor": "示例乙"}),
        ("來源：示例報　責任編輯：示例丙　關鍵字：提案", {"outlet": "示例報", "editor": "示例丙", "keywords": "提案"}),
        ("发布时间：2019-11-22浏览次数：33次", {"published": "2019-11-22"}),
        ("来源 | 示例政协报", {"outlet": "示例政协报"}),
        ("编辑丨示例丁", {"editor": "示例丁"}),
        ("来源　示例政协报", {"outlet": "示例政协报"}),
        ("本报记者 甲乙 丙 丁", {"author": "甲乙 丙 丁"}),
        ("文/甲乙 图/丙丁", {"author": "甲乙"}),
        ("示例支部供稿 摄影/甲乙 编辑/丙丁", {"author": "示例支部", "editor": "丙丁"}),
        (
            "原文連結：https://example.org/a?b=1&时间:2",
            {"url": "https://example.org/a?b=1&时间:2"},
        ),
        ("浏览：33", {}),
        ("2018-06-07", {"published": "2018-06-07"}),
    ],
)
def test_facts_of_a_line(line, expected):
    assert facts(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "来源是多方面的",
        "2019年2月27日下午，示例区委员到企业调研",
        "时间：5月3日上午",
        "資金來源：財政撥款。其餘自籌。",
        "编辑工作：第一步",
        "来源 多方面的原因使得",
        "记者 在现场看到委员们正在热烈讨论着",
        "某某供稿",
        "来源：" + "很长的话" * 20,
    ],
)
def test_what_is_no_line_of_facts(line):
    assert facts(line) is None


def test_a_bare_label_waits_for_its_value():
    assert [bool(bare_label(text)) for text in ("来源：", "发布日期:", "分享：", "来源：示例网")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_bare_date_is_not_labelled():
    assert [is_labelled(text) for text in ("2018年12月7日", "发布日期：2018-12-07")] == [False, True]


@pytest.mark.parametrize(
    ("line", "empty"),
    [("来源： 访问量：199", True), ("來源：", True), ("来源：示例网", False), ("访问量：", False), ("正文。", False)],
)
def test_a_label_may_stand_there_for_nothing(line, empty):
    assert leaves_empty(line, "outlet") is empty


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("示例社云泽11月22日电（记者甲乙）委员建议。", "甲乙"),
        ("示例网11月22日电　（本报记者 甲乙 丙丁戊）委员建议。", "甲乙 丙丁戊"),
        ("示例网訊(記者甲乙 整合) 委員建議。", "甲乙"),
        ("本报讯（记者甲乙 通讯员丙丁）委员建议。", "甲乙"),
        ("委员建议（见记者会实录）。", ""),
        ("委员建议。", ""),
    ],
)
def test_a_text_may_begin_with_its_reporters(text, author):
    assert byline(text) == author
