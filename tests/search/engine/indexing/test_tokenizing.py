"""A batch of texts has the words and characters that each text has by itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.analysis import characters, word_terms
from search.engine.indexing.tokenizing import TokenBatch, WordNumbers
from tests.search.engine import model


def cut(texts):
    numbers = WordNumbers()
    found, doc_ids = TokenBatch.of(texts).words(numbers)
    words = list(numbers)
    return [sorted(words[number] for number in found[doc_ids == doc_id]) for doc_id in range(len(texts))]


@given(st.lists(st.text(max_size=20) | st.text(model.CHARACTERS, max_size=20), max_size=6))
@settings(deadline=None)  # the first example loads the dictionary
def test_words_are_those_of_each_text(texts):
    assert cut(texts) == [sorted(word_terms(text)) for text in texts]


@pytest.mark.parametrize(
    "text", ["全國政協委員", "AK-47 1,200 ３１％", "税\n务", "〇㐀𠀀一", "\ud800政协", "a" * 200, "政协\0委员"]
)
def test_words_of_texts_with_a_quirk(text):
    assert cut(["", text, "民主"]) == [[], sorted(word_terms(text)), word_terms("民主")]


@given(st.lists(st.text(max_size=20), max_size=6))
@settings(deadline=None)  # or the tables
def test_characters_are_folded_and_without_white_space(texts):
    codes, doc_ids = TokenBatch.of(texts).characters()
    runs = ["".join(map(chr, codes[doc_ids == doc_id])) for doc_id in range(len(texts))]
    assert runs == [characters(text).replace("\0", "\ufffd") for text in texts]


def test_new_words_get_the_next_numbers():
    numbers = WordNumbers({"民主": 0})
    found, _ = TokenBatch.of(["协商民主"]).words(numbers)
    assert set(np.unique(found).tolist()) == {0, *(numbers[word] for word in word_terms("协商民主"))}
