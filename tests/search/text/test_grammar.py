"""Readers' lines into query values."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.grammar import LONGEST_LINE, MOST_TERMS, parse_query
from search.text.queries import And, Near, Not, Or, ParsedQuery, Phrase, Prefix, QueryProblem, Range, Text

A, B, C, D = map(Text, "abcd")


def figure(typed, spelled, unit, value):
    return Or((Text(typed), Phrase(spelled), Range(f"figure.{unit}", value * 1000, value * 1000)))


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
            "2019-11",
            " NEAR/3 ",
            "NEAR",
            "次：",
            "%:",
            ">=",
            "一百二十一次",
            "31%",
            "来源：",
            "《",
            "》",
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
    """The leaves, of a field with a Chinese name or a figure only what comes first."""
    match query:
        case Or((first, *_, Phrase() | Range())):
            return terms(first)
        case Near():
            return [query]
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
        ("标题：“双向”", Or((Phrase("双向", "title"), Phrase("标题：“双向”")))),
        ("標題:协商*", Or((Prefix("协商", "title"), Phrase("標題:协商*")))),
        ("year:2019", Range("year", 2019, 2019)),
        ("年份：２０１９", Or((Range("year", 2019, 2019), Phrase("年份：２０１９")))),
        ("年份： 2019", Range("year", 2019, 2019)),
        ("heading:a", Text("a", "headings")),
        ("org:a", Text("a", "organization_name")),
        ("outlet:a", Text("a", "outlet_name")),
        ("editor:a", Text("a", "editor_name")),
        ("keyword:a", Text("a", "keywords")),
        ("單位： a", Text("a", "organization_name")),
        ("章节： a 来源： b", And((Text("a", "headings"), Text("b", "outlet_name")))),
        ("關鍵詞： a 編輯： b", And((Text("a", "keywords"), Text("b", "editor_name")))),
        ("《协商》", Phrase("协商")),
        ("year:2019-11", Range("published", 18201, 18230)),
        ("year:2019-11..", Range("published", 18201, None)),
        ("year:2019-11..2020", Range("published", 18201, 18627)),
        ("year:..2019-11-05", Range("published", None, 18205)),
        ("次:>100", Or((Range("figure.次", 100_001, None), Phrase("次:>100")))),
        ("次: >=100", Range("figure.次", 100_000, None)),
        ("人次: <1.5万", Range("figure.人次", None, 14_999_999)),
        ("万件: ≤2", Range("figure.件", None, 20_000_000)),
        ("%:30..40", Range("figure.%", 30_000, 40_000)),
        ("次:一百二十一", Or((Range("figure.次", 121_000, 121_000), Phrase("次:一百二十一")))),
        ("家：好", Text("家：好")),
        ("31%", figure("31%", "百分之三十一", "%", 31)),
        ("百分之三十一", figure("百分之三十一", "31%", "%", 31)),
        ("title:121次", Or((Text("121次", "title"), Phrase("一百二十一次", "title")))),
        ("2件", figure("2件", "两件", "件", 2)),
        ("1.2万件", Or((Text("1.2万件"), Range("figure.件", 12_000_000, 12_000_000)))),
        ("a NEAR/5 b", Near("a", "b", 5)),
        ("a NEAR “b c”", Near("a", "b c", 10)),
        ("a b NEAR/5 c d", And((A, Near("b", "c", 5), D))),
        ("a NEAR/5 b NEAR/6 c", And((Near("a", "b", 5), Near("b", "c", 6)))),
        ("-a ＮＥＡＲ/5 b", Not(Near("a", "b", 5))),
        ("title:a NEAR/5 b", Near("a", "b", 5, "title")),
        ("121次 NEAR a", Near("121次", "a", 10)),
        ("a near b", And((A, Text("near"), B))),
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
    assert parse_query(line) == ParsedQuery(query)


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
        ("年份：好", Phrase("年份：好"), [("not_a_year", 3, 4)]),
        ("a year:2019-13", A, [("not_a_year", 7, 14)]),
        ("次:>多", Phrase("次:>多"), [("not_a_number", 2, 4)]),
        ("%:1..x", None, [("not_a_number", 2, 6)]),
        ("%:40..30", Range("figure.%", 30_000, 40_000), [("range_reversed", 2, 8)]),
        ("NEAR a", A, [("operator_without_term", 0, 4)]),
        ("a NEAR", A, [("operator_without_term", 2, 6)]),
        ("a NEAR (b c)", And((A, B, C)), [("near_without_words", 2, 6)]),
        ("a*b", And((A, B)), [("star_inside", 0, 3)]),
        ("year:2020..2018", Range("year", 2018, 2020), [("range_reversed", 5, 15)]),
    ],
)
def test_says_what_it_could_not_read(line, query, problems):
    parsed = parse_query(line)

    assert parsed.query == query
    assert sorted(parsed.problems, key=repr) == sorted((QueryProblem(*problem) for problem in problems), key=repr)


def test_a_line_too_long_is_cut():
    assert parse_query("税" * (LONGEST_LINE + 5)) == ParsedQuery(
        Text("税" * LONGEST_LINE), (QueryProblem("too_long", LONGEST_LINE, LONGEST_LINE + 5),)
    )


def test_terms_too_many_are_left_out():
    line = " ".join("a" * (MOST_TERMS + 2))

    parsed = parse_query(line)

    assert parsed == ParsedQuery(And((A,) * MOST_TERMS), (QueryProblem("too_many_terms", 2 * MOST_TERMS, len(line)),))


def test_parentheses_too_deep_are_left_out():
    parsed = parse_query("(" * 9 + "a" + ")" * 9)

    assert parsed.query == A
    assert [problem.code for problem in parsed.problems] == ["too_deep", "stray_parenthesis"]


def test_terms_without_a_field_of_their_own_take_the_given_one():
    assert parse_query('a "b" title:c', field="names").query == And(
        (Text("a", "names"), Phrase("b", "names"), Text("c", "title"))
    )


@settings(max_examples=3000, deadline=None)
@given(LINES)
def test_any_line_gets_a_reading(line):
    parsed = parse_query(line)

    assert len(terms(parsed.query)) <= MOST_TERMS
    assert all(0 <= problem.start < problem.end <= len(line) for problem in parsed.problems)
    assert parsed.query is not None or parsed.problems or not line.strip()


def test_a_title_in_a_sentence_is_no_quotation_and_one_by_itself_is():
    assert parse_query("解读《示例条例》第三条").query == Text("解读《示例条例》第三条")
    assert parse_query("《示例条例》").query == Phrase("示例条例")
