"""Queries expanded by synonyms."""

import pytest

from search.text.queries import And, Not, Or, Phrase, Prefix, Text
from search.text.synonyms import ExpandedQuery, expand_query

GROUPS = (("政协", "政治協商會議"), ("提案", "建議"))


@pytest.mark.parametrize(
    ("query", "expected", "added"),
    [
        (Text("税务"), Text("税务"), ()),
        (Text("政協"), Or((Text("政協"), Phrase("政治協商會議"))), ("政治協商會議",)),
        (Text("政协", "title"), Or((Text("政协", "title"), Phrase("政治協商會議", "title"))), ("政治協商會議",)),
        (Text("办理提案"), Or((Text("办理提案"), Text("办理建議"))), ("建議",)),
        (Text("提案建议"), Text("提案建议"), ()),
        (Phrase("政协"), Phrase("政协"), ()),
        (Prefix("政协"), Prefix("政协"), ()),
        (Not(Text("政协")), Not(Text("政协")), ()),
        (
            And((Text("税务"), Text("提案"))),
            And((Text("税务"), Or((Text("提案"), Phrase("建議"))))),
            ("建議",),
        ),
    ],
)
def test_expansion(query, expected, added):
    assert expand_query(query, GROUPS) == ExpandedQuery(expected, added)


def test_nothing_is_expanded_without_groups():
    assert expand_query(Text("政协"), ()) == ExpandedQuery(Text("政协"))
