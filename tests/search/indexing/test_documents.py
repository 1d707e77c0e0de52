"""The documents of articles: texts, columns, version."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from archive.models import Article, Metric
from search.indexing.documents import day_number, document_of, documents_of
from search.indexing.units import unit_number
from tests.archive.builders import make_metric
from tests.builders import SHANGHAI, make_article, make_section
from tests.search.places import make_regions, place

pytestmark = pytest.mark.django_db


def test_document_of_a_report():
    article = make_article(
        "示例：青禾区税务",
        text="开头。",
        organization="青禾区政协",
        outlet="示例网",
        keywords=["委员", "共识"],
        editor="编者",
        author="作者",
        published_at=datetime(2019, 1, 1, 0, 30, tzinfo=SHANGHAI),
    )
    section = make_section(article, anchor="s1", number="一、", heading="标题。", text="<b>A&B</b>")
    make_section(article, anchor="s1-1", kind="point", parent=section, number="一是", text="要点。", heading="小标题")

    document = document_of(article, [])

    assert document.id == article.pk
    assert document.texts == {
        "title": "示例：青禾区税务",
        "headings": "一、标题；一是小标题",
        "keywords": "共识；委员",
        "names": "青禾区政协；示例网；编者；作者",
        "body": "开头。\n一、标题。\n<b>A&B</b>\n一是小标题\n要点。",
        "organization_name": "青禾区政协",
        "outlet_name": "示例网",
        "editor_name": "编者",
    }
    assert document.columns == {
        "year": (2019,),
        "published": (17897,),
        "organization": (article.organization_id,),
        "outlet": (article.outlet_id,),
        "keyword": tuple(sorted(article.keywords.values_list("pk", flat=True))),
        "region": (),
        "original": (),
        "unit": (),
    }


def test_document_of_a_catalogue_record_holds_its_note():
    article = make_article("示例：目录", level=Article.Level.CATALOGUE, summary="只有书目。", published_at=None)

    document = document_of(article, [])

    assert document.texts["body"] == "只有书目。"
    columns = ("year", "published", "organization", "outlet", "keyword", "region", "original", "unit")
    assert document.columns == dict.fromkeys(columns, ())


def test_document_of_a_report_with_figures():
    article = make_article()
    for raw, value, unit, more in (
        ("１２１次", "121", "次", {}),
        ("1.2萬件", "1.2", "萬件", {}),
        ("800至900件", "800", "件", {"value_max": "900"}),
        ("7次", "7", "次", {"status": Metric.Status.REJECTED}),
    ):
        Metric.objects.create(article=article, raw=raw, value=value, unit=unit, **more)

    (document,) = documents_of([article.pk])

    assert {name: values for name, values in document.columns.items() if name.startswith("figure.")} == {
        "figure.次": (121_000,),
        "figure.件": (800_000, 900_000, 12_000_000),
    }


def test_version_follows_what_is_indexed():
    article = make_article("示例：青禾区税务", text="开头。")
    before = document_of(article, []).version

    Article.objects.update(url="https://example.org/", updated_at=timezone.now())
    assert documents_of([article.pk])[0].version == before

    article.sections.update(text="改过。")
    assert documents_of([article.pk])[0].version != before


def test_documents_of_reports_that_exist():
    article = make_article()

    assert [document.id for document in documents_of([article.pk, article.pk + 1])] == [article.pk]


def test_a_region_is_indexed_with_all_it_is_part_of_and_a_unit_unless_its_figure_was_rejected():
    country, province = make_regions(("中国", "country"), ("青禾省", "province"))
    article = make_article(organization="甲政协")
    place(article.organization, province)
    make_metric(article, unit="次")
    make_metric(article, unit="人", status="rejected")

    (document,) = documents_of([article.pk])

    assert document.columns["region"] == (country.pk, province.pk)
    assert document.columns["unit"] == (unit_number("次"),)


@pytest.mark.parametrize("reports", [1, 3])
def test_documents_take_the_same_queries_for_any_number(django_assert_num_queries, reports):
    ids = [make_article(text="开头。", keywords=["委员"], organization="青禾区政协").pk for _ in range(reports)]

    with django_assert_num_queries(5):
        documents_of(ids)


def test_days_are_those_of_the_archive_wherever_the_reader_is():
    moment = datetime(2018, 12, 31, 16, 30, tzinfo=UTC)

    with timezone.override("America/New_York"):
        assert day_number(moment) == day_number(date(2019, 1, 1)) == 17897
    assert day_number(date(1970, 1, 1)) == 0
    assert day_number(date(1969, 12, 31)) == -1
