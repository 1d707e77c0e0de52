"""What changed between two tellings of a report."""

from hypothesis import given
from hypothesis import strategies as st

from archive.comparing.changes import GONE, NEW, SAME, Change, Piece, changes, pieces

texts = st.text("一二三，。\nab", max_size=30)


def test_only_labels_that_differ_are_told_with_what_is_gone_last():
    found = changes({"旧": "去", "题": "甲", "同": "同"}, {"题": "乙", "同": "同", "新": "来"})

    assert found == [
        Change("题", (Piece("甲", GONE), Piece("乙", NEW))),
        Change("新", (Piece("来", NEW),)),
        Change("旧", (Piece("去", GONE),)),
    ]


def test_a_changed_word_is_marked_within_its_clause():
    assert pieces("开会，座谈三次。", "开会，座谈五次。") == [
        Piece("开会，"), Piece("座谈"), Piece("三", GONE), Piece("五", NEW), Piece("次。"),
    ]  # fmt: skip


def test_a_change_of_script_alone_is_a_change():
    assert pieces("协商", "協商") == [Piece("协", GONE), Piece("協", NEW), Piece("商")]


def test_long_unchanged_text_is_left_out():
    (change,) = changes({"文": "甲" * 200 + "。一"}, {"文": "甲" * 200 + "。二"})

    assert change.pieces == (Piece("…" + "甲" * 39 + "。"), Piece("一", GONE), Piece("二", NEW))


@given(texts, texts)
def test_pieces_joined_are_both_texts(before, after):
    found = pieces(before, after)

    assert "".join(piece.text for piece in found if piece.kind in (SAME, GONE)) == before
    assert "".join(piece.text for piece in found if piece.kind in (SAME, NEW)) == after
