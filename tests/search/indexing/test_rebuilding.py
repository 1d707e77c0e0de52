"""A search that finds the index unusable is answered by the database, and begins a rebuild."""

import logging
import shutil
from pathlib import Path
from threading import Thread
from threading import enumerate as threads

import pytest
from haystack.query import SearchQuerySet

from search.engine.documents import SearchRequest
from search.finding.articles import find_articles
from search.indexing import rebuilding
from search.indexing.consistency import IndexFaults, check
from search.indexing.site_index import reopen, site_index
from search.models import Outbox
from search.text.queries import Text
from tests.builders import make_article

pytestmark = pytest.mark.django_db(transaction=True)

NOTICE = "The search index cannot be used"
FILES = {"segment": "generation-*/*.columns", "table": "generation-*/*.toc", "manifest": "generation-*/manifest.json"}


def zeroed(path):
    path.write_bytes(bytes(path.stat().st_size))


def truncated(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def restart():
    """Forget the open index, as a new process does."""
    reopen()


def running():
    """Keep the index open, as a running process does."""


def find(text):
    return find_articles(SearchRequest(Text(text)))


def shown(client, line):
    """Return the status, the titles, and whether the page has the notice."""
    response = client.get("/search/", {"q": line}, headers={"accept-language": "en"})
    titles = [hit["article"].title for hit in response.context["hits"]]
    return response.status_code, titles, NOTICE in response.content.decode()


@pytest.mark.parametrize("then", [restart, running], ids=lambda then: then.__name__)
@pytest.mark.parametrize("damage", [Path.unlink, zeroed, truncated, flipped], ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_index_is_rebuilt_by_the_first_search(client, index_folder, kind, damage, then):
    make_article("示例：税务", text="开头")
    make_article("示例：街乡", text="开头")
    find("税务")
    damage(next(index_folder.glob(FILES[kind])))
    then()

    assert shown(client, "税务") == (200, ["示例：税务"], True)
    assert shown(client, "税务") == (200, ["示例：税务"], False)
    assert check() == IndexFaults()


def test_a_deleted_index_is_rebuilt_by_the_first_search(index_folder):
    make_article("示例：税务")
    shutil.rmtree(index_folder)
    restart()

    assert (find("税务").simplified, find("税务").simplified) == (True, False)
    assert check() == IndexFaults()


def test_edits_noted_before_are_indexed_with_the_rebuild(index_folder):
    article = make_article("示例：税务")
    (index_folder / "CURRENT").unlink()
    article.title = "示例：街乡"
    article.save()
    article.delete()
    kept = make_article("示例：街乡")

    assert find("街乡").simplified
    assert [result.pk for result in SearchQuerySet().filter(content=Text("街乡"))] == [kept.pk]
    assert (check(), Outbox.objects.count()) == (IndexFaults(), 0)


def test_a_rebuild_in_the_background(settings, index_folder):
    settings.REBUILD_IN_BACKGROUND = True
    make_article("示例：税务")
    (index_folder / "CURRENT").unlink()

    findings = find("税务")
    for thread in threads():
        if thread.name == "index rebuild":
            assert not thread.daemon
            thread.join()

    assert (findings.simplified, findings.total) == (True, 1)
    assert (find("税务").simplified, find("税务").total) == (False, 1)
    assert not rebuilding.work_lock.locked()


def test_no_second_rebuild_beside_one_that_is_under_way(index_folder):
    make_article("示例：税务")
    (index_folder / "CURRENT").unlink()

    with rebuilding.work_lock:
        assert find("税务").simplified

    assert check().unusable


def test_no_rebuild_while_another_process_writes(index_folder):
    make_article("示例：税务")
    (index_folder / "CURRENT").unlink()

    with site_index().writing():
        assert find("税务").simplified

    assert check().unusable
    assert (find("税务").simplified, find("税务").simplified) == (True, False)


def test_an_index_that_another_process_rebuilt_is_left_as_it_is(index_folder):
    make_article("示例：税务")
    before = sorted(index_folder.glob("generation-*"))

    rebuilding.begin_rebuild_if_needed()

    assert sorted(index_folder.glob("generation-*")) == before


@pytest.mark.parametrize(("pause", "tries"), [(0.0, 2), (60.0, 1)])
def test_a_rebuild_that_fails_is_logged_and_tried_again_after_a_pause(index_folder, caplog, monkeypatch, pause, tries):
    monkeypatch.setattr(rebuilding, "PAUSE", pause)
    make_article("示例：税务")
    restart()
    index_folder.chmod(0o755)

    with caplog.at_level(logging.ERROR, logger="search.indexing.rebuilding"):
        assert [find("税务").simplified for _ in range(2)] == [True, True]

    assert [record.message for record in caplog.records if record.name == "search.indexing.rebuilding"] == [
        "The search index could not be rebuilt. Run: manage.py check_index --repair"
    ] * tries


def test_a_search_is_answered_when_no_thread_can_be_had(settings, index_folder, monkeypatch):
    settings.REBUILD_IN_BACKGROUND = True
    make_article("示例：税务")
    (index_folder / "CURRENT").unlink()

    def start(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", start)

    assert find("税务").total == 1
    assert not rebuilding.work_lock.locked()
