"""Actions that ask first send back few fields, and what they were asked about."""

import pytest
from lxml import html

from archive.models import Article
from tests.builders import make_article

pytestmark = pytest.mark.django_db

LIST = "/admin/archive/article/"
ACROSS = {"select_across": "1", "_selected_action": ["1"]}


def fields_of(page, button):
    (form,) = html.fromstring(page.content.decode()).xpath(f"//form[.//input[@name='{button}']]")
    return form.form_values()


@pytest.fixture
def many():
    Article.objects.bulk_create(
        Article(title=f"示例：{number}", folded_title=f"示例：{number}", slug="x", state="trashed")
        for number in range(40)
    )
    return Article.objects.all()


def test_all_rows_of_a_list_are_deleted_by_few_fields(editor, many):
    address = f"{LIST}?state__exact=trashed"
    page = editor.post(address, {"action": "delete_selected", **ACROSS})
    fields = fields_of(page, "post")

    editor.post(address, dict(fields))

    assert (len(fields) < 10, many.count()) == (True, 0)


def test_the_page_asks_again_if_other_rows_are_chosen_by_now(editor, many):
    address = f"{LIST}?state__exact=trashed"
    fields = fields_of(editor.post(address, {"action": "delete_selected", **ACROSS}), "post")
    make_article("示例：新来", state="trashed")

    page = editor.post(address, dict(fields))

    assert (many.count(), dict(fields_of(page, "post"))["expected"]) == (41, "41")
    assert "Other rows are chosen now than when you were asked." in page.content.decode()


def test_names_are_set_for_all_rows_of_a_list_by_few_fields(editor, many):
    many.update(state="draft")
    address = f"{LIST}?state__exact=draft"
    fields = fields_of(editor.post(address, {"action": "set_names", **ACROSS}), "apply")

    editor.post(address, {**dict(fields), "keywords": "协商", "apply": "1"})

    assert (len(fields) < 15, Article.objects.filter(keywords__name="协商").count()) == (True, 40)


def test_chosen_rows_are_sent_back_one_by_one(editor, many):
    chosen = [str(row.pk) for row in many[:3]]
    page = editor.post(f"{LIST}?state__exact=trashed", {"action": "delete_selected", "_selected_action": chosen})
    fields = fields_of(page, "post")

    assert sorted(value for name, value in fields if name == "_selected_action") == sorted(chosen)
