"""The admin keeps versions of reports, shows what changed, and restores versions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from haystack.query import SearchQuerySet
from lxml import html

from archive.history.versions import save_version, versions_of
from tests.archive.builders import make_full_report
from tests.archive.desk import change_address, section_address, sent
from tests.builders import make_article


def history(article):
    return f"/admin/archive/article/{article.pk}/history/"


def save(editor, article, **fields):
    return sent(editor, change_address(article), **fields)


def told(page):
    """Each version's changes as label → (gone, new)."""
    sections = html.fromstring(page.content.decode()).xpath("//div[contains(@class, 'versions')]/section")
    return [
        {
            label.text: tuple("".join(label.getnext().xpath(f".//{tag}/text()")) for tag in ("del", "ins"))
            for label in section.xpath(".//dt")
        }
        for section in sections
    ]


@pytest.mark.django_db
def test_a_save_keeps_the_report_as_found_and_as_left(editor):
    article = make_full_report("示例：旧题")

    save(editor, article, title="示例：新题")
    sent(editor, section_address(article.sections.get(anchor="s1")), text="座谈88次。")

    page = editor.get(history(article))
    assert told(page) == [
        {
            "section s1": ("7", "8"),
            "figure 87次 s1": ("87 次 · count · extracted", ""),
            "figure 87次": ("", "87 次 · count · extracted"),
        },
        {"title": ("旧", "新")},
        {},
    ]
    users = [version.revision.user for version in versions_of(article)]
    assert [str(user) for user in users] == ["admin", "admin", "None"]
    assert "Changed Title" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_title_brought_back_is_found_by_the_next_search(editor):
    article = make_article("示例：税务")
    save(editor, article, title="示例：街乡")
    (form,) = html.fromstring(editor.get(history(article)).content.decode()).xpath("//section/form")

    editor.post(form.action)

    found = [[hit.pk for hit in SearchQuerySet().filter(content=word)] for word in ("税务", "街乡")]
    assert found == [[article.pk], []]
    assert versions_of(article).count() == 3
    assert told(editor.get(history(article)))[0] == {"title": ("街乡", "税务")}


@pytest.mark.django_db
def test_markup_in_a_version_is_shown_as_text(editor):
    article = make_article()
    save(editor, article, title="<b>示例</b>")

    assert "&lt;b&gt;示例&lt;/b&gt;" in editor.get(history(article)).content.decode()


@pytest.mark.django_db
def test_a_version_of_another_report_is_not_brought_back(editor):
    article, other = make_article(), make_article("示例：别的")
    save_version(other)

    answer = editor.post(f"/admin/archive/article/{article.pk}/versions/{versions_of(other)[0].pk}/")

    assert answer.status_code == 404


@pytest.mark.django_db
def test_who_may_only_look_brings_nothing_back(client, django_user_model):
    article = make_article()
    save_version(article)
    client.force_login(django_user_model.objects.create_user("looker", is_staff=True))

    address = f"/admin/archive/article/{article.pk}/versions/{versions_of(article)[0].pk}/"
    assert (client.post(address).status_code, client.get(address).status_code) == (403, 405)


@pytest.mark.django_db
def test_the_history_asks_no_more_for_more_parts(editor):
    def asked(article):
        with CaptureQueriesContext(connection) as queries:
            editor.get(history(article))
        return len(queries)

    small, large = make_article(keywords=["座谈"], organization="示例0区政协", outlet="示例0网"), make_full_report()
    for article in (small, large):
        save_version(article)
        article.save()
    asked(small)

    assert asked(large) == asked(small)
