"""The only access to the index: each of its failures becomes the answer that the caller gives for it."""

import logging

import pytest

from search.engine.documents import SearchRequest
from search.finding.index_access import answer, backend, or_else
from search.indexing.consistency import IndexFaults, check
from search.indexing.site_index import reopen, site_index
from search.text.queries import Text
from tests.builders import make_article

pytestmark = pytest.mark.django_db

WORD = Text("税务")
SECONDS, TERMS = "search.engine.query.searcher.SECONDS", "search.engine.query.searcher.MOST_TERMS"


@or_else(lambda reason: f"no answer: {reason}")
def total(query, *, stop):
    return answer(SearchRequest(query, stop=stop)).total


@pytest.fixture
def article():
    """An article that is in the index."""
    made = make_article("示例：税务")
    site_index().refresh([made.pk])
    return made


def test_the_index_answers_a_request(article):
    response = answer(SearchRequest(WORD))

    assert ([hit.id for hit in response.hits], response.total, response.indexed) == ([article.pk], 1, 1)


@pytest.mark.usefixtures("article")
def test_the_backend_counts_several_queries_at_once():
    assert backend().totals([WORD, Text("电梯"), WORD]) == [1, 0, 1]


@pytest.mark.usefixtures("article")
def test_an_answer_is_returned_as_it_is():
    assert total(WORD, stop=5) == 1
    assert total.__name__ == "total"


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(("limit", "reason"), [(TERMS, "too_many_terms"), (SECONDS, "too_slow")])
def test_a_refused_search_becomes_the_answer_for_its_reason(limit, reason, monkeypatch):
    monkeypatch.setattr(limit, 0)

    assert total(WORD, stop=5) == f"no answer: {reason}"


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("limit", [TERMS, SECONDS])
def test_a_refused_search_begins_no_rebuild(limit, monkeypatch, index_folder):
    before = (index_folder / "CURRENT").read_text()
    monkeypatch.setattr(limit, 0)

    total(WORD, stop=5)

    assert (index_folder / "CURRENT").read_text() == before


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("then", [lambda: None, reopen], ids=["running", "restarted"])
def test_an_unusable_index_is_logged_and_rebuilt(then, index_folder, caplog):
    (index_folder / "CURRENT").write_text("nothing")
    then()

    with caplog.at_level(logging.ERROR, logger="search.finding.index_access"):
        assert total(WORD, stop=5) == "no answer: no_index"

    assert [record.getMessage() for record in caplog.records] == ["The index cannot be used; a rebuild begins"]
    assert (total(WORD, stop=5), check()) == (1, IndexFaults())


@pytest.mark.usefixtures("article")
def test_a_question_that_is_no_search_begins_a_rebuild_too(index_folder):
    @or_else(lambda reason: [])
    def totals():
        return backend().totals([WORD])

    (index_folder / "CURRENT").unlink()

    assert (totals(), totals()) == ([], [1])


def test_other_errors_are_raised():
    @or_else(lambda reason: 0)
    def failing():
        raise ValueError("a mistake of ours")

    with pytest.raises(ValueError, match="a mistake of ours"):
        failing()
