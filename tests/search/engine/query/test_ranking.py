"""The best of many scores are those that sorting all would put first, ties included."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.query.ranking import BLOCK, MANY, _best


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 20), st.integers(1, 6 * BLOCK * MANY), st.integers(1, 1000))
def test_the_best_are_all_that_reach_the_last_of_those_asked_for(seed, limit, more, kinds):
    scores = np.random.default_rng(seed).integers(0, kinds, limit + more).astype(np.float32)
    least = np.sort(scores)[-limit]

    assert _best(scores, limit).tolist() == np.flatnonzero(scores >= least).tolist()


@pytest.mark.parametrize("size", [MANY * BLOCK * 5 - 1, MANY * BLOCK * 5, MANY * BLOCK * 5 + 1])
def test_few_and_many_are_looked_through_alike(size):
    scores = np.arange(size, dtype=np.float32)[::-1].copy()

    assert _best(scores, 5).tolist() == [0, 1, 2, 3, 4]


def test_none_are_best_of_none_asked_for():
    assert _best(np.ones(10, np.float32), 0).size == 0
