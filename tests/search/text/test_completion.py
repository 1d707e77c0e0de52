"""Completion by characters, pinyin and initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.completion import CompletionEntry, Completions

TEXTS = ("双向发力", "协商", "協商民主", "重庆市政协", "示例：青禾区CBD商圈的双向发力", "税务")
ENTRIES = [CompletionEntry(text, "phrase", 100 - place) for place, text in enumerate(TEXTS)]


def complete(typed, limit=10):
    return [TEXTS.index(entry.text) for entry in Completions(ENTRIES).complete(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("双", [0, 4]),
        ("雙向", [0, 4]),
        ("协商", [1, 2]),
        ("民主", [2]),
        ("sxfl", [0, 4]),
        ("SXFL", [0, 4]),
        ("shuangx", [0, 4]),
        ("shuang xiang", [0, 4]),
        ("cqs", [3]),
        ("chongqing", [3]),
        ("cbd", [4]),
        ("xs", [1, 2]),
        ("uang", []),
        ("ao", []),
        ("", []),
        (" ", []),
        ("\n", []),
        ("无此", []),
    ],
)
def test_completes(typed, found):
    assert complete(typed) == found


def test_what_begins_so_comes_before_what_holds_it():
    entries = [CompletionEntry("民主协商", "phrase", 9), CompletionEntry("协商", "phrase", 1)]

    assert [entry.text for entry in Completions(entries).complete("协商", 5)] == ["协商", "民主协商"]


def test_no_more_than_asked_for():
    assert complete("双", 1) == [0]


@given(st.lists(st.text(max_size=6), max_size=5), st.text(max_size=4))
def test_any_text_completes_to_entries_that_hold_it_in_some_spelling(texts, typed):
    entries = [CompletionEntry(text, "phrase", 1) for text in texts]

    found = Completions(entries).complete(typed, 9)

    assert len(set(map(id, found))) == len(found)
    assert {entry.text for entry in found} <= set(texts)
