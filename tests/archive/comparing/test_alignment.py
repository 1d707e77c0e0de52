"""The alignment of parts of several articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.comparing.alignment import align, bigrams, dice_similarity, gather


def same(one, other):
    return 1.0 if one == other else 0.0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("协商议政", "协商议政", 1.0),
        ("协商议政", "民主监督", 0.0),
        ("", "", 0.0),
        ("协商", "协商议", 2 / 3),
        ("人", "人", 1.0),
    ],
)
def test_similarity_of_texts(one, other, expected):
    assert dice_similarity(bigrams(one), bigrams(other)) == pytest.approx(expected)


def test_like_items_stand_side_by_side_in_their_order():
    assert align(["abc", "acd", "bd"], same) == [
        ["a", "a", None],
        ["b", None, "b"],
        ["c", "c", None],
        [None, "d", "d"],
    ]


def test_gather_heeds_no_order_and_takes_the_likest_first():
    def near(one, other):
        return 1 - abs(one - other) / 10

    assert gather([[1, 9], [8, 2, 30]], near) == [[1, 2], [9, 8], [None, 30]]


columns = st.lists(st.text("abcd", max_size=5).map(list), max_size=4)


@given(columns)
def test_every_item_has_one_place_and_columns_keep_their_order(given):
    rows = align(given, same)

    assert {len(row) for row in rows} <= {len(given)}
    assert [[row[at] for row in rows if row[at] is not None] for at in range(len(given))] == given


@given(columns)
def test_gathering_loses_nothing(given):
    rows = gather(given, same)

    assert [sorted(row[at] for row in rows if row[at] is not None) for at in range(len(given))] == [
        sorted(column) for column in given
    ]
