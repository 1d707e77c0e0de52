"""The first page."""

import pytest
from django.urls import reverse

from tests.archive.builders import make_metric
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def make_reports(number):
    for index in range(number):
        article = make_article(
            f"示例：报告{index}",
            text="正文",
            organization=f"示例{index}区政协",
            outlet=f"示例{index}网",
            keywords=[f"词{index}"],
        )
        make_metric(article)


def test_home_when_the_archive_is_empty(client):
    page = client.get("/")

    assert page.status_code == 200
    assert list(page.context["articles"]) == []


def test_home_counts_by_year_organization_and_keyword(client):
    make_article("示例：一", organization="青禾區政協", keywords=["协商", "提案"])
    make_article("示例：二", organization="青禾区政协", keywords=["協商"])
    make_article("示例：三", published_at=None)

    context = client.get("/").context

    assert list(context["years"]) == [(2019, 2)]
    assert [(row.name, row.reports) for row in context["organizations"]] == [("青禾區政協", 2)]
    assert [(row.name, row.reports) for row in context["keywords"]] == [("协商", 2), ("提案", 1)]
    assert context["article_count"] == 3


def test_home_shows_the_latest_reports_first(client):
    for year in range(2010, 2020):
        make_article(f"示例：{year}", published_at=f"{year}-05-01T00:00:00+08:00", published_precision="year")

    titles = [article.title for article in client.get("/").context["articles"]]

    assert titles == ["示例：2019", "示例：2018", "示例：2017", "示例：2016", "示例：2015", "示例：2014"]


def test_home_links_lead_to_filtered_lists(client):
    article = make_article(organization="青禾区政协", keywords=["协商"])

    html = client.get("/").content.decode()

    links = ["/years/2019/", article.organization.get_absolute_url(), "/keywords/xie-shang/", "/years/", "/regions/"]
    assert [link for link in links if f'href="{link}"' not in html] == []


@pytest.mark.parametrize("reports", [1, 3])
def test_home_asks_the_database_six_times_whatever_it_holds(client, django_assert_num_queries, reports):
    make_reports(reports)

    with django_assert_num_queries(6):
        client.get("/")


def test_home_has_a_search_box_for_search(client):
    html = client.get("/").content.decode()

    assert f'role="search" action="{reverse("search")}"' in html
    assert 'name="q"' in html
