"""Two people on one report: nothing is overwritten silently, nothing that was typed is lost."""

import pytest
from django.urls import reverse
from lxml import html

from archive.history.versions import versions_of
from archive.models import Article
from tests.archive.builders import make_full_report
from tests.archive.desk import change_address, errors, form_at, section_address, sent, signed_in
from tests.builders import make_article

pytestmark = pytest.mark.django_db

TOLD = "Somebody else has changed this report since you opened it. Nothing is saved yet."


def opened(client, article):
    return form_at(client, change_address(article))


def sent_again(page):
    (form,) = html.fromstring(page.content.decode()).xpath("//form[@id='article_form']")
    return {name: value.replace("\n", "\r\n") for name, value in form.form_values()}


def anyway(page):
    (box,) = html.fromstring(page.content.decode()).xpath("//input[@name='overwrite']")
    return {"overwrite": box.get("value")}


def test_the_second_is_told_and_shown_the_difference_and_keeps_the_input(editor):
    article = make_full_report("示例：旧题")
    first, second = opened(editor, article), opened(editor, article)
    other = signed_in("审核")
    other.post(change_address(article), first | {"title": "示例：新题"})

    page = editor.post(change_address(article), second | {"author": "某人"})

    (shown,) = html.fromstring(page.content.decode()).xpath("//section[@class='conflict']")
    changed = {label.text: label.getnext().text_content() for label in shown.xpath(".//dt")}
    assert errors(page) == [TOLD]
    assert changed == {"title": "示例：旧新题"}
    assert shown.xpath("string(h2)").startswith("user")
    assert sent_again(page)["author"] == "某人"
    article.refresh_from_db()
    assert (article.title, article.author) == ("示例：新题", "")


def test_sending_again_without_deciding_saves_nothing(editor):
    article = make_article()
    first, second = opened(editor, article), opened(editor, article)
    editor.post(change_address(article), first | {"title": "示例：甲"})
    page = editor.post(change_address(article), second | {"title": "示例：乙"})

    page = editor.post(change_address(article), sent_again(page))

    assert (errors(page), Article.objects.get().title) == ([TOLD], "示例：甲")


def test_saving_anyway_overwrites_and_the_other_version_stays_in_the_history(editor):
    article = make_article()
    first, second = opened(editor, article), opened(editor, article)
    editor.post(change_address(article), first | {"title": "示例：甲"})
    page = editor.post(change_address(article), second | {"title": "示例：乙"})

    editor.post(change_address(article), sent_again(page) | anyway(page))

    assert Article.objects.get().title == "示例：乙"
    assert [version.field_dict["title"][3:] for version in versions_of(article)][:2] == ["乙", "甲"]


def test_a_third_change_is_told_again(editor):
    article = make_article()
    page = opened(editor, article)
    editor.post(change_address(article), page | {"title": "示例：甲"})
    answer = editor.post(change_address(article), page | {"title": "示例：乙"})
    editor.post(change_address(article), opened(editor, article) | {"title": "示例：丙"})

    answer = editor.post(change_address(article), sent_again(answer) | anyway(answer))

    assert (errors(answer), Article.objects.get().title) == ([TOLD], "示例：丙")


@pytest.mark.parametrize("seen", ["", "yesterday", "2019-01-01"])
def test_a_form_that_does_not_say_what_it_saw_saves_nothing(editor, seen):
    article = make_article()

    page = editor.post(change_address(article), opened(editor, article) | {"seen": seen, "title": "示例：乙"})

    assert (errors(page), Article.objects.get().title) == ([TOLD], "示例：青禾区协商报告")


def test_a_section_that_the_other_changed_is_no_conflict_for_who_changes_facts(editor):
    article = make_full_report()
    mine = opened(editor, article)
    sent(signed_in("审核"), section_address(article.sections.get(anchor="s1")), text="他改")

    answer = editor.post(change_address(article), mine | {"author": "某人"})

    assert (answer.status_code, errors(answer)) == (302, [])
    assert (Article.objects.get().author, article.sections.get(anchor="s1").text) == ("某人", "他改")


def test_a_section_that_the_other_changed_is_told_to_who_decides_on_the_report(editor):
    article = make_full_report()
    mine = opened(editor, article)
    sent(signed_in("审核"), section_address(article.sections.get(anchor="s1")), text="他改")

    page = editor.post(change_address(article), mine | {"state": "withdrawn"})

    assert (errors(page), "他改" in page.content.decode()) == ([TOLD], True)
    assert Article.objects.get().state == "published"


def test_keywords_that_the_other_changed_are_a_conflict(editor):
    article = make_article(keywords=["甲"])
    mine = opened(editor, article)
    sent(editor, change_address(article), keyword_lines="乙")

    assert errors(editor.post(change_address(article), mine | {"author": "某人"})) == [TOLD]


def test_a_change_of_which_no_version_was_kept_is_told_without_the_difference(editor):
    article = make_article()
    mine = opened(editor, article)
    article.title = "示例：改题"
    article.save()

    page = editor.post(reverse("admin:archive_article_change", args=[article.pk]), mine)

    assert "was not kept" in page.content.decode()
