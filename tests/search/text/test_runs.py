"""The runs of text that a query asks for."""

import pytest

from search.text.grammar import read_query
from search.text.queries import And, Not, Or, Phrase, Range, Text
from search.text.runs import other_forms, verbatim, wanted


def query(line):
    return read_query(line).query


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
def test_wanted_runs_in_their_order_none_twice(line, texts):
    assert [leaf.text for leaf in wanted(query(line))] == texts


def test_verbatim_turns_every_run_into_a_phrase():
    asked = And((Text("税务"), Or((Text("委员", "title"), Not(Text("协商")))), Range("year", 1, 2)))

    assert verbatim(asked) == And(
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
def test_other_forms_are_those_not_typed(line, forms):
    assert other_forms(query(line)) == forms
