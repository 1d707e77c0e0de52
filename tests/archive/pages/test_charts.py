"""How long bars are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.pages.charts import BarSpan, bar_spans


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ([], []),
        ([0, 0], [("0.00", "0.00"), ("0.00", "0.00")]),
        ([50, 100], [("0.00", "50.00"), ("0.00", "100.00")]),
        ([1, 100000], [("0.00", "0.50"), ("0.00", "100.00")]),
        ([-25, 75], [("0.00", "25.00"), ("25.00", "75.00")]),
    ],
    ids=["none", "zeros", "half and whole", "a small one is seen", "below zero"],
)
def test_bars_begin_at_zero_and_share_one_scale(values, drawn):
    assert bar_spans([Decimal(value) for value in values]) == [BarSpan(*one) for one in drawn]


@given(st.lists(st.decimals(-(10**17), 10**17, places=2), max_size=8))
def test_no_bar_leaves_the_drawing(values):
    for one in bar_spans(values):
        assert 0 <= Decimal(one.start) <= 100
        assert Decimal(one.start) + Decimal(one.length) <= Decimal("100.51")
