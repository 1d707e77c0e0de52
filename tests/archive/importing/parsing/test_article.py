"""Lines → record: title, metadata and where it is printed."""

from datetime import datetime

import pytest

from archive.importing.cleaning.boilerplate import clean
from archive.importing.lines.dates import SHANGHAI
from archive.importing.parsing.article import parse
from archive.importing.records import ExtractedDocument, InputError, Metadata, TextLine

NOTHING = Metadata()


def parsed(*texts, given=NOTHING, hints=NOTHING):
    lines = tuple(TextLine(number, text) for number, text in enumerate(texts, start=1))
    return parse(clean(ExtractedDocument(lines, given=given, hints=hints)))


def record(*texts, **facts):
    return parsed(*texts, **facts).record


def lead(*texts, **facts):
    return record(*texts, **facts).sections[0].text


def rules(*texts, **facts):
    return [(problem.rule, problem.line) for problem in parsed(*texts, **facts).problems]


def test_title_is_the_first_line_of_a_text():
    assert record("示例：标题", "来源：示例网", "正文在此。").title == "示例：标题"


def test_title_set_with_gaps_is_closed_up():
    assert record("政 府 工 作 报 告", "正文在此。").title == "政府工作报告"


def test_title_may_follow_the_facts():
    assert record("来源：示例网", "示例：标题", "正文在此。").title == "示例：标题"


def test_a_title_that_is_given_wins_and_is_not_repeated_in_the_text():
    assert lead("示例：标题", "正文在此。", given=Metadata(title="示例：标题")) == "正文在此。"


def test_a_title_broken_over_lines_is_not_repeated_in_the_text():
    assert (
        lead("关于示例工作的", "若干意见", "正文在此。", given=Metadata(title="关于示例工作的若干意见")) == "正文在此。"
    )


def test_a_line_that_only_begins_like_the_title_is_text():
    assert lead("关于", "正文在此。", given=Metadata(title="关于示例工作的若干意见")) == "关于\n正文在此。"


def test_a_text_without_title_gets_its_beginning():
    text = "昨天，示例市政协召开会议，听取汇报。"

    assert (record(text).title, rules(text)) == ("昨天", [("no-title", 1)])


def test_the_mark_of_a_video_is_no_part_of_the_title():
    assert record("正文在此。", given=Metadata(title="[视频]示例会议召开")).title == "示例会议召开"


def test_facts_and_text_in_one_line_are_parted():
    found = record("来源：示例日报  |  2023年07月20日 09:57:19，正文：   昨天召开会议，听取汇报。")

    assert (found.outlet, found.sections[0].text) == ("示例日报", "昨天召开会议，听取汇报。")


def test_a_date_in_the_text_is_not_the_date_of_publication():
    assert record("标题", "来源：示例网", "2019年2月27日，委员到企业调研。", "2019年3月1日").published_at is None


def test_what_is_given_wins_over_what_is_printed_and_that_over_hints():
    found = record(
        "标题",
        "2020-01-02 来源：印出的网",
        "正文在此。",
        given=Metadata(outlet="给定的网"),
        hints=Metadata(outlet="提示的网", published="1999-01-01", url="https://example.org/a"),
    )

    assert (found.outlet, found.published_at.year, found.url) == ("给定的网", 2020, "https://example.org/a")


def test_the_issuing_body_stands_in_for_an_outlet():
    found = record("标题", "发布机构：示例市统计局", "正文在此。")

    assert (found.outlet, found.organization) == ("示例市统计局", "示例市统计局")


def test_the_day_in_the_address_is_the_last_resort():
    address = Metadata(url="https://example.org/2019/1122/c1.html")

    assert record("标题", "正文在此。", hints=address).published_at == datetime(2019, 11, 22, tzinfo=SHANGHAI)
    assert record("标题", "2020年1月2日", "正文在此。", hints=address).published_at.year == 2020


@pytest.mark.parametrize(
    ("header", "outlet"), [("2019-11-22", "示例政协网"), ("来源：示例报", "示例报"), ("来源： 浏览：33", "")]
)
def test_the_site_is_the_outlet_only_where_the_page_has_no_place_for_one(header, outlet):
    assert record("标题", header, "正文在此。", hints=Metadata(site="示例政协网")).outlet == outlet
    assert record("标题", header, "正文在此。", "© 2019 示例政协网 版权所有").outlet == outlet


@pytest.mark.parametrize(
    ("texts", "organization"),
    [
        (["标题", "通知如下。", "示例县政协办公室", "2019年11月22日"], "示例县政协办公室"),
        (["示例县政协办公室关于调研的通知", "通知如下。"], "示例县政协办公室"),
        (["示例县政协关于调研的通知", "通知如下。（示例县政协办公室）"], "示例县政协办公室"),
        (["示例县政协召开会议", "会议开了半天。"], ""),
    ],
)
def test_the_issuing_organization_is_read_from_the_signature_or_the_title(texts, organization):
    assert record(*texts).organization == organization


def test_the_reporters_named_in_the_text_are_its_authors_where_no_label_names_them():
    assert record("标题", "本报讯（记者甲乙）委员建议。").author == "甲乙"
    assert record("标题", "作者：丙丁", "本报讯（记者甲乙）委员建议。").author == "丙丁"


def test_lines_set_off_between_paragraphs_are_headings():
    prose = "示例区政协围绕社区养老开展协商，委员走访了多个小区，形成了意见建议。"

    found = record("标题", prose, "去年回顾", prose, "今年打算", prose).sections

    assert [(one.anchor, one.heading) for one in found] == [("lead", ""), ("s1", "去年回顾"), ("s2", "今年打算")]


def test_a_date_that_is_not_understood_is_reported():
    assert rules("标题", "正文在此。", given=Metadata(published="昨天")) == [("date", 0)]


def test_a_fact_too_long_to_be_one_is_reported_and_not_kept():
    facts = Metadata(editor="很" * 300)

    assert (record("标题", "正文。", given=facts).editor, rules("标题", "正文。", given=facts)) == ("", [("editor", 0)])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "DLC/上海/_index.md", "https://a b", "http://x"])
def test_an_address_that_cannot_be_followed_is_not_kept(url):
    assert record("标题", "正文在此。", given=Metadata(url=url)).url == ""


@pytest.mark.parametrize(
    ("breadcrumb", "channel"),
    [
        ("首頁>政協·協商>協商 協商", "政協·協商>協商"),
        ("您的位置：首页 > 政协动态 > 社情民意", "政协动态>社情民意"),
        ("首页>政协>调研 調研", "政协>调研"),
        ("现在位置： 首页 >> 东区新闻 >> 正文", "东区新闻"),
    ],
)
def test_channel_is_read_from_the_breadcrumb(breadcrumb, channel):
    assert record(breadcrumb, "标题", "正文在此。").channel == channel


def test_keywords_with_spaces_are_whole_where_commas_separate():
    assert record("标题", "正文在此。", "关键词：城市 更新、民主").keywords == ("城市 更新", "民主")
    assert record("标题", "正文在此。", "关键词：城市 更新").keywords == ("城市", "更新")


def test_keywords_are_kept_once_in_order():
    assert record("标题", "正文在此。", "关键词：协商、调研、协商；委员").keywords == ("协商", "调研", "委员")


def test_facts_in_the_middle_of_a_long_text_stay_in_it():
    body = [f"第{number}段正文在此。" for number in range(40)]
    body[20] = "来源：财政拨款"

    assert "来源：财政拨款" in lead("标题", *body)


@pytest.mark.parametrize("texts", [(), ("更多",), ("分享到：", "首页>要闻>正文")])
def test_an_input_without_text_is_refused(texts):
    with pytest.raises(InputError) as refusal:
        parsed(*texts)

    assert refusal.value.problem.rule == "empty"
