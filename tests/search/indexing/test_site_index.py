"""The site's index: opened once in a thread, locked for writing, brought to the state of the database."""

from threading import Thread

import pytest

from archive.models import Article
from search.engine.indexing.commits import IndexUnusable
from search.indexing.documents import documents_of
from search.indexing.site_index import reopen, site_index
from search.models import DictionaryWord
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def ids():
    return sorted(id for id, _ in site_index().index.versions())


def in_another_thread(work):
    """Return what *work* returns in a thread of its own."""
    results = []
    thread = Thread(target=lambda: results.append(work()))
    thread.start()
    thread.join()
    return results[0]


# --- opening ------------------------------------------------------------------------------------


def test_the_index_is_made_when_it_is_first_used(index_folder):
    site = site_index()
    assert not index_folder.exists()

    assert (site.problem(), site.index.count()) == (None, 0)
    assert index_folder.is_dir()


def test_a_thread_opens_the_index_once_and_another_thread_its_own():
    assert site_index() is site_index()
    assert in_another_thread(site_index) is not site_index()


def test_another_path_in_the_settings_is_another_index(settings, tmp_path):
    before = site_index()
    settings.HAYSTACK_CONNECTIONS["default"]["PATH"] = str(tmp_path / "other")

    assert (site_index() is before, site_index().path) == (False, tmp_path / "other")


def test_the_index_is_opened_again_after_reopen():
    before = site_index()
    opened = before.index

    reopen()

    assert site_index() is not before
    assert (site_index().path, site_index().index is opened) == (before.path, False)


def test_reopen_in_one_thread_leaves_the_index_of_another_open():
    before = site_index()

    in_another_thread(reopen)

    assert site_index() is before


# --- problems -----------------------------------------------------------------------------------


@pytest.mark.parametrize("then", [lambda: None, reopen], ids=["running", "restarted"])
def test_a_problem_says_why_the_index_cannot_be_used(then, index_folder):
    assert site_index().problem() is None
    (index_folder / "CURRENT").write_text("nothing")
    then()

    problem = site_index().problem()

    assert isinstance(problem, IndexUnusable)
    assert "names no generation" in str(problem)


def test_a_folder_that_others_may_open_is_a_problem(index_folder):
    site_index().problem()
    index_folder.chmod(0o755)
    reopen()

    assert "chmod 700" in str(site_index().problem())


def test_a_rebuild_solves_a_problem(index_folder):
    site_index().problem()
    (index_folder / "CURRENT").unlink()
    site = site_index()
    assert site.problem()

    with site.writing():
        site.rebuild(())

    assert (site.problem(), site.index.count()) == (None, 0)


# --- writing ------------------------------------------------------------------------------------


def test_the_lock_is_had_where_nobody_writes():
    with site_index().writing(wait=False) as ours:
        assert ours


def test_the_lock_is_not_had_without_waiting_while_another_writes():
    with site_index().writing():
        assert not in_another_thread(lock_without_waiting)

    assert in_another_thread(lock_without_waiting)


def lock_without_waiting():
    with site_index().writing(wait=False) as ours:
        return ours


def test_the_lock_is_given_back_after_an_error():
    with pytest.raises(ValueError, match="amid writing"), site_index().writing():
        raise ValueError("amid writing")

    assert lock_without_waiting()


def test_refresh_indexes_what_is_public_and_removes_what_is_not():
    kept, withdrawn, deleted, other = (make_article(f"示例：{name}") for name in "甲乙丙丁")
    site = site_index()
    site.refresh([kept.pk, withdrawn.pk, deleted.pk, other.pk])
    Article.objects.filter(pk=withdrawn.pk).update(state="withdrawn")
    Article.objects.filter(pk=deleted.pk).delete()

    site.refresh([kept.pk, withdrawn.pk, deleted.pk])

    assert ids() == [kept.pk, other.pk]


def test_remove_leaves_the_other_articles():
    one, two = make_article("示例：甲"), make_article("示例：乙")
    site_index().refresh([one.pk, two.pk])

    site_index().remove([one.pk])

    assert ids() == [two.pk]


def test_a_rebuild_replaces_everything_and_knows_the_dictionary():
    gone, kept = make_article("示例：甲"), make_article("示例：乙")
    site = site_index()
    site.refresh([gone.pk, kept.pk])
    assert site.knows_the_dictionary()
    DictionaryWord.objects.create(word="委员会客厅")
    assert not site.knows_the_dictionary()

    site.rebuild(documents_of([kept.pk]))

    assert (ids(), site.knows_the_dictionary(), site.index.words()) == ([kept.pk], True, ("委员会客厅",))
