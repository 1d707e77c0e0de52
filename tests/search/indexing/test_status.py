"""The index on the editors' dashboard: its state, its check and its rebuild."""

import shutil

import pytest
from django.contrib.auth.models import Permission

from search.indexing import rebuilding
from search.indexing.site_index import reopen, site_index
from search.indexing.status import begin_check, index_state
from search.models import IndexCheck, Outbox
from tests.builders import make_article

pytestmark = pytest.mark.django_db(transaction=True)

CHECK, REBUILD = "/admin/search/indexcheck/check/", "/admin/search/indexcheck/rebuild/"


def damage(index_folder):
    (index_folder / "CURRENT").write_text("nothing")
    reopen()


def shown(client):
    return client.get("/admin/", headers={"accept-language": "en"}).content.decode()


def test_a_sound_index_is_shown_with_its_entries(index_folder):
    make_article()
    make_article("示例：草稿", state="draft")

    state = index_state()

    assert (state.name, state.entries, state.waiting, state.last_check) == ("sound", 1, 0, None)
    assert state.size == sum(path.stat().st_size for path in index_folder.rglob("*") if path.is_file())


def test_reports_that_wait_are_counted():
    Outbox.objects.create(article_id=1, ticket="0" * 32)

    assert index_state().waiting == 1


def test_a_damaged_index_is_shown_and_rebuilt_by_the_button(admin_client, index_folder):
    make_article()
    damage(index_folder)

    assert "damaged: searches ask the database meanwhile" in shown(admin_client)
    assert admin_client.post(REBUILD)["Location"] == "/admin/"
    assert (index_state().name, index_state().entries) == ("sound", 1)
    assert IndexCheck.objects.get().faults == {}


def test_a_sound_index_is_rebuilt_all_the_same(admin_client, index_folder):
    make_article()
    index_state()
    before = (index_folder / "CURRENT").read_text()

    admin_client.post(REBUILD)

    assert (index_folder / "CURRENT").read_text() != before


def test_an_unfinished_generation_is_shown_as_a_rebuild(index_folder):
    index_state()
    (index_folder / "generation-99").mkdir()

    assert index_state().name == "rebuilding"


def test_a_check_is_noted_with_what_it_found(admin_client):
    article = make_article()
    index_state()
    site_index().index.write((), removed=[article.pk])

    admin_client.post(CHECK)

    assert IndexCheck.objects.get().faults == {"missing": 1}
    assert "missing: 1" in shown(admin_client)


def test_a_check_of_a_damaged_index_says_why(index_folder):
    index_state()
    damage(index_folder)

    assert begin_check()
    assert IndexCheck.objects.get().faults.keys() == {"unusable"}


@pytest.mark.parametrize("address", [CHECK, REBUILD])
def test_work_is_begun_by_post_only_and_once(admin_client, address):
    assert admin_client.get(address).status_code == 405
    with rebuilding.work_lock:
        page = admin_client.post(address, follow=True, headers={"accept-language": "en"})
    assert "already being worked on" in page.content.decode()
    assert not IndexCheck.objects.exists()


def test_only_who_may_sees_the_index_and_has_it_worked_on(client, django_user_model):
    user = django_user_model.objects.create_user("one", is_staff=True)
    client.force_login(user)

    assert "Search index" not in shown(client)
    assert client.post(REBUILD).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_indexcheck"))
    assert "Search index" in shown(client)
    assert REBUILD not in shown(client)


def test_an_index_that_is_gone_is_shown_as_damaged(index_folder):
    index_state()
    shutil.rmtree(index_folder)

    assert index_state().name == "damaged"
