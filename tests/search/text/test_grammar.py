"""Readers' lines into query values."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.grammar import LONGEST, MOST_TERMS, read_query
from search.text.queries import And, Not, Or, Phrase, Prefix, Problem, Range, Reading, Text

A, B, C, D = map(Text, "abcd")
# Lines that look like queries: operators and quotes far more often than in plain text.
LINES = st.lists(
    st.sampled_from(
        [
            *'()"“”「」『』|-:*?. \u3000',
            " OR ",
            " AND ",
            " NOT ",
            "title:",
            "年份：",
            "2018..",
            "税",
            "街鄉",
            "\x00",
            "\ud800",
        ]
    )
    | st.text(max_size=3),
    max_size=60,
).map("".join)


def terms(query):
    match query:
        case And(parts) | Or(parts):
            return [term for part in parts for term in terms(part)]
        case Not(part):
            return terms(part)
    return [query]


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("双向发力", Text("双向发力")),
        ("a b", And((A, B))),
        ("a　b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a|b", Or((A, B))),
        ("a｜b", Or((A, B))),
        ("a or b", And((A, Text("or"), B))),
        ("a b OR c d", Or((And((A, B)), And((C, D))))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a（b OR c）", And((A, Or((B, C))))),
        ("a (b c)", And((A, B, C))),
        ("-a", Not(A)),
        ("－a", Not(A)),
        ("NOT a", Not(A)),
        ("--a", A),
        ("a -b", And((A, Not(B)))),
        ("-(a b)", Not(And((A, B)))),
        ('-"a b"', Not(Phrase("a b"))),
        ("2018-2019", Text("2018-2019")),
        ('"a b"', Phrase("a b")),
        ("“先導作用”", Phrase("先導作用")),
        ("”先導作用“", Phrase("先導作用")),
        ("「先導作用」", Phrase("先導作用")),
        ("『先導作用』", Phrase("先導作用")),
        ('"，"', Phrase("，")),
        ('a"b"c', And((A, Phrase("b"), C))),
        ("协商*", Prefix("协商")),
        ("title:a b", And((Text("a", "title"), B))),
        ("title: a", Text("a", "title")),
        ("title:(a OR b)", Or((Text("a", "title"), Text("b", "title")))),
        ("标题：“双向”", Phrase("双向", "title")),
        ("標題:协商*", Prefix("协商", "title")),
        ("year:2019", Range("year", 2019, 2019)),
        ("年份：２０１９", Range("year", 2019, 2019)),
        ("year:2018..2020", Range("year", 2018, 2020)),
        ("year:2018-2020", Range("year", 2018, 2020)),
        ("year:2018..", Range("year", 2018, None)),
        ("year:..2020", Range("year", None, 2020)),
        ("-year:2019 a", And((Not(Range("year", 2019, 2019)), A))),
        ("http://a.example/b", Text("http://a.example/b")),
        ("委员说：好", Text("委员说：好")),
        ("body:a", Text("body:a")),
    ],
)
def test_reads(line, query):
    assert read_query(line) == Reading(query)


@pytest.mark.parametrize(
    ("line", "query", "problems"),
    [
        ("", None, []),
        ("  ", None, []),
        ("？", None, [("only_marks", 0, 1)]),
        ("- *", None, [("only_marks", 0, 1), ("only_marks", 2, 3)]),
        ("a ，", A, [("only_marks", 2, 3)]),
        ('a "b', And((A, B)), [("unclosed_quote", 2, 3)]),
        ("(a b", And((A, B)), [("unclosed_parenthesis", 0, 1)]),
        ("a) b", And((A, B)), [("stray_parenthesis", 1, 2)]),
        ("a) OR b", And((A, B)), [("operator_without_term", 3, 5), ("stray_parenthesis", 1, 2)]),
        ("()", None, [("empty_parentheses", 0, 1)]),
        ('a ""', A, [("empty_quotes", 2, 4)]),
        ("a OR", A, [("operator_without_term", 2, 4)]),
        ("a AND", A, [("operator_without_term", 2, 5)]),
        ("AND a", A, [("operator_without_term", 0, 3)]),
        ("a AND AND b", And((A, B)), [("operator_without_term", 2, 5)]),
        ("OR", None, [("operator_without_term", 0, 2)]),
        ("a NOT", A, [("operator_without_term", 2, 5)]),
        ("title:", None, [("field_without_term", 0, 6)]),
        ("a year:b", A, [("not_a_year", 7, 8)]),
        ("year:", None, [("not_a_year", 0, 5)]),
        ("year:1234567890", None, [("not_a_year", 5, 15)]),
        ("year:2020..2018", Range("year", 2018, 2020), [("years_turned_round", 5, 15)]),
    ],
)
def test_says_what_it_could_not_read(line, query, problems):
    reading = read_query(line)

    assert reading.query == query
    assert sorted(reading.problems, key=repr) == sorted((Problem(*problem) for problem in problems), key=repr)


def test_a_line_too_long_is_cut():
    assert read_query("税" * (LONGEST + 5)) == Reading(
        Text("税" * LONGEST), (Problem("too_long", LONGEST, LONGEST + 5),)
    )


def test_terms_too_many_are_left_out():
    line = " ".join("a" * (MOST_TERMS + 2))

    reading = read_query(line)

    assert reading == Reading(And((A,) * MOST_TERMS), (Problem("too_many_terms", 2 * MOST_TERMS, len(line)),))


def test_parentheses_too_deep_are_left_out():
    reading = read_query("(" * 9 + "a" + ")" * 9)

    assert reading.query == A
    assert [problem.code for problem in reading.problems] == ["too_deep", "stray_parenthesis"]


def test_terms_without_a_field_of_their_own_take_the_given_one():
    assert read_query('a "b" title:c', field="names").query == And(
        (Text("a", "names"), Phrase("b", "names"), Text("c", "title"))
    )


@settings(max_examples=3000, deadline=None)
@given(LINES)
def test_any_line_gets_a_reading(line):
    reading = read_query(line)

    assert len(terms(reading.query)) <= MOST_TERMS
    assert all(0 <= problem.start < problem.end <= len(line) for problem in reading.problems)
    assert reading.query is not None or reading.problems or not line.strip()
