"""The leaf queries of a query."""

import pytest

from search.text.grammar import parse_query
from search.text.leaf_queries import as_phrases, leaf_queries, other_script_forms
from search.text.queries import And, Not, Or, Phrase, Range, Text


def query(line):
    return parse_query(line).query


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("税务", ["税务"]),
        ("税务 OR 協商 税务", ["税务", "協商"]),
        ("税务 稅務", ["税务"]),
        ("税务 -委员", ["税务"]),
        ('"税务" year:2019', ["税务"]),
        ("", []),
    ],
)
def test_leaves_come_in_order_and_once(line, texts):
    assert [leaf.text for leaf in leaf_queries(query(line))] == texts


def test_every_run_becomes_a_phrase():
    asked = And((Text("税务"), Or((Text("委员", "title"), Not(Text("协商")))), Range("year", 1, 2)))

    assert as_phrases(asked) == And(
        (Phrase("税务"), Or((Phrase("委员", "title"), Not(Phrase("协商")))), Range("year", 1, 2))
    )


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("双向发力", ("雙向發力",)),
        ("雙向發力", ("双向发力",)),
        ("双向發力", ("双向发力", "雙向發力")),
        ("人民", ()),
        ("", ()),
    ],
)
def test_the_script_that_was_not_typed(line, forms):
    assert other_script_forms(query(line)) == forms
