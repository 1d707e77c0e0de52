"""The consistency check finds exactly the planted faults, and the repair removes them."""

import logging

import pytest
from haystack.query import SearchQuerySet

from archive.models import Article
from search.engine.indexing.commits import read_commit
from search.engine.indexing.writer import IndexWriter
from search.indexing.consistency import IndexFaults, check, repair
from search.indexing.documents import documents_of
from search.indexing.site_index import site_index
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids():
    """The ids of twenty articles, all in the index."""
    made = [make_article(text=f"第{number}篇").pk for number in range(20)]
    site_index().refresh(made)
    return made


def write_twice(ids):
    """Write entries past `Index.write`, which never adds an id twice, as a fault would."""
    path = site_index().index.path
    folder = path / (path / "CURRENT").read_text()
    ForgetfulWriter(folder, read_commit(folder, {})).write(documents_of(ids))


class ForgetfulWriter(IndexWriter):
    """Adds documents and keeps the older ones of the same ids."""

    def _remove(self, ids):
        pass


def test_a_fresh_index_agrees(ids):
    assert check() == IndexFaults()
    assert not check()


def test_planted_faults_are_found_exactly_and_repaired(ids):
    write_twice(ids[15:17])
    site_index().index.write((), removed=ids[5:10])
    Article.objects.filter(pk__in=ids[:5]).delete()
    Article.objects.filter(pk__in=ids[10:16]).update(title="示例：改过")

    found = check()
    assert found == IndexFaults(
        ghosts=tuple(ids[:5]), missing=tuple(ids[5:10]), duplicates=tuple(ids[15:17]), stale=tuple(ids[10:15])
    )
    assert len(found.ids) == 17

    repair(found)
    assert check() == IndexFaults()
    assert SearchQuerySet().count() == 15


def test_a_ghost_that_is_there_twice_is_a_ghost(ids):
    write_twice(ids[:1])
    Article.objects.filter(pk=ids[0]).delete()

    assert check() == IndexFaults(ghosts=(ids[0],))
    repair(check())
    assert check() == IndexFaults()


def test_a_damaged_index_is_rebuilt(ids, index_folder):
    (index_folder / "CURRENT").unlink()

    found = check()
    assert "check_index --repair" in found.unusable
    assert found

    repair(found)
    assert check() == IndexFaults()
    assert SearchQuerySet().count() == 20


def test_an_index_that_was_never_made_misses_everything():
    article = make_article()

    assert check() == IndexFaults(missing=(article.pk,))


@pytest.mark.parametrize(
    ("faults", "done"),
    [(IndexFaults(missing=(1, 2)), "repaired: 2 entries"), (IndexFaults(unusable="lost"), "rebuilt: 20 entries")],
)
def test_a_repair_is_logged_with_its_entries(faults, done, ids, caplog):
    with caplog.at_level(logging.INFO, logger="search"):
        repair(faults)

    assert f"The search index was {done} in " in caplog.text
