"""What always holds of a report."""

from datetime import datetime

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.urls import reverse

from archive.models import Article, Keyword
from tests.builders import SHANGHAI, make_article

pytestmark = pytest.mark.django_db


def test_saving_keeps_the_folded_title_and_the_slug_in_step():
    article = make_article("青禾區協商")
    article.title = "红枫市提案"
    article.save()

    assert (article.folded_title, article.slug) == ("红枫市提案", "hong-feng-shi-ti-an")


def test_address_is_made_of_id_and_slug():
    article = make_article("青禾區協商")

    assert article.get_absolute_url() == reverse("article", args=[article.pk, "qing-he-qu-xie-shang"])


@pytest.mark.parametrize(
    "facts",
    [
        {"title": ""},
        {"level": "other"},
        {"published_at": None, "published_precision": "day"},
        {"published_at": datetime(2019, 1, 1, tzinfo=SHANGHAI), "published_precision": ""},
        {"published_at": datetime(2019, 1, 1, tzinfo=SHANGHAI), "published_precision": "century"},
    ],
)
def test_the_database_refuses(facts):
    with pytest.raises(IntegrityError):
        make_article(**facts)


def test_newest_and_oldest_first_keep_undated_reports_last():
    undated = make_article(published_at=None)
    old = make_article(published_at=datetime(2015, 1, 1, tzinfo=SHANGHAI))
    new = make_article(published_at=datetime(2020, 1, 1, tzinfo=SHANGHAI))
    same = make_article(published_at=datetime(2020, 1, 1, tzinfo=SHANGHAI))

    assert list(Article.objects.newest_first()) == [same, new, old, undated]
    assert list(Article.objects.oldest_first()) == [old, new, same, undated]


def test_years_are_counted_latest_first_by_local_time():
    make_article(published_at="2018-12-31T17:00:00+00:00", published_precision="minute")
    make_article(published_at=datetime(2019, 6, 1, tzinfo=SHANGHAI))
    make_article(published_at=datetime(2015, 6, 1, tzinfo=SHANGHAI))
    make_article(published_at=None)

    assert list(Article.objects.count_by_year()) == [(2019, 2), (2015, 1)]
    assert Article.objects.from_year(2019).count() == 2


@pytest.mark.parametrize("words", ["協商", "协商", "％"])
def test_titled_finds_either_script_and_width(words):
    article = make_article("协商覆盖31%")
    make_article("提案")

    assert list(Article.objects.titled(words)) == [article]


def test_with_names_asks_no_more_for_more_reports(django_assert_num_queries):
    for number in range(3):
        make_article(organization=f"示例{number}", outlet=f"示例{number}", keywords=[f"词{number}"])

    with django_assert_num_queries(2):
        for article in Article.objects.with_names():
            str(article.organization), str(article.outlet), list(article.keywords.all())


def test_keywords_keep_their_order_and_are_replaced_as_a_whole():
    article = make_article(keywords=["甲", "乙"])
    article.set_keywords([Keyword.objects.named(name) for name in ("丙", "甲")])

    assert [tagging.keyword.name for tagging in article.taggings.all()] == ["丙", "甲"]


def test_an_organization_with_reports_cannot_be_deleted():
    article = make_article(organization="青禾区政协")

    with pytest.raises(ProtectedError):
        article.organization.delete()


@pytest.mark.parametrize(("level", "held"), [("full", True), ("catalogue", False)])
def test_a_catalogue_record_holds_no_text(level, held):
    assert make_article(level=level).holds_text is held
