"""How a query is relaxed."""

import pytest

from search.text.queries import And, Everything, Not, Or, Phrase, Range, Relaxed, Text
from search.text.relaxation import relax, word_count

ONE, OTHER, IN_TITLE = Text("税务"), Text("提案"), Text("机制", "title")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ONE, Relaxed((ONE,), 0.5)),
        (And((ONE, OTHER)), Relaxed((ONE, OTHER), 0.5)),
        (And((ONE, IN_TITLE)), And((Relaxed((ONE,), 0.5), Relaxed((IN_TITLE,), 0.5)))),
        (And((ONE, Not(OTHER), OTHER)), And((Relaxed((ONE, OTHER), 0.5), Not(OTHER)))),
        (Or((ONE, Phrase("税务"))), Or((Relaxed((ONE,), 0.5), Phrase("税务")))),
        (And((Phrase("税务"), Everything())), And((Phrase("税务"), Everything()))),
        (Not(ONE), Not(ONE)),
        (Range("year", 2019, 2019), Range("year", 2019, 2019)),
    ],
)
def test_only_unquoted_runs_are_relaxed(query, expected):
    assert relax(query, 0.5) == expected


@pytest.mark.parametrize(
    ("query", "count"),
    [(ONE, 1), (Text("政协委员"), 2), (And((ONE, OTHER)), 2), (Or((ONE, And((ONE, OTHER)))), 2), (Phrase("税务"), 0)],
)
def test_required_words_are_counted(query, count):
    assert word_count(query) == count
