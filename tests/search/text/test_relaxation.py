"""How a line is read so that every piece of a report finds it, and how a query is relaxed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.queries import And, Everything, Loose, Not, Or, Phrase, Prefix, Problem, Range, Text
from search.text.relaxation import read_line, relaxed, word_count

ONE, OTHER, IN_TITLE = Text("税务"), Text("提案"), Text("机制", "title")


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("税务", ONE),
        ("税务 提案", And((ONE, OTHER))),
        ("税务 OR -提案", Or((ONE, Not(OTHER)))),
        ('"税务"', Phrase("税务")),
        ("-税务", Or((Not(ONE), Phrase("-税务")))),
        ("税务*", Or((Prefix("税务"), Phrase("税务*")))),
        ("title:税务", Or((Text("税务", "title"), Phrase("title:税务")))),
        ("，", Phrase("，")),
        ("()", Phrase("()")),
        ("year:2019", Or((Range("year", 2019, 2019), Phrase("year:2019")))),
        ("“税务”", Phrase("税务")),
        ("提案“税务”", And((OTHER, ONE))),
        ("「税务」提案", And((ONE, OTHER))),
        ("-“税务” 提案", Or((And((Not(Phrase("税务")), OTHER)), Phrase("-“税务” 提案")))),
        ("(“税务”)", Phrase("税务")),
        ('提案"税务"', And((OTHER, Phrase("税务")))),
        ('"提案“税务"', And((Phrase("提案"), ONE))),
        (" ", None),
        ("", None),
    ],
)
def test_what_stands_as_typed_is_found_too(line, query):
    assert read_line(line).query == query


def test_a_line_of_marks_is_no_problem_and_a_mark_among_words_is():
    assert read_line("？").problems == ()
    assert read_line("税务 ？").problems == (Problem("only_marks", 3, 4),)


@given(st.text(st.sampled_from('税务 -"(|:*title年份OR？，'), max_size=12))
def test_every_line_with_something_in_it_asks_for_something(line):
    assert (read_line(line).query is None) == (not line.strip())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ONE, Loose((ONE,), 0.5)),
        (And((ONE, OTHER)), Loose((ONE, OTHER), 0.5)),
        (And((ONE, IN_TITLE)), And((Loose((ONE,), 0.5), Loose((IN_TITLE,), 0.5)))),
        (And((ONE, Not(OTHER), OTHER)), And((Loose((ONE, OTHER), 0.5), Not(OTHER)))),
        (Or((ONE, Phrase("税务"))), Or((Loose((ONE,), 0.5), Phrase("税务")))),
        (And((Phrase("税务"), Everything())), And((Phrase("税务"), Everything()))),
        (Not(ONE), Not(ONE)),
        (Range("year", 2019, 2019), Range("year", 2019, 2019)),
    ],
)
def test_only_what_was_not_said_precisely_is_relaxed(query, expected):
    assert relaxed(query, 0.5) == expected


@pytest.mark.parametrize(
    ("query", "count"),
    [(ONE, 1), (Text("政协委员"), 2), (And((ONE, OTHER)), 2), (Or((ONE, And((ONE, OTHER)))), 2), (Phrase("税务"), 0)],
)
def test_words_that_must_stand_are_counted(query, count):
    assert word_count(query) == count
