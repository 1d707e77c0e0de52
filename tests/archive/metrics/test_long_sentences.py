"""A sentence without an end, be it a row of numbers or of words that rules look for, takes time by its length alone."""

import time

import pytest

from archive.metrics.extraction import extract_metrics

SHORT, TIMES_AS_LONG = 4_000, 4
MOST = 2.2 * TIMES_AS_LONG  # what grows with the square takes TIMES_AS_LONG² times as long
PIECES = (
    "三",
    "两百",
    "1,",
    "12,",
    "1.2",
    "从五个",
    "十年",
    "由",
    "政协",
    "委员",
    "位居",
    "一、",
    "3件、",
    "百分之",
    "“三",
)


def seconds(text):
    started = time.process_time()
    extract_metrics(text)
    return time.process_time() - started


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_length(piece):
    short, long = (piece * (length // len(piece)) + "共121次。" for length in (SHORT, SHORT * TIMES_AS_LONG))

    assert min(seconds(long) for _ in range(2)) <= MOST * min(seconds(short) for _ in range(3)) + 0.02


def test_endless_digits_are_no_metric():
    assert extract_metrics("1" * 10_000 + "次。") == ()
    assert extract_metrics("三" * 10_000 + "次。") == ()
