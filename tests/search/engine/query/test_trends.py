"""Occurrences by year."""

import pytest

from search.engine.index import Index
from search.engine.query.trends import YearCount, trend
from search.text.queries import Phrase, Prefix, Text
from tests.search.engine.model import document


@pytest.fixture
def index(tmp_path):
    tmp_path.chmod(0o700)
    index = Index.open(tmp_path)
    index.write([document(1, "税务，税 务", columns={"year": (2019,)}), document(2, "委员", columns={"year": (2019,)})])
    index.write([document(3, "稅務", columns={"year": (2021,)}), document(4, "税务税务"), document(5, "")])
    return index


@pytest.mark.parametrize("leaf", [Text("税务"), Phrase("稅務"), Text("税务", "title")])
def test_occurrences_reports_and_characters_of_each_year(index, leaf):
    assert trend(index.searcher, leaf) == (YearCount(2019, 2, 1, 7), YearCount(2021, 1, 1, 2))


def test_beginnings_of_words_count_too(index):
    assert trend(index.searcher, Prefix("委")) == (YearCount(2019, 1, 1, 7), YearCount(2021, 0, 0, 2))


def test_deleted_documents_do_not_count(index):
    index.write((), removed=[1])

    assert trend(index.searcher, Text("税务")) == (YearCount(2019, 0, 0, 2), YearCount(2021, 1, 1, 2))


def test_rate_is_per_ten_thousand_characters():
    assert YearCount(2019, 3, 1, 6000).rate == 5.0
    assert YearCount(2019, 0, 0, 0).rate == 0.0
