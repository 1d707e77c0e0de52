"""How many times the texts of a query occur in each document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.analysis import characters
from search.engine.index import Index
from search.engine.query.counting import match_counts, text_counts
from search.text.queries import And, Not, Or, Phrase, Prefix, Text
from tests.search.engine.model import CHARACTERS, document


def segment_of(folder, *texts):
    folder.chmod(0o700)
    index = Index.open(folder)
    index.rebuild([document(number, text) for number, text in enumerate(texts, start=1)])
    (segment,) = index.searcher.segments
    return segment


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        (Phrase("税务"), [3, 0]),
        (Phrase("税務"), [3, 0]),
        (Text("税"), [3, 1]),
        (Text("税务委员"), [5, 1]),
        (Prefix("税"), [3, 1]),
        (And((Text("税务"), Text("委员"))), [5, 1]),
        (Or((Text("委员"), Not(Text("税务")))), [2, 1]),
        (Text("税务", "title"), [0, 0]),
        (Text(" "), [0, 0]),
    ],
    ids=str,
)
def test_matches_are_counted(tmp_path, query, counts):
    segment = segment_of(tmp_path, "税务，税 务和稅務；委员、委員", "委员的税")

    assert match_counts(segment, query, list).tolist() == counts


def test_a_text_that_occurs_whole_counts_once(tmp_path):
    segment = segment_of(tmp_path, "税务委员来，委员走", "税务。委员。")

    assert match_counts(segment, Text("税务委员"), list).tolist() == [2, 2]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.text(CHARACTERS, max_size=20), min_size=1, max_size=4),
    st.text("政协税务委员会", min_size=1, max_size=3),
)
def test_text_counts_are_those_of_a_search_through_the_text(tmp_path_factory, texts, run):
    segment = segment_of(tmp_path_factory.mktemp("index"), *texts)

    expected = [sum(characters(text).startswith(run, at) for at in range(len(characters(text)))) for text in texts]
    assert text_counts(segment, run, ("body",), list).tolist() == expected
