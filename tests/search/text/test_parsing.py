"""How a line is parsed so that every piece of a report finds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.parsing import parse_line
from search.text.queries import And, Not, Or, Phrase, Prefix, QueryProblem, Range, Text

ONE, OTHER = Text("税务"), Text("提案")


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
def test_the_line_as_typed_is_searched_for_too(line, query):
    assert parse_line(line).query == query


def test_a_line_of_marks_is_no_problem_and_a_mark_among_words_is():
    assert parse_line("？").problems == ()
    assert parse_line("税务 ？").problems == (QueryProblem("only_marks", 3, 4),)


@given(st.text(st.sampled_from('税务 -"(|:*title年份OR？，'), max_size=12))
def test_every_line_with_something_in_it_asks_for_something(line):
    assert (parse_line(line).query is None) == (not line.strip())
