"""Headings that bear no number."""

import pytest

from archive.importing.parsing.headings import unnumbered_headings
from archive.importing.records import TextLine

PROSE = "示例区政协围绕社区养老开展协商，委员走访了多个小区，形成了一批意见建议。"


def found(*lines):
    """The lines that are headings; plain texts or lines."""
    whole = [line if isinstance(line, TextLine) else TextLine(place, line) for place, line in enumerate(lines, start=1)]
    return [whole[place].text for place in sorted(unnumbered_headings(whole))]


def bold(text):
    return TextLine(1, text, strong=True)


def test_lines_that_stand_alone_between_paragraphs():
    assert found(PROSE, "去年工作回顾", PROSE, "今年工作打算", PROSE) == ["去年工作回顾", "今年工作打算"]


def test_in_either_script():
    assert found(PROSE, "去年工作回顧", PROSE, "今年工作打算", PROSE) == ["去年工作回顧", "今年工作打算"]


def test_a_numbered_line_may_follow():
    assert found(PROSE, "去年工作回顾", "一、调研", PROSE, "今年工作打算", "一、协商", PROSE) == [
        "去年工作回顾",
        "今年工作打算",
    ]


def test_one_such_line_is_none():
    assert found(PROSE, "去年工作回顾", PROSE) == []


def test_several_lines_in_a_row_are_a_list():
    assert found(PROSE, "松汀区", "青禾区", PROSE, "云泽区", "石桥区", PROSE) == []


@pytest.mark.parametrize(
    "line",
    [
        "委员们进行了分组讨论。",
        "——在示例区政协全会上",
        "图为委员在社区走访",
        "示例甲摄",
        "图1 各区委员人数",
        "（本文有删减）",
        "2019年11月22日",
        "来源：示例网",
        "示例区政协办公室",
        "示例市市长　示例甲",
        "点评：",
        "主要做法：",
        "12.5 38.6",
    ],
)
def test_short_lines_that_head_nothing(line):
    assert found(PROSE, line, PROSE, line, PROSE) == []


def test_what_the_layout_sets_off_wins():
    assert found(PROSE, bold("搭建平台"), PROSE, "会议现场", PROSE, bold("完善机制"), PROSE, "调研途中", PROSE) == [
        "搭建平台",
        "完善机制",
    ]


def test_a_set_off_heading_may_stand_first_and_end_with_a_colon_later():
    assert found(bold("搭建平台"), PROSE, bold("完善机制："), PROSE) == ["搭建平台", "完善机制："]


def test_a_bold_salutation_is_none():
    assert found(bold("各位委员："), PROSE, bold("搭建平台"), PROSE, bold("完善机制"), PROSE) == [
        "搭建平台",
        "完善机制",
    ]


def test_below_a_set_off_heading_may_stand_a_deck():
    assert found(PROSE, bold("甲报这样说"), bold("小巷里的议事桌"), PROSE, bold("乙报这样说"), PROSE) == [
        "甲报这样说",
        "乙报这样说",
    ]


def test_two_marked_headings_in_a_row_are_both():
    headings = [TextLine(1, "去年工作", heading=True), TextLine(2, "调研协商", heading=True)]

    assert found(PROSE, *headings, PROSE) == ["去年工作", "调研协商"]


def test_words_beside_a_picture_are_its_caption():
    captions = [TextLine(1, "协商会现场", beside_picture=True), TextLine(2, "走访途中", beside_picture=True)]

    assert found(PROSE, captions[0], PROSE, captions[1], PROSE) == []


def test_links_are_none():
    assert (
        found(PROSE, TextLine(1, "另一篇报道", linked=1.0), PROSE, TextLine(1, "又一篇报道", linked=1.0), PROSE) == []
    )


def test_verses_have_no_headings():
    assert (
        found(
            PROSE, bold("《示例夜读》"), "灯下一卷书，窗外半城雨。", PROSE, bold("《示例晨歌》"), "溪声入早市。", PROSE
        )
        == []
    )
