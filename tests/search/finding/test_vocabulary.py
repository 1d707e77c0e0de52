"""The vocabulary is there before anybody asks, and a site without an index starts all the same."""

import pytest

from search.finding import vocabulary
from search.indexing.site_index import site_index
from tests.builders import make_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(vocabulary, "kept", vocabulary._Kept())


def test_prepared_before_the_first_request():
    make_article("示例：双向发力", text="双向发力。")

    vocabulary.prepare()

    assert [entry.text for entry in vocabulary.kept.vocabulary.titles.complete("双向", 5)] == ["示例：双向发力"]


def test_an_index_that_cannot_be_read_is_left_to_the_first_request(caplog):
    make_article("示例：双向发力", text="双向发力。")
    path = site_index().path
    (path / "CURRENT").unlink()

    vocabulary.prepare()

    assert vocabulary.kept.vocabulary is None
    assert "at the first request only" in caplog.text
