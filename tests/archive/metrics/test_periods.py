"""The time of a metric: its words, and its days as seen from the day of the report."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.metrics.extraction import extract_metrics
from archive.metrics.periods import PERIOD, TIMES, days_of, times

PUBLISHED = date(2019, 11, 22)


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("去年以来", date(2018, 1, 1), PUBLISHED),
        ("2018年", date(2018, 1, 1), date(2018, 12, 31)),
        ("二〇一八年", date(2018, 1, 1), date(2018, 12, 31)),
        ("今年", date(2019, 1, 1), PUBLISHED),
        ("今年上半年", date(2019, 1, 1), date(2019, 6, 30)),
        ("五年来", date(2014, 11, 23), PUBLISHED),
        ("2016—2018年", date(2016, 1, 1), date(2018, 12, 31)),
        ("十三五期间", date(2016, 1, 1), date(2020, 12, 31)),
        ("截至2018年底", date(2018, 12, 31), date(2018, 12, 31)),
        ("截至目前", PUBLISHED, PUBLISHED),
        ("前三季度", date(2019, 1, 1), date(2019, 9, 30)),
        ("2018年第二季度", date(2018, 4, 1), date(2018, 6, 30)),
        ("1至8月", date(2019, 1, 1), date(2019, 8, 31)),
        ("12月", date(2018, 12, 1), date(2018, 12, 31)),
    ],
)
def test_days(printed, first, last):
    assert days_of(printed, PUBLISHED) == (first, last)


@pytest.mark.parametrize("printed", ["每年", "换届以来", "近年来", "全年", "2018年13月"])
def test_no_days_when_they_are_not_known(printed):
    assert days_of(printed, PUBLISHED) is None


@pytest.mark.parametrize("printed", ["去年以来", "五年来", "今年", "前三季度"])
def test_no_days_of_a_relative_time_when_the_report_has_no_date(printed):
    assert days_of(printed, None) is None


def test_a_period_reaches_over_the_clauses_of_its_sentence():
    found = extract_metrics("去年，组织学习12次，形成论文4篇。走访9家。", PUBLISHED)

    assert [(metric.period, metric.period_end) for metric in found] == [
        ("去年", date(2018, 12, 31)),
        ("去年", date(2018, 12, 31)),
        ("", None),
    ]


def test_what_is_compared_with_is_no_period():
    assert [metric.period for metric in extract_metrics("产值比上年增长9%。")] == [""]


@pytest.mark.parametrize(("name", "pattern", "example"), TIMES, ids=[name for name, _, _ in TIMES])
def test_examples_of_the_table_are_times(name, pattern, example):
    assert PERIOD.search(example)[0] == example


@given(st.text("每双近过去今前年月季度来以上下半至到—一二三四五2019十初底截“”"), st.dates())
def test_any_words_have_days_in_order_or_none(printed, published):
    days = days_of(printed, published)

    assert days is None or days[0] <= days[1]


@pytest.mark.parametrize(("name", "pattern", "example"), TIMES, ids=[name for name, _, _ in TIMES])
def test_the_quick_look_passes_over_no_time(name, pattern, example):
    clause = f"{example}走访3次"

    assert times(clause, 0, len(clause)) == [time.span() for time in PERIOD.finditer(clause)]
    assert any(re.fullmatch(pattern, clause[start:end]) for start, end in times(clause, 0, len(clause)))


def test_the_longest_time_is_not_passed_over():
    clause = "一九九八——二〇〇〇年走访3次"

    assert times(clause, 0, len(clause)) == [(0, 11)]
