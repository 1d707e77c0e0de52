"""Merging and splitting names in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from lxml import html

from archive.models import Keyword, Organization, Outlet
from tests.archive.desk import change_address, errors, form_at, signed_in, with_new
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def names(model, *texts):
    return [model.objects.named(text) for text in texts]


def merge_chosen(client, kind, chosen, survivor):
    """Choose names in the list, and the one that stays on the page that follows."""
    data = {"action": "merge", "_selected_action": [name.pk for name in chosen]}
    page = client.post(f"/admin/archive/{kind}/", data)
    return page if page.status_code != 302 else client.post(page["Location"], {"survivor": survivor.pk}, follow=True)


@pytest.mark.parametrize(("kind", "model"), [("outlet", Outlet), ("keyword", Keyword), ("organization", Organization)])
def test_names_chosen_in_the_list_are_merged(editor, kind, model):
    one, two, three = names(model, "甲名称", "乙名称", "丙名称")
    make_article(organization="甲名称", outlet="甲名称", keywords=["甲名称"])

    page = merge_chosen(editor, kind, [one, two, three], three)

    assert "“甲名称、乙名称” merged into “丙名称”; reports moved: 1." in page.content.decode()
    assert list(model.objects.canonical()) == [three]
    assert set(three.aliases.all()) == {one, two}
    assert three.articles.count() == 1


def test_the_history_tells_who_merged_what_and_who_split(editor, admin_user):
    one, two = names(Outlet, "甲报", "乙报")
    merge_chosen(editor, "outlet", [one, two], two)
    editor.post(f"/admin/archive/outlet/{one.pk}/split/")

    history = editor.get(f"/admin/archive/outlet/{two.pk}/history/").content.decode()

    assert "Merged with “甲报”." in history
    assert "Split off: “甲报”." in history
    assert set(LogEntry.objects.values_list("user", flat=True)) == {admin_user.pk}


def test_one_name_is_merged_into_any_other_from_its_page(editor):
    one, two = names(Outlet, "甲报", "乙报")
    page = editor.get(change_address(one)).content.decode()

    assert f'href="/admin/archive/outlet/merge/?name={one.pk}"' in page
    editor.post(f"/admin/archive/outlet/merge/?name={one.pk}", {"survivor": two.pk})

    assert Outlet.objects.named("甲报") == two


def test_a_name_is_not_merged_with_itself(editor):
    (one,) = names(Outlet, "甲报")

    page = editor.post(f"/admin/archive/outlet/merge/?name={one.pk}", {"survivor": one.pk})

    assert len(errors(page)) == 1
    assert not Outlet.objects.exclude(alias_of=None).exists()


def test_a_single_name_or_too_many_are_not_merged(editor):
    (one,) = names(Outlet, "甲报")

    page = editor.post("/admin/archive/outlet/", {"action": "merge", "_selected_action": [one.pk]}, follow=True)

    assert "Choose at least two names to merge" in page.content.decode()


@pytest.mark.parametrize("kind", ["organization", "outlet", "keyword"])
def test_a_name_changed_to_one_that_exists_offers_to_merge(editor, kind):
    model = {"organization": Organization, "outlet": Outlet, "keyword": Keyword}[kind]
    one, two = names(model, "青禾名称", "雲澤名稱")
    address = change_address(one)

    page = editor.post(address, form_at(editor, address) | {"name": "云泽名称"})

    assert errors(page) == ["The archive has this name already: “雲澤名稱”."]
    offer = f"/admin/archive/{kind}/merge/?name={one.pk}&amp;name={two.pk}&amp;into={two.pk}"
    assert offer in page.content.decode()
    asked = editor.get(offer.replace("&amp;", "&")).content.decode()
    (checked,) = html.fromstring(asked).xpath("//input[@type='radio'][@checked]/@value")
    assert checked == str(two.pk)


def test_an_alias_that_is_another_record_offers_to_merge(editor):
    one, two = names(Outlet, "甲报", "乙报")
    address = change_address(one)

    page = editor.post(address, with_new(form_at(editor, address), "aliases", {"name": "乙报"})).content.decode()

    assert f"/admin/archive/outlet/merge/?name={one.pk}&amp;name={two.pk}&amp;into={one.pk}" in page


def test_a_new_name_that_exists_leads_to_its_page(editor):
    (one,) = names(Outlet, "甲报")

    page = editor.post("/admin/archive/outlet/add/", form_at(editor, "/admin/archive/outlet/add/") | {"name": "甲報"})

    assert f'href="{change_address(one)}"' in page.content.decode()


def test_aliases_are_not_listed_and_lead_to_their_name(editor):
    one, two = names(Outlet, "甲报", "乙报")
    merge_chosen(editor, "outlet", [one, two], two)

    listed = editor.get("/admin/archive/outlet/", {"q": "甲報"}).content.decode()
    page = editor.get(change_address(one))

    assert "乙报" in listed
    assert "1 outlet" in listed
    assert (page.status_code, page["Location"]) == (302, change_address(two))


def test_outlets_get_aliases_by_hand(editor):
    (outlet,) = names(Outlet, "青禾日报")
    address = change_address(outlet)

    editor.post(address, with_new(form_at(editor, address), "aliases", {"name": "青禾報"}))

    assert Outlet.objects.named("青禾报") == outlet


def test_a_split_says_what_it_does_and_does_it(editor):
    make_article(outlet="甲报")
    one, two = names(Outlet, "甲报", "乙报")
    merge_chosen(editor, "outlet", [one, two], two)

    asked = editor.get(f"/admin/archive/outlet/{one.pk}/split/").content.decode()
    done = editor.post(f"/admin/archive/outlet/{one.pk}/split/", follow=True).content.decode()

    assert "1 report was written with it and goes with it." in asked
    assert "“甲报” is a name of its own again, with 1 report." in done
    assert Outlet.objects.named("甲报") == one
    assert editor.get(f"/admin/archive/outlet/{one.pk}/split/").status_code == 404


@pytest.mark.parametrize(("group", "status"), [("编辑", 403), ("审核", 403), ("管理员", 200)])
def test_only_who_may_change_names_may_merge_them(db, group, status):
    one, two = names(Outlet, "甲报", "乙报")
    client = signed_in(group)

    assert client.get(f"/admin/archive/outlet/merge/?name={one.pk}&name={two.pk}").status_code == status
    one.alias_of = two
    one.save()
    assert client.get(f"/admin/archive/outlet/{one.pk}/split/").status_code == status


def test_the_list_of_names_takes_as_many_queries_however_many_aliases(editor, django_assert_max_num_queries):
    for number in range(12):
        Outlet.objects.named(f"报{number}").aliases.create(name=f"别名{number}")

    with django_assert_max_num_queries(9):
        editor.get("/admin/archive/outlet/")


def test_a_report_opened_before_a_merge_is_saved_with_the_name_that_stays(editor):
    article = make_article(outlet="甲报", keywords=["甲词"])
    address = change_address(article)
    data = form_at(editor, address)
    merge_chosen(editor, "outlet", names(Outlet, "甲报", "乙报"), Outlet.objects.named("乙报"))
    merge_chosen(editor, "keyword", names(Keyword, "甲词", "乙词"), Keyword.objects.named("乙词"))
    article.refresh_from_db()

    editor.post(address, data | {"seen": article.updated_at.isoformat(), "title": "示例：改名"})

    article.refresh_from_db()
    assert (article.title, article.outlet.name) == ("示例：改名", "乙报")
    assert [str(tagging) for tagging in article.taggings.all()] == ["乙词"]
