"""Narrowing and paging a list, on the list of reports."""

import pytest

from tests.builders import make_article

pytestmark = pytest.mark.django_db


def titles(page):
    return [article.title for article in page.context["articles"]]


def facet(page, name):
    (found,) = (facet for facet in page.context["facets"] if facet.name == name)
    return [(value.label, value.count, value.selected) for value in found.values]


def test_facet_counts_follow_the_other_filters_not_their_own(client):
    make_article("示例：一", organization="青禾区政协", keywords=["协商"])
    make_article("示例：二", organization="红枫市政协", keywords=["协商"])
    make_article("示例：三", organization="红枫市政协", keywords=["提案"])

    page = client.get("/articles/?keyword=xie-shang")

    assert facet(page, "keyword") == [("协商", 2, True), ("提案", 1, False)]
    assert facet(page, "organization") == [("红枫市政协", 1, False), ("青禾区政协", 1, False)]
    assert facet(page, "year") == [("2019", 2, False)]


def test_facet_links_set_and_take_back_a_value_and_leave_the_page_number(client):
    make_article("示例：一", keywords=["协商"])

    page = client.get("/articles/?keyword=xie-shang&year=2019&page=1")

    links = {facet.name: facet.values[0].url for facet in page.context["facets"] if facet.values}
    assert links == {"keyword": "/articles/?year=2019", "year": "/articles/?keyword=xie-shang"}


def test_a_chosen_value_beyond_the_listed_ones_is_still_shown(client, monkeypatch):
    monkeypatch.setattr("archive.pages.listing.MOST_VALUES", 1)
    make_article("示例：一", keywords=["协商", "提案"])
    make_article("示例：二", keywords=["协商"])

    assert facet(client.get("/articles/?keyword=ti-an"), "keyword") == [("协商", 2, False), ("提案", 1, True)]


@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "year=0",
        "year=99999999999999999999",
        "year=-1",
        "organization=nobody",
        "organization=%00",
        "outlet=x%27y",
        "keyword=%F0%9F%98%80",
        "sort=sideways",
        "title=" + "长" * 201,
        "title=%00",
    ],
)
def test_a_wrong_filter_is_answered_with_a_message(client, query):
    make_article()

    page = client.get(f"/articles/?{query}")

    assert (page.status_code, titles(page)) == (400, [])
    assert 'role="alert"' in page.content.decode()


@pytest.mark.parametrize(
    ("number", "status"), [("1", 200), ("2", 200), ("last", 200), ("3", 404), ("0", 404), ("abc", 404), ("-1", 404)]
)
def test_paging_ends(client, number, status):
    for index in range(21):
        make_article(f"示例：{index}")

    assert client.get(f"/articles/?page={number}").status_code == status


def test_pages_hold_every_report_once(client):
    for index in range(41):
        make_article(f"示例：{index:02}")

    shown = [title for number in (1, 2, 3) for title in titles(client.get(f"/articles/?page={number}"))]

    assert sorted(shown) == [f"示例：{index:02}" for index in range(41)]


def test_page_links_keep_the_filters(client):
    for index in range(21):
        make_article(f"示例：{index}")

    html = client.get("/articles/?year=2019&sort=oldest").content.decode()

    assert '<a rel="next" href="?year=2019&amp;sort=oldest&amp;page=2">' in html
