"""A report's facts and keywords, changed by hand."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Article, Keyword, Organization
from tests.archive.builders import make_metric
from tests.archive.desk import change_address, errors, form_at, sent
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


ADD = "/admin/archive/article/add/"


def test_a_report_is_added_by_hand_with_its_keywords_and_leads_to_its_sections(editor):
    organization = Organization.objects.named("青禾区政协")
    data = form_at(editor, ADD)
    data |= {"title": "示例：手工录入", "organization": organization.pk, "keyword_lines": "协商\r\n民主 监督"}
    data |= {"published_at_0": "2020-05-01", "published_at_1": "00:00", "published_precision": "month"}

    answer = editor.post(ADD, data | {"state": "published"})

    assert (answer.status_code, errors(answer)) == (302, []), errors(answer)
    article = Article.objects.get()
    assert [str(tagging) for tagging in article.taggings.all()] == ["协商", "民主 监督"]
    assert answer["Location"] == change_address(article)
    assert editor.get(article.get_absolute_url()).status_code == 200


def test_saving_unchanged_changes_nothing(editor):
    article = make_article(text="首段\n次段", keywords=["甲", "乙"])
    section = make_section(article, anchor="s1", number="一、", heading="学习", text="座谈87次。\n又一段。")
    make_metric(article, section=section)
    parts = article.sections, article.metrics, article.taggings
    before = [list(rows.values()) for rows in parts]
    address = change_address(article)

    with CaptureQueriesContext(connection) as asked:
        answer = editor.post(address, form_at(editor, address))

    assert (answer.status_code, errors(answer)) == (302, [])
    assert before == [list(rows.values()) for rows in parts]
    assert [query["sql"] for query in asked if 'UPDATE "archive_section"' in query["sql"]] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"published_precision": ""}, "Say how much of the date is known."),
        (
            {"published_at_0": "", "published_at_1": ""},
            "Give the date, or leave empty how much of it is known.",
        ),
        ({"title": " "}, "This field is required."),
        ({"keyword_lines": "长" * 201}, "“长长长长长长长长长长长长长长长长长长长长 …” is longer than 200 characters."),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_a_mistake_is_answered_with_a_message_and_nothing_is_saved(editor, change, message):
    article = make_article("示例：原题")

    answer = sent(editor, change_address(article), **{"title": "示例：新题", **change})

    assert (answer.status_code, message in errors(answer)) == (200, True), errors(answer)
    assert Article.objects.get().title == "示例：原题"


def test_keywords_are_added_taken_away_and_change_places(editor):
    article = make_article(keywords=["甲", "乙", "丙"])

    sent(editor, change_address(article), keyword_lines="乙\r\n\r\n 甲 \r\n丁")

    assert [str(tagging) for tagging in article.taggings.all()] == ["乙", "甲", "丁"]


def test_a_keyword_given_twice_or_in_both_scripts_is_one(editor):
    article = make_article(keywords=["协商"])

    sent(editor, change_address(article), keyword_lines="协商\r\n協商")

    assert [str(tagging) for tagging in article.taggings.all()] == ["协商"]
    assert Keyword.objects.count() == 1


def test_five_hundred_keywords_are_one_field(editor):
    article = make_article(keywords=[f"词{number}" for number in range(500)])
    address = change_address(article)
    data = form_at(editor, address)

    editor.post(address, data | {"keyword_lines": data["keyword_lines"] + "\r\n新词"})

    assert (len(data) < 30, article.taggings.count()) == (True, 501)


def test_a_user_who_may_only_look_reads_the_keywords(client, django_user_model):
    user = django_user_model.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(user)

    page = client.get(change_address(make_article(keywords=["甲", "乙"]))).content.decode()

    assert "甲、乙" in page
    assert "/sections/add/" not in page
