"""The vocabulary is made before the first request, and a site without an index starts all the same."""

import pytest

from search.finding import vocabulary
from search.indexing.site_index import reopen, site_index
from tests.builders import make_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch):
    monkeypatch.setattr(vocabulary, "cache", vocabulary._VocabularyCache())


def test_prepared_before_the_first_request():
    make_article("示例：双向发力", text="双向发力。")

    vocabulary.prepare()

    assert [entry.text for entry in vocabulary.cache.vocabulary.titles.complete("双向", 5)] == ["示例：双向发力"]


def test_an_index_that_cannot_be_read_is_left_to_the_first_request(caplog):
    make_article("示例：双向发力", text="双向发力。")
    path = site_index().path
    (path / "CURRENT").unlink()

    vocabulary.prepare()

    assert vocabulary.cache.vocabulary is None
    assert "at the first request only" in caplog.text


def test_a_damaged_index_gives_no_vocabulary_and_no_error():
    make_article("示例：双向发力", text="双向发力。")
    (site_index().path / "CURRENT").unlink()
    reopen()

    assert vocabulary.vocabulary() is None
