"""A report's facts and keywords, changed by hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Article, Keyword, Metric, Organization
from tests.archive.builders import make_metric
from tests.archive.desk import change_address, errors, form_at, with_new
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


ADD = "/admin/archive/article/add/"


def outline_of(article):
    return [
        (section.position, section.anchor, section.parent and section.parent.anchor)
        for section in article.sections.select_related("parent")
    ]


def test_a_report_is_added_by_hand_with_its_sections_and_keywords(editor):
    organization, keyword = Organization.objects.named("青禾区政协"), Keyword.objects.named("协商")
    data = form_at(editor, ADD)
    data |= {"title": "示例：手工录入", "organization": organization.pk}
    data |= {"published_at_0": "2020-05-01", "published_at_1": "00:00", "published_precision": "month"}
    data = with_new(
        data,
        "sections",
        {"kind": "lead", "text": "引言。"},
        {"kind": "section", "number": "一、", "heading": "学习"},
        {"kind": "point", "number": "一是", "text": "集中学。\r\n次段。"},
        {"kind": "point", "number": "二是", "text": "分组学。"},
        {"kind": "section", "number": "二、", "heading": "调研"},
        {"kind": "closing", "text": "结语。"},
    )
    data = with_new(data, "taggings", {"keyword": keyword.pk}) | {"state": "published"}

    answer = editor.post(ADD, data)

    assert (answer.status_code, errors(answer)) == (302, []), errors(answer)
    article = Article.objects.get()
    assert outline_of(article) == [
        (0, "lead", None),
        (1, "s1", None),
        (2, "s1-1", "s1"),
        (3, "s1-2", "s1"),
        (4, "s2", None),
        (5, "closing", None),
    ]
    assert article.sections.get(anchor="s1-1").text == "集中学。\n次段。"
    assert [str(tagging) for tagging in article.taggings.all()] == ["协商"]
    assert editor.get(article.get_absolute_url()).status_code == 200


def test_saving_unchanged_changes_nothing(editor):
    article = make_article(text="首段\n次段", keywords=["甲", "乙"])
    section = make_section(article, anchor="s1", number="一、", heading="学习", text="座谈87次。\n又一段。")
    metric = make_metric(article, section=section)
    before = list(article.sections.values()), list(article.metrics.values()), list(article.taggings.values())
    address = change_address(article)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = editor.post(address, form_at(editor, address))

    assert (answer.status_code, errors(answer)) == (302, [])
    assert before == (
        list(article.sections.values()),
        list(article.metrics.values()),
        list(article.taggings.values()),
    )
    assert [query["sql"] for query in asked if 'UPDATE "archive_section"' in query["sql"]] == []
    assert Metric.objects.get() == metric


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sections-0-DELETE": "on"}, "It must come after the section it is part of, which must stay."),
        ({"sections-0-place": "9"}, "It must come after the section it is part of, which must stay."),
        ({"sections-0-text": "  "}, "Give a heading or a text."),
        ({"sections-0-anchor": "S 1"}, "Small Latin letters, digits and hyphens only."),
        ({"sections-0-place": "first"}, "Enter a number."),
        ({"published_precision": ""}, "Say how much of the date is known."),
        (
            {"published_at_0": "", "published_at_1": ""},
            "Give the date, or leave empty how much of it is known.",
        ),
        ({"title": " "}, "This field is required."),
        ({"metrics-0-raw": "99次"}, "These words do not stand in the stored text of that section."),
        ({"metrics-0-value_max": "3"}, "The highest value is below the value."),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_a_mistake_is_answered_with_a_message_and_nothing_is_saved(editor, change, message):
    article = make_article("示例：原题")
    section = make_section(article, anchor="s1", text="座谈87次。")
    make_section(article, kind="point", anchor="s1-1", parent=section, text="点")
    make_metric(article, section=section)
    address = change_address(article)

    answer = editor.post(address, form_at(editor, address) | {"title": "示例：新题"} | change)

    assert (answer.status_code, message in errors(answer)) == (200, True), errors(answer)
    assert Article.objects.get().title == "示例：原题"


def test_keywords_are_added_taken_away_and_change_places(editor):
    article = make_article(keywords=["甲", "乙", "丙"])
    first, second, _third = (tagging.keyword for tagging in article.taggings.all())
    address = change_address(article)
    data = form_at(editor, address)
    data |= {"taggings-0-keyword": second.pk, "taggings-1-keyword": first.pk, "taggings-2-DELETE": "on"}
    data = with_new(data, "taggings", {"keyword": Keyword.objects.named("丁").pk})

    editor.post(address, data)

    assert [str(tagging) for tagging in article.taggings.all()] == ["乙", "甲", "丁"]


def test_a_keyword_given_twice_is_answered_with_a_message(editor):
    article = make_article(keywords=["甲", "乙"])
    address = change_address(article)
    twice = {"taggings-1-keyword": Keyword.objects.get(name="甲").pk}

    answer = editor.post(address, form_at(editor, address) | twice)

    assert "Please correct the duplicate data for keyword." in errors(answer)
