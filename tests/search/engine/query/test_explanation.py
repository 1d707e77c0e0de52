"""Explanations add up to the score, and show how a query was analyzed."""

import pytest

from search.engine.documents import SearchRequest
from search.engine.index import Index
from search.engine.query.explanation import AnalyzedLeaf, analyze_leaves, explain_score
from search.text.queries import And, Phrase, Prefix, Range, Text
from tests.search.engine.model import document

DOCUMENTS = [
    document(1, "税务局的税务服务", title="税务", columns={"year": (2019,)}),
    document(2, "委员和税务", keywords="委员；税务"),
    document(3, "委员"),
]


@pytest.fixture
def index(tmp_path):
    tmp_path.chmod(0o700)
    index = Index.open(tmp_path)
    index.write(DOCUMENTS[:2])
    index.write(DOCUMENTS[2:])
    return index


@pytest.mark.parametrize(
    "query",
    [
        Text("税务"),
        Text("税务", "title"),
        And((Text("税务"), Text("委员"))),
        Phrase("税务局"),
        Prefix("税"),
        Text("税"),
    ],
    ids=str,
)
def test_contributions_add_up_to_the_score(index, query):
    hits = index.search(SearchRequest(query)).hits

    assert hits
    for hit in hits:
        assert explain_score(index.searcher, query, hit.id).total == pytest.approx(hit.score, rel=1e-4)


def test_a_contribution_says_what_it_is_made_of(index):
    (word, *_) = [one for one in explain_score(index.searcher, Text("税务"), 1).contributions if one.kind == "words"]

    assert (word.term, word.field, word.frequency, word.length, word.weight) == ("税务", "title", 1, 1, 1.5)
    assert [one.kind for one in explain_score(index.searcher, Text("税"), 1).contributions if one.term == "税"] == [
        "characters",
        "characters",
    ]


def test_filters_add_nothing_and_a_document_that_is_not_there_has_no_reasons(index):
    assert explain_score(index.searcher, Range("year", 2019, 2019), 1).contributions == ()
    assert explain_score(index.searcher, Text("税务"), 99).contributions == ()


def test_leaves_are_folded_and_cut():
    assert analyze_leaves(And((Text("稅務委員"), Phrase("ＡＢ", "title"), Prefix("協")))) == (
        AnalyzedLeaf("text", "稅務委員", "", "税务委员", ("税务", "委员")),
        AnalyzedLeaf("phrase", "ＡＢ", "title", "ab", ()),
        AnalyzedLeaf("prefix", "協", "", "协", ("协*",)),
    )
