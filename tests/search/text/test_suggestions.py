"""Words of the index that sound or look like what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.suggestions import Corrections, subphrases

COUNTS = {"议政": 50, "协商": 40, "税务": 30, "委员会": 20, "民主监督": 10, "提案": 9, "行政": 99, "a": 5, "监督": 9}


def meant(text, limit=3):
    folded = text
    return [folded[: one.start] + one.word + folded[one.end :] for one in Corrections(COUNTS).candidates(text, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("仪政", "议政"),
        ("協商仪政", "協商议政"),
        ("斜商", "协商"),
        ("堤案", "提案"),
        ("政议", "议政"),
        ("委元会", "委员会"),
        ("委负会", "委员会"),
        ("民主督监", "民主监督"),
        ("民主监", "民主监督"),
        ("民主的监督", "民主监督"),
    ],
)
def test_first_candidate(typed, first):
    assert meant(typed)[:1] == [first]


@pytest.mark.parametrize("typed", ["", "议政", "龘龘", "财政", "abc", "12"])
def test_nothing_is_meant(typed):
    assert meant(typed) == []


@given(st.text("政协委员议仪税a1 ，", max_size=12))
def test_any_text_gets_words_of_the_index(text):
    assert {one.word for one in Corrections(COUNTS).candidates(text, 5)} <= COUNTS.keys()


def test_runs_of_words_are_parts_longest_first():
    assert subphrases("税务机关协商议政，提案", 9) == ["税务机关协商议政", "税务机关", "协商议政"]
