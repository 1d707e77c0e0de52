"""The pages of a report's sections: who may open them, what a save leaves behind, what two editors see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from archive.history.versions import versions_of
from archive.models import Article, PendingEdit
from tests.archive.builders import make_full_report
from tests.archive.desk import (
    add_section_address,
    change_address,
    errors,
    form_at,
    form_of,
    section_address,
    sent,
    signed_in,
)
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db

TOLD = "Somebody else has changed this section since you opened it. Nothing is saved yet."
GONE = "Somebody else has deleted this section meanwhile. To keep what you have written, save it as a new section."


def pages_of(section):
    places = ("", "move/", "delete/")
    return [add_section_address(section.article), *(section_address(section, place) for place in places)]


def anyway(page):
    (box,) = html.fromstring(page.content.decode()).xpath("//input[@name='overwrite']")
    return {"overwrite": box.get("value")}


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("group", "stored", "waiting"), [("编辑", "座谈87次。", 1), ("审核", "座谈87次，改过。", 0)])
def test_what_an_editor_changes_in_a_published_report_waits(group, stored, waiting):
    article = make_full_report()
    section = article.sections.get(anchor="s1")
    client = signed_in(group)

    sent(client, section_address(section), text="座谈87次，改过。")

    assert (article.sections.get(anchor="s1").text, PendingEdit.objects.open().count()) == (stored, waiting)
    assert form_at(client, section_address(section))["text"].strip() == "座谈87次，改过。"


def test_saving_a_section_unchanged_leaves_the_report_as_it_is():
    article = make_full_report()
    before = Article.objects.get().updated_at

    sent(signed_in("编辑"), section_address(article.sections.get(anchor="s1")))

    assert (Article.objects.get().updated_at, Article.objects.get().state) == (before, "published")


def test_nobody_changes_a_section_of_a_report_in_the_trash():
    section = make_section(make_article(state="trashed"), text="一")
    client = signed_in("管理员")

    assert [client.get(address).status_code for address in pages_of(section)] == [403] * 4
    assert client.post(section_address(section), {"text": "x"}).status_code == 403


def test_who_is_not_signed_in_is_led_to_the_login(client):
    section = make_section(make_article(), text="一")

    assert {client.get(address)["Location"].split("?")[0] for address in pages_of(section)} == {"/admin/login/"}


def test_a_section_is_not_reached_by_another_report(editor):
    section, other = make_section(make_article(), text="一"), make_article("示例：他")
    address = f"/admin/archive/article/{other.pk}/sections/{section.pk}/"

    assert [editor.get(address + page).status_code for page in ("", "move/", "delete/")] == [302, 404, 404]


# --- what a save leaves behind ----------------------------------------------------------------------


def test_each_edit_is_a_version_that_tells_who_and_what(editor):
    article = make_full_report()
    sent(editor, section_address(article.sections.get(anchor="s1")), text="座谈87次，改过。")
    sent(editor, section_address(article.sections.get(anchor="s1-1"), "delete/"))

    revisions = [version.revision for version in versions_of(article)]

    assert [revision.comment for revision in revisions] == [
        "Section deleted: 一是学",
        "Section changed: 一、学习",
        "",
    ]
    assert [revision.user is not None for revision in revisions] == [True, True, False]


def test_the_report_is_saved_too_so_that_the_index_learns_of_it(editor):
    article = make_article(text="旧文")
    before = article.updated_at

    sent(editor, section_address(article.sections.get()), text="新文")

    assert Article.objects.get().updated_at > before


@pytest.mark.parametrize(
    ("button", "anchor"), [("_next", "s1-1"), ("_continue", "s1"), ("_save", None)], ids=["next", "again", "outline"]
)
def test_the_buttons_lead_on(editor, button, anchor):
    article = make_full_report()
    section = article.sections.get(anchor="s1")

    answer = sent(editor, section_address(section), **{"text": "座谈87次，改过。", button: "1"})

    following = section_address(article.sections.get(anchor=anchor)) if anchor else None
    assert answer["Location"] == (following or f"{change_address(article)}?sections=1#s{section.pk}")


# --- two editors --------------------------------------------------------------------------------------


def test_the_second_is_told_and_shown_the_difference_and_keeps_the_input(editor):
    article = make_full_report()
    address = section_address(article.sections.get(anchor="s1"))
    mine = form_at(editor, address)
    sent(signed_in("审核"), address, text="他改了。")

    page = editor.post(address, mine | {"text": "我改了。"})

    (shown,) = html.fromstring(page.content.decode()).xpath("//section[@class='conflict']")
    assert errors(page) == [TOLD]
    assert "他改了。" in shown.text_content()
    assert form_of(page)["text"].strip() == "我改了。"
    assert article.sections.get(anchor="s1").text == "他改了。"

    editor.post(address, form_of(page) | anyway(page))
    assert article.sections.get(anchor="s1").text == "我改了。"


def test_two_editors_of_two_sections_are_not_in_each_others_way(editor):
    article = make_full_report()
    first, second = (section_address(article.sections.get(anchor=anchor)) for anchor in ("s1", "s1-1"))
    mine = form_at(editor, first)
    sent(signed_in("审核"), second, text="他改了。")

    answer = editor.post(first, mine | {"text": "我改了。"})

    assert (answer.status_code, errors(answer)) == (302, [])
    assert {section.text for section in article.sections.all()} >= {"我改了。", "他改了。"}


@pytest.mark.parametrize("seen", ["", "yesterday", "2019-01-01"])
def test_a_form_that_does_not_say_what_it_saw_saves_nothing(editor, seen):
    article = make_article(text="旧文")

    page = sent(editor, section_address(article.sections.get()), seen=seen, text="新文")

    assert (errors(page), article.sections.get().text) == ([TOLD], "旧文")


def test_what_was_typed_for_a_section_that_the_other_deleted_can_be_added_as_a_new_one(editor):
    article = make_full_report()
    section = article.sections.get(anchor="s1-1")
    address = section_address(section)
    mine = form_at(editor, address)
    sent(signed_in("审核"), section_address(section, "delete/"))

    page = editor.post(address, mine | {"text": "我写了很多。"})
    (form,) = html.fromstring(page.content.decode()).xpath("//form[@id='section_form']")
    answer = editor.post(form.get("action"), form_of(page))

    assert errors(page) == [GONE]
    assert (answer.status_code, errors(answer)) == (302, [])
    assert article.sections.last().text == "我写了很多。"


# --- size -----------------------------------------------------------------------------------------------


def test_the_pages_of_a_section_ask_no_more_for_more_sections_and_figures(editor):
    article = make_full_report()
    section = article.sections.get(anchor="s1")

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            editor.get(address)
        return len(queries)

    addresses = [change_address(article), *pages_of(section)]
    for address in addresses:
        asked(address)  # the first time fills Django's own caches
    few = [asked(address) for address in addresses]
    for number in range(30):
        make_section(article, anchor=f"t{number}", text="座谈87次。")

    assert [asked(address) for address in addresses] == few


def test_a_longer_outline_has_pages_and_a_section_leads_back_to_its_own(editor, monkeypatch):
    for module in ("parts", "sections"):
        monkeypatch.setattr(f"archive.admin.{module}.SECTIONS_SHOWN", 2)
    article = make_article()
    sections = [make_section(article, anchor=f"s{number}", text="一") for number in range(5)]

    answer = sent(editor, section_address(sections[3]), text="改过")
    page = editor.get(answer["Location"])

    assert "?sections=2#" in answer["Location"]
    assert [row.pk for row in page.context["parts"].outline] == [sections[2].pk, sections[3].pk]
