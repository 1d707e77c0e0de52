"""Filters kept under a name: one's own and shared ones, above the list they belong to."""

import pytest
from lxml import html

from archive.models import SavedFilter
from tests.archive.desk import signed_in
from tests.builders import make_article

pytestmark = pytest.mark.django_db

LIST = "/admin/archive/article/"
DRAFTS = "state__exact=draft"


def keep(client, name, query=DRAFTS, at=LIST, **fields):
    return client.post(f"{at}filters/", {"name": name, "query": query, **fields}, follow=True)


def links(client, at=LIST):
    page = html.fromstring(client.get(at).content.decode())
    return [(link.text, link.get("href")) for link in page.xpath("//*[@class='saved-filters']//a")]


def told(page):
    return [str(message) for message in page.context["messages"]]


@pytest.mark.parametrize("at", [LIST, "/admin/archive/metric/", "/admin/archive/removal/"])
def test_a_kept_filter_is_a_link_above_its_list(at):
    client = signed_in("审核")

    page = keep(client, "待审", "q=税务&p=3", at)

    assert told(page) == ["The filter “待审” is kept."]
    assert page.redirect_chain == [(f"{at}?q=%E7%A8%8E%E5%8A%A1", 302)]
    assert links(client, at) == [("待审", "?q=%E7%A8%8E%E5%8A%A1")]


def test_the_link_brings_back_what_was_kept():
    make_article("示例：甲", state="draft")
    make_article("示例：乙")
    client = signed_in("编辑")
    keep(client, "草稿")
    ((_, address),) = links(client)

    page = client.get(LIST + address)

    assert [row.title for row in page.context["cl"].result_list] == ["示例：甲"]
    assert 'aria-current="true">草稿' in page.content.decode()


def test_others_see_it_only_when_it_is_shared_and_never_delete_it():
    owner, other = signed_in("编辑"), signed_in("审核")
    keep(owner, "自己的")
    keep(owner, "大家的", shared="on")
    mine, ours = SavedFilter.objects.order_by("shared")

    assert [name for name, _ in links(other)] == ["大家的"]
    assert other.post(f"{LIST}filters/{ours.pk}/delete/").status_code == 403
    assert other.post(f"{LIST}filters/{mine.pk}/delete/").status_code == 404
    assert SavedFilter.objects.count() == 2


def test_its_owner_deletes_it():
    client = signed_in("编辑")
    keep(client, "草稿")

    page = client.post(f"{LIST}filters/{SavedFilter.objects.get().pk}/delete/", {"query": DRAFTS}, follow=True)

    assert told(page) == ["The filter “草稿” is deleted."]
    assert (links(client), page.redirect_chain) == ([], [(f"{LIST}?{DRAFTS}", 302)])


def test_the_same_name_takes_the_new_filter():
    client = signed_in("编辑")
    keep(client, "我的", "state__exact=draft")
    keep(client, "我的", "state__exact=review")

    assert links(client) == [("我的", "?state__exact=review")]


@pytest.mark.parametrize(
    ("name", "query", "problem"),
    [
        ("", DRAFTS, "Give the filter a name"),
        ("空", "p=2", "Nothing is filtered yet"),
        ("长" * 61, DRAFTS, "at most 60 characters"),
    ],
)
def test_what_cannot_be_kept_is_told_and_the_list_stays_as_it_was(name, query, problem):
    client = signed_in("编辑")

    page = keep(client, name, query)

    assert [problem in message for message in told(page)] == [True]
    assert (SavedFilter.objects.exists(), page.redirect_chain) == (False, [(f"{LIST}?{query}", 302)])


def test_markup_in_a_name_is_text():
    client = signed_in("编辑")
    keep(client, "<script>alert(1)</script>")

    assert "<script>alert" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("address", [f"{LIST}filters/", f"{LIST}filters/1/delete/"])
def test_nothing_is_kept_or_deleted_by_a_link(address):
    assert signed_in("编辑").get(address).status_code == 405
