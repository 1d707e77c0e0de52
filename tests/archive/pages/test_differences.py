"""Two texts side by side: nothing of either is lost, and only real differences are marked."""

from hypothesis import given
from hypothesis import strategies as st

from archive.pages.differences import MOST_PAIRS, Part, Row, compare

TEXTS = st.text(alphabet="一二三四，。\n", max_size=60)


def test_scripts_and_spaces_make_no_difference():
    assert compare("協商議政。", "协商 议政。") == [Row((Part("協商議政。"),), (Part("协商 议政。"),))]


def test_characters_are_marked_within_a_clause():
    assert compare("首句。走访31户。", "首句。走訪三十一户。") == [
        Row(
            (Part("首句。走访"), Part("31", True), Part("户。")),
            (Part("首句。走訪"), Part("三十一", True), Part("户。")),
        )
    ]


def test_a_paragraph_of_one_text_only_stands_alone():
    assert compare("甲。\n乙。", "甲。") == [Row((Part("甲。"),), (Part("甲。"),)), Row((Part("乙。", True),), ())]


def test_texts_too_long_to_compare_are_marked_whole():
    one, other = "一" * 2000, "二" * 2000

    assert len(one) * len(other) > MOST_PAIRS
    assert compare(one, other) == [Row((Part(one, True),), (Part(other, True),))]


@given(TEXTS, TEXTS)
def test_nothing_is_lost(ours, theirs):
    rows = compare(ours, theirs)
    sides = ["".join(part.text for row in rows for part in getattr(row, side)) for side in ("ours", "theirs")]

    assert [side.replace("\n", "") for side in sides] == [ours.replace("\n", ""), theirs.replace("\n", "")]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert not any(row.differs for row in compare(text, text))
