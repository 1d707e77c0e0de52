"""The fold: what must hold for every character and every string, and the pairs it is there for."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from archive.chinese.folding import fold

fold("")  # makes the table, so that no example is timed with it

# Any characters, and often those that the fold changes: Han, full-width forms, compatibility forms.
TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0xFF01, max_codepoint=0xFFEE),
    )
)


def test_every_code_point_folds_to_one_character():
    wrong = [code for code in range(sys.maxunicode + 1) if len(fold(chr(code))) != 1]

    assert wrong == []


def test_every_code_point_folds_once_and_for_all():
    every = "".join(map(chr, range(sys.maxunicode + 1)))

    assert fold(fold(every)) == fold(every)


@given(TEXTS)
def test_length_is_kept(text):
    assert len(fold(text)) == len(text)


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(TEXTS, st.data())
def test_a_piece_folds_as_it_does_inside_the_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    assert fold(text)[start:end] == fold(text[start:end])


@pytest.mark.parametrize(
    "pair",
    [
        "雙向發力 双向发力",
        "瞭解 了解",
        "答覆 答复",
        "著力 着力",
        "街鄉 街乡",
        "稅務 税务",
        "臺灣 台湾",
        "先後 先后",
        "ＡＢＣ１２％ abc12%",
    ],
)
def test_both_writings_fold_alike(pair):
    one, other = pair.split()

    assert fold(one) == fold(other)


def test_texts_fold_alike_after_conversion_to_either_script():
    text = "政协委员围绕基层治理开展协商，形成建议，并向有关部门反馈；街乡群众反映的问题逐项办理。"

    assert fold(OpenCC("s2t").convert(text)) == fold(text)
    assert fold(OpenCC("s2tw").convert(text)) == fold(text)
    assert fold(OpenCC("s2hk").convert(text)) == fold(text)


@pytest.mark.parametrize("pair", ["税 说", "协 商", "人 入", "藝 芸"])
def test_different_words_stay_apart(pair):
    one, other = pair.split()

    assert fold(one) != fold(other)
