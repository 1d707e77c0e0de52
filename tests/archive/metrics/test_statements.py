"""Amounts in other units, and which of several metrics states the same."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.metrics.statements import amount_of, same_statements


@dataclass(frozen=True)
class Said:
    value: Decimal
    unit: str
    subject: str = ""
    raw: str = "-"
    kind: str = "count"
    sentence: str = ""
    period: str = ""
    value_max: Decimal | None = None
    period_start: date | None = None
    period_end: date | None = None


def said(value, unit, subject="", **facts):
    return Said(Decimal(value), unit, subject, **facts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1.2", "万元"), ("12000", "元")),
        (("3", "亿元"), ("30000", "萬元")),
        (("2", "年"), ("24", "个月")),
        (("600", "㎡"), ("600", "平方米")),
        (("5", "千米"), ("5", "公里")),
        (("5", "百分點"), ("5", "个百分点")),
        (("7", "名"), ("7", "人")),
        (("6", "万"), ("60000", "")),
        (("2", "万人次"), ("20000", "人次")),
    ],
)
def test_the_same_amount_in_other_units(one, other):
    assert amount_of(said(*one)) == amount_of(said(*other))


@pytest.mark.parametrize("unit", ["千瓦时", "千克", "百分点"])
def test_a_unit_that_begins_like_a_scale_has_none(unit):
    assert amount_of(said(3, unit)).low == 3


def test_the_one_with_the_subject_comes_first():
    found = [said(12, "次", "走访企业"), said(12, "次", "各界座谈会")]

    assert same_statements([said(12, "次", "座谈会")], found)[0] == (0, 1)


def test_periods_without_a_day_in_common_exclude_each_other():
    years = [{"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)} for year in (2019, 2020)]

    assert same_statements([said(12, "次", "座谈会", **years[0])], [said(12, "次", "座谈会", **years[1])]) == []


def test_a_small_amount_alone_says_nothing():
    assert same_statements([said(2, "次", "议政会")], [said(2, "次", "走访企业")]) == []
    assert same_statements([said(217, "次", "议政会")], [said(217, "次", "走访企业")]) == [(0, 0)]


statements = st.lists(
    st.builds(
        said,
        st.integers(1, 3),
        st.sampled_from(["次", "场", "年", "万元", ""]),
        st.sampled_from(["", "座谈会", "座谈", "企业"]),
    ),
    max_size=6,
)


@given(listed=statements, found=statements)
def test_only_equal_amounts_are_paired_and_each_pair_once(listed, found):
    pairs = same_statements(listed, found)

    assert len(set(pairs)) == len(pairs)
    assert all(amount_of(listed[old]).low == amount_of(found[new]).low for old, new in pairs)
