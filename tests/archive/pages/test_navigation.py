"""From a list to a report, on to its neighbours, and back."""

import re
from datetime import datetime
from html import unescape

import pytest
from haystack import connections

from search.search_indexes import ArticleIndex
from tests.builders import SHANGHAI, make_article

pytestmark = pytest.mark.django_db


def make_years(*years, **facts):
    return [
        make_article(f"示例：{year}协商", text="协商", published_at=datetime(year, 5, 1, tzinfo=SHANGHAI), **facts)
        for year in years
    ]


def link_to(article, html):
    return unescape(re.search(rf'href="({article.get_absolute_url()}[^"]*)"', html)[1])


def navigation(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return page.context["list_navigation"]


def titles(found):
    return [place.article.title if place else None for place in (found.previous, found.next)]


def test_a_link_of_a_list_leads_to_the_report_between_its_neighbours_and_back(client):
    _old, middle, _new = make_years(2017, 2018, 2019, organization="青禾区政协")
    make_article("示例：他", published_at=datetime(2018, 6, 1, tzinfo=SHANGHAI))
    address = "/articles/?organization=qing-he-qu-zheng-xie&sort=oldest"

    found = navigation(client, link_to(middle, client.get(address).content.decode()))

    assert found.back == address
    assert titles(found) == ["示例：2017协商", "示例：2019协商"]


def test_neighbours_lead_on_to_the_end_of_the_list(client):
    _first, middle, last = make_years(2019, 2018, 2017)
    found = navigation(client, link_to(middle, client.get("/articles/").content.decode()))

    end = navigation(client, found.next.url)

    assert titles(end) == ["示例：2018协商", None]
    assert end.previous.url == f"{middle.get_absolute_url()}?from=%2Farticles%2F&at=2"
    assert last.get_absolute_url() in found.next.url


def test_the_first_report_of_a_list_has_none_before_it(client):
    first, _last = make_years(2019, 2018)

    assert titles(navigation(client, f"{first.get_absolute_url()}?from=/articles/&at=1")) == [None, "示例：2018协商"]


def test_neighbours_are_found_over_the_end_of_a_page(client):
    reports = make_years(*range(2020, 1998, -1))

    html = client.get("/articles/?page=2").content.decode()

    assert titles(navigation(client, link_to(reports[20], html))) == ["示例：2001协商", "示例：1999协商"]


def test_a_list_that_changed_still_has_a_way_back(client):
    article, _other = make_years(2019, 2018)

    found = navigation(client, f"{article.get_absolute_url()}?from=/articles/&at=2")

    assert (found.back, found.previous, found.next) == ("/articles/", None, None)


def test_results_of_a_search_are_gone_through_in_their_order(client):
    reports = make_years(2017, 2018, 2019)
    connections["default"].get_backend().update(ArticleIndex(), reports)
    address = "/search/?q=%E5%8D%8F%E5%95%86&sort=newest"

    found = navigation(client, link_to(reports[1], client.get(address).content.decode()))

    assert found.back == address
    assert titles(found) == ["示例：2019协商", "示例：2017协商"]
    assert "q=%E5%8D%8F%E5%95%86&from=" in found.next.url


@pytest.mark.parametrize(
    "address",
    ["https://else.example/articles/", "//else.example/articles/", "/no/such/", "/admin/", "/", "javascript:alert(1)"],
)
def test_only_lists_of_this_site_are_gone_back_to(client, address):
    page = client.get(make_article().get_absolute_url(), {"from": address, "at": 1})

    assert page.context["list_navigation"] is None


@pytest.mark.parametrize("address", ["/years/1900/", "/organizations/nobody/", "/articles/?year=x", "/search/?page=x"])
@pytest.mark.parametrize("at", ["", "0", "-1", "x", "1", "9999999", "9" * 30])
def test_a_wrong_list_or_place_leaves_the_report_whole(client, address, at):
    page = client.get(make_article().get_absolute_url(), {"from": address, "at": at})

    assert page.status_code == 200
    assert titles(page.context["list_navigation"]) == [None, None]


@pytest.mark.parametrize("reports", [3, 12])
def test_neighbours_take_two_queries_more_however_long_the_list(client, django_assert_num_queries, reports):
    article = make_years(*range(2000, 2000 + reports))[1]

    with django_assert_num_queries(7 + 2):
        client.get(article.get_absolute_url(), {"from": "/articles/?sort=oldest", "at": 2})


def test_an_outdated_address_keeps_the_way_back(client):
    article = make_article()

    answer = client.get(f"/articles/{article.pk}/old/", {"from": "/articles/", "at": 1})

    assert answer["Location"] == f"{article.get_absolute_url()}?from=%2Farticles%2F&at=1"
