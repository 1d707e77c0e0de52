"""The differences of two texts, as one text and side by side."""

from hypothesis import given
from hypothesis import strategies as st

from archive.comparing.clause_diff import (
    GONE,
    MOST_PAIRS,
    NEW,
    SAME,
    DiffPiece,
    ParagraphPair,
    inline_diff,
    side_by_side_diff,
)

MIXED_TEXTS = st.text("一二三，。\nab", max_size=30)
TEXTS = st.text(alphabet="一二三四，。\n", max_size=60)


# --- as one text ---------------------------------------------------------------------------------


def test_a_changed_word_is_marked_within_its_clause():
    assert inline_diff("开会，座谈三次。", "开会，座谈五次。") == [
        DiffPiece("开会，"), DiffPiece("座谈"), DiffPiece("三", GONE), DiffPiece("五", NEW), DiffPiece("次。"),
    ]  # fmt: skip


def test_a_change_of_script_alone_is_a_change():
    assert inline_diff("协商", "協商") == [DiffPiece("协", GONE), DiffPiece("協", NEW), DiffPiece("商")]


@given(MIXED_TEXTS, MIXED_TEXTS)
def test_pieces_joined_are_both_texts(before, after):
    found = inline_diff(before, after)

    assert "".join(piece.text for piece in found if piece.kind in (SAME, GONE)) == before
    assert "".join(piece.text for piece in found if piece.kind in (SAME, NEW)) == after


# --- side by side --------------------------------------------------------------------------------


def test_scripts_and_spaces_make_no_difference():
    assert side_by_side_diff("協商議政。", "协商 议政。") == [
        ParagraphPair((DiffPiece("協商議政。"),), (DiffPiece("协商 议政。"),))
    ]


def test_characters_are_marked_within_a_clause():
    assert side_by_side_diff("首句。走访31户。", "首句。走訪三十一户。") == [
        ParagraphPair(
            (DiffPiece("首句。走访"), DiffPiece("31", GONE), DiffPiece("户。")),
            (DiffPiece("首句。走訪"), DiffPiece("三十一", NEW), DiffPiece("户。")),
        )
    ]


def test_a_paragraph_of_one_text_only_stands_alone():
    assert side_by_side_diff("甲。\n乙。", "甲。") == [
        ParagraphPair((DiffPiece("甲。"),), (DiffPiece("甲。"),)),
        ParagraphPair((DiffPiece("乙。", GONE),), ()),
    ]


def test_texts_too_long_to_compare_are_marked_whole():
    one, other = "一" * 2000, "二" * 2000

    assert len(one) * len(other) > MOST_PAIRS
    assert side_by_side_diff(one, other) == [ParagraphPair((DiffPiece(one, GONE),), (DiffPiece(other, NEW),))]


@given(TEXTS, TEXTS)
def test_nothing_is_lost(ours, theirs):
    rows = side_by_side_diff(ours, theirs)
    sides = ["".join(piece.text for row in rows for piece in getattr(row, side)) for side in ("ours", "theirs")]

    assert [side.replace("\n", "") for side in sides] == [ours.replace("\n", ""), theirs.replace("\n", "")]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert not any(row.differs for row in side_by_side_diff(text, text))
