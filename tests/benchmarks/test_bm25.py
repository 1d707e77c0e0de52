"""BM25 as in the books, worked out by hand."""

import math

import pytest

from benchmarks.bm25 import B, Bm25

TEXTS = ["a b b", "a c", "d"]


def test_scores_order_texts():
    ranking = Bm25(TEXTS, str.split)

    assert ranking.best("b a", 10) == [0, 1]
    assert ranking.best("b a", 1) == [0]
    assert ranking.best("x", 10) == []


def test_impacts_are_those_of_the_formula():
    ranking = Bm25(TEXTS, str.split)

    of_b = 2 * 2.2 / (2 + 1.2 * (1 - B + B * 3 / 2))
    assert ranking._impacts[1 + 1] == pytest.approx(of_b)
    assert ranking._rarity(slice(0, 2)) == pytest.approx(math.log(1 + 1.5 / 2.5))


def test_a_token_asked_twice_counts_twice():
    ranking = Bm25(["a", "b", "b"], str.split)

    assert ranking.best("a b", 1) == [0]
    assert ranking.best("a b b b", 1) == [1]
