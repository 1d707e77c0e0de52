"""Paragraphs → sections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.parsing.outline import Outline, outline
from archive.importing.records import SectionRecord


def shape(*paragraphs):
    """(anchor, number, heading, text) of every section."""
    sections = outline(paragraphs).sections
    return [(one.anchor, one.number, one.heading, one.text) for section in sections for one in section.walk()]


def kinds(*paragraphs):
    return [(one.anchor, one.kind) for section in outline(paragraphs).sections for one in section.walk()]


def test_text_without_numbers_is_all_lead():
    assert outline(["第一段。", "第二段。"]) == Outline((SectionRecord("lead", "lead", "", "", "第一段。\n第二段。"),))


def test_nothing_makes_no_section():
    assert outline([]) == Outline(())


def test_number_is_as_printed_and_heading_the_rest_of_the_line():
    assert shape("導語。", "一、 先定議題:再定書", "正文。") == [
        ("lead", "", "", "導語。"),
        ("s1", "一、", "先定議題:再定書", "正文。"),
    ]


def test_a_heading_in_its_paragraph_ends_with_its_first_sentence():
    assert shape("（一）居民出题。每周开匣。收到纸条。") == [("s1", "（一）", "居民出题。", "每周开匣。收到纸条。")]


def test_numberings_nest():
    assert [
        (anchor, number) for anchor, number, _, _ in shape("一、甲", "（一）乙", "1.丙", "2．丁", "（二）戊", "二、己")
    ] == [
        ("s1", "一、"),
        ("s1-1", "（一）"),
        ("s1-1-1", "1."),
        ("s1-1-2", "2．"),
        ("s1-2", "（二）"),
        ("s2", "二、"),
    ]


def test_every_numbering_has_its_depth():
    paragraphs = [
        "第一编 甲",
        "第一章　乙",
        "第一节 丙",
        "一、丁",
        "（一）戊",
        "1.己",
        "（1）庚",
        "①辛",
        "②壬",
        "第二章　癸",
    ]

    assert [(anchor, number) for anchor, number, _, _ in shape(*paragraphs)] == [
        ("s1", "第一编 "),
        ("s1-1", "第一章　"),
        ("s1-1-1", "第一节 "),
        ("s1-1-1-1", "一、"),
        ("s1-1-1-1-1", "（一）"),
        ("s1-1-1-1-1-1", "1."),
        ("s1-1-1-1-1-1-1", "（1）"),
        ("s1-1-1-1-1-1-1-1", "①"),
        ("s1-1-1-1-1-1-1-2", "②"),
        ("s1-2", "第二章　"),
    ]


def test_a_clause_of_a_statute_is_text():
    assert shape("第一章 总则", "第一条 为规范协商，制定本办法。", "第二条 协商应当公开。")[1:] == [
        ("s1-1", "第一条 ", "", "为规范协商，制定本办法。"),
        ("s1-2", "第二条 ", "", "协商应当公开。"),
    ]


def test_items_of_one_sentence_are_text():
    assert shape("建议：", "1.加设坡道；", "2.修补路面；", "3.增设路灯。")[1:] == [
        ("s1", "1.", "", "加设坡道；"),
        ("s2", "2.", "", "修补路面；"),
        ("s3", "3.", "", "增设路灯。"),
    ]


def test_whole_sentences_that_stand_alone_are_headings():
    assert [heading for _, _, heading, _ in shape("一、加设坡道。", "二、修补路面。")] == ["加设坡道。", "修补路面。"]


def test_one_number_left_out_or_given_twice_breaks_nothing():
    assert [number for _, number, _, _ in shape("一、甲", "二、乙", "二、丙", "四、丁")] == [
        "一、",
        "二、",
        "二、",
        "四、",
    ]


def test_notes_below_the_last_section_are_no_sections():
    assert shape("一、甲", "乙。", "二、丙", "丁。", "注释：", "1.数据为初步统计数。", "2.增速按可比价。")[2:] == [
        ("closing", "", "", "注释：\n1.数据为初步统计数。\n2.增速按可比价。")
    ]


def test_notes_of_a_text_without_sections_stay_in_it():
    assert shape("甲。", "说明：", "乙。") == [("lead", "", "", "甲。\n说明：\n乙。")]


def titled(*paragraphs, headings):
    return [(one.anchor, one.heading) for part in outline(paragraphs, headings).sections for one in part.walk()]


def test_headings_without_number_hold_the_numbered_ones_when_they_come_first():
    assert titled("导语。", "回顾", "甲。", "打算", "（一）乙", "（二）丙", headings={1, 3}) == [
        ("lead", ""),
        ("s1", "回顾"),
        ("s2", "打算"),
        ("s2-1", "乙"),
        ("s2-2", "丙"),
    ]


def test_headings_without_number_stand_inside_the_numbered_ones_when_they_come_later():
    assert titled("一、回顾", "甲", "乙。", "丙", "丁。", "二、打算", headings={1, 3}) == [
        ("s1", "回顾"),
        ("s1-1", "甲"),
        ("s1-2", "丙"),
        ("s2", "打算"),
    ]


def test_a_numbering_may_run_on_through_the_sections():
    assert [anchor for anchor, *_ in shape("一、甲", "（一）乙", "二、丙", "（二）丁")] == ["s1", "s1-1", "s2", "s2-1"]


@pytest.mark.parametrize("paragraph", ["三、跳过了编号", "1.5小时内办结", "2019.11.22通过", "一、"])
def test_what_is_no_numbered_heading(paragraph):
    assert kinds("导语。", paragraph) == [("lead", "lead")]


def test_a_numbered_text_too_long_for_a_heading_is_text():
    text = "很长的一句话，" * 30

    assert shape(f"一、{text}") == [("s1", "一、", "", text)]


def test_points_become_sections_with_anchors():
    assert shape("一、甲", "引子。一是全员学。每年办班。二是专题学:及时跟进。") == [
        ("s1", "一、", "甲", "引子。"),
        ("s1-1", "一是", "", "全员学。每年办班。"),
        ("s1-2", "二是", "", "专题学:及时跟进。"),
    ]


def test_points_may_stand_in_paragraphs_of_their_own():
    assert [anchor for anchor, *_ in shape("一、甲", "一是乙。丙。", "二是丁。戊。", "续丁。")] == [
        "s1",
        "s1-1",
        "s1-2",
    ]


def test_points_may_follow_semicolons():
    assert shape("要做到：一是学；二是做；三是评。")[1:] == [
        ("lead-1", "一是", "", "学；"),
        ("lead-2", "二是", "", "做；"),
        ("lead-3", "三是", "", "评。"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "唯一是非不能含糊。二是说法不妥。",
        "要一是一，二是二。一是一、二是二。",
        "一是一。二是二。不能含糊。",
        "主要工作有。一是学习。没有第二点。",
        "二是先说。三是后说。",
        "做法有一是学，二是做。",
    ],
)
def test_what_does_not_split(text):
    assert shape(text) == [("lead", "", "", text)]


def test_a_point_may_begin_with_one():
    assert [number for _, number, _, _ in shape("引子。一是一线岗位优先。二是二线支援。")] == ["", "一是", "二是"]


def test_a_section_of_points_only_keeps_its_text():
    assert shape("一是学习。二是实践。") == [("lead", "", "", "一是学习。二是实践。")]


# --- the closing ---------------------------------------------------------------------------------


def test_what_the_other_sections_have_no_counterpart_of_is_the_closing():
    assert kinds("一、甲", "乙。", "二、丙", "丁。", "结语。")[-1] == ("closing", "closing")


def test_sections_of_the_same_length_have_no_closing():
    assert [kind for _, kind in kinds("一、甲", "乙。", "乙二。", "二、丙", "丁。", "丁二。")] == ["section", "section"]


def test_a_fourth_point_in_its_own_paragraph_is_no_closing():
    paragraphs = ["一、甲", "一是子。", "二是丑。", "二、乙", "一是寅。", "二是卯。", "三是辰。", "结语。"]

    assert shape(*paragraphs)[-1] == ("closing", "", "", "结语。")
    assert [anchor for anchor, *_ in shape(*paragraphs)].count("s2-3") == 1


def test_the_closing_stands_behind_inner_sections_too():
    assert kinds("一、甲", "（一）乙。丙。", "（二）丁。戊。", "结语。") == [
        ("s1", "section"),
        ("s1-1", "section"),
        ("s1-2", "section"),
        ("closing", "closing"),
    ]


def test_a_signed_report_has_a_closing():
    found = outline(["一、甲", "正文。", "结语。（示例市政协）"])

    assert (found.organization, found.sections[-1].text) == ("示例市政协", "结语。")


@pytest.mark.parametrize(
    ("ending", "organization"),
    [
        ("结语。（雲澤市青禾區政協）", "雲澤市青禾區政協"),
        ("结语。(政协松汀县委员会)", "政协松汀县委员会"),
        ("结语。（示例市统计局）", "示例市统计局"),
        ("结语。（示例作者）", ""),
        ("结语。（本文有删减）", ""),
        ("结语（见示例区政协、示例县政协）", ""),
        ("（示例区政协）供稿。", ""),
    ],
)
def test_the_closing_parenthesis_names_the_issuing_body(ending, organization):
    assert outline(["导语。", ending]).organization == organization


def test_a_signature_of_its_own_paragraph_leaves_no_empty_one():
    assert shape("导语。", "（示例区政协）") == [("lead", "", "", "导语。")]


@given(st.lists(st.text(st.sampled_from("一二三十、（）是。：；1.甲乙“”"), min_size=1).filter(str.strip), max_size=12))
def test_no_character_is_lost_and_anchors_are_unique(paragraphs):
    sections = [one for section in outline(paragraphs).sections for one in section.walk()]
    anchors = [section.anchor for section in sections]

    found = "".join(section.number + section.heading + section.text for section in sections)
    assert sorted("".join(found.split())) == sorted("".join("".join(paragraphs).split()))
    assert len(set(anchors)) == len(anchors)
    assert all(section.heading or section.text for section in sections)
