"""The changes between two versions of an article."""

from archive.comparing.changes import Change, changes
from archive.comparing.clause_diff import GONE, NEW, DiffPiece


def test_only_labels_that_differ_are_told_with_what_is_gone_last():
    found = changes({"旧": "去", "题": "甲", "同": "同"}, {"题": "乙", "同": "同", "新": "来"})

    assert found == [
        Change("题", (DiffPiece("甲", GONE), DiffPiece("乙", NEW))),
        Change("新", (DiffPiece("来", NEW),)),
        Change("旧", (DiffPiece("去", GONE),)),
    ]


def test_long_unchanged_text_is_left_out():
    (change,) = changes({"文": "甲" * 200 + "。一"}, {"文": "甲" * 200 + "。二"})

    assert change.pieces == (DiffPiece("…" + "甲" * 39 + "。"), DiffPiece("一", GONE), DiffPiece("二", NEW))
