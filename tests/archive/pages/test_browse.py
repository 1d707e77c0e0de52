"""Years, regions, outlets, keywords, and what was added last."""

import pytest

from archive.models import Keyword, Outlet
from archive.pages.browse import timeline
from tests.builders import make_article
from tests.search.places import make_regions, place

pytestmark = pytest.mark.django_db

LINE = (("示例国", "country"), ("示例省", "province"), ("示例市", "city"), ("示例县", "county"))


def titles(page):
    return [article.title for article in page.context["articles"]]


def make_placed():
    """A report of the county and one of the city above it."""
    regions = make_regions(*LINE)
    county, city = (make_article(f"示例：{name}", organization=f"{name}政协") for name in ("甲县", "乙市"))
    place(county.organization, regions[3])
    place(city.organization, regions[2])
    return regions


def test_timeline_shows_the_years_between_and_the_longest_bar_for_the_most():
    bars = [(bar.year, bar.reports, bar.span.length) for bar in timeline([(2019, 4), (2017, 2)])]

    assert bars == [(2017, 2, "50.00"), (2018, 0, "0.00"), (2019, 4, "100.00")]


def test_timeline_of_nothing_is_empty():
    assert timeline([]) == []


def test_a_span_of_centuries_shows_only_years_with_reports():
    assert [bar.year for bar in timeline([(1019, 1), (2019, 1)])] == [1019, 2019]


@pytest.mark.parametrize("address", ["/years/", "/regions/", "/articles/?sort=added"])
def test_pages_of_an_empty_archive(client, address):
    assert client.get(address).status_code == 200


def test_years_count_public_reports_only(client):
    make_article()
    make_article("示例：稿", state="draft")
    make_article("示例：无", published_at=None)

    context = client.get("/years/").context

    assert [(bar.year, bar.reports) for bar in context["bars"]] == [(2019, 1)]
    assert context["undated"] == 1


def test_regions_count_the_reports_of_all_below_them(client):
    make_placed()

    shown = [(one.region.name, one.depth, one.reports) for one in client.get("/regions/").context["regions"]]

    assert shown == [("示例国", 0, 2), ("示例省", 1, 2), ("示例市", 2, 2), ("示例县", 3, 1)]


def test_a_region_lists_the_reports_of_all_below_it_and_leads_up_and_down(client):
    country, province, city, county = make_placed()

    page = client.get(f"/regions/{city.code}/")

    assert sorted(titles(page)) == ["示例：乙市", "示例：甲县"]
    assert list(page.context["above"]) == [country, province]
    assert [(one.region, one.reports) for one in page.context["below"]] == [(county, 1)]
    assert titles(client.get(f"/regions/{county.code}/")) == ["示例：甲县"]


@pytest.mark.parametrize("address", ["/regions/nowhere/", "/outlets/none/", "/keywords/none/"])
def test_unknown_names_are_not_found(client, address):
    assert client.get(address).status_code == 404


def test_an_outlet_lists_its_public_reports(client):
    make_article("示例：本", outlet="示例网")
    make_article("示例：稿", outlet="示例网", state="draft")
    make_article("示例：他", outlet="示例报")

    assert titles(client.get(f"/outlets/{Outlet.objects.get(name='示例网').slug}/")) == ["示例：本"]


def test_a_keyword_has_related_ones_by_the_public_reports_they_share(client):
    make_article("示例：一", keywords=["协商", "提案", "监督"])
    make_article("示例：二", keywords=["协商", "提案"])
    make_article("示例：三", keywords=["协商", "机密"], state="draft")
    make_article("示例：四", keywords=["监督", "他"])

    page = client.get("/keywords/xie-shang/")

    assert sorted(titles(page)) == ["示例：一", "示例：二"]
    assert [(one.name, one.reports) for one in page.context["related"]] == [("提案", 2), ("监督", 1)]


def test_a_name_of_no_report_that_readers_see_has_no_page(client):
    draft = make_article("示例：草稿", state="draft")
    draft.set_keywords(Keyword.objects.all_named(["协商"]))

    assert client.get("/keywords/xie-shang/").status_code == 404


def test_what_was_added_last_comes_first(client):
    for year in (2019, 2017, 2018):
        make_article(f"示例：{year}", published_at=f"{year}-01-01T00:00:00+08:00", published_precision="year")

    assert titles(client.get("/articles/?sort=added")) == ["示例：2018", "示例：2017", "示例：2019"]


def test_an_organization_shows_its_years(client):
    article = make_article(organization="青禾区政协")
    make_article("示例：他")

    bars = client.get(article.organization.get_absolute_url()).context["bars"]

    assert [(bar.year, bar.reports) for bar in bars] == [(2019, 1)]


@pytest.mark.parametrize("reports", [2, 9])
def test_pages_take_as_many_queries_for_few_reports_as_for_many(client, django_assert_num_queries, reports):
    regions = make_regions(*LINE)
    for number in range(reports):
        article = make_article(
            f"示例：{number}", organization="甲政协", outlet="示例网", keywords=["协商", f"词{number}"]
        )
    place(article.organization, regions[3])
    asked = {"/years/": 2, "/regions/": 2, f"/regions/{regions[2].code}/": 10, "/outlets/shi-li-wang/": 6}

    for address, queries in {**asked, "/keywords/xie-shang/": 7}.items():
        with django_assert_num_queries(queries):
            client.get(address)


def test_markup_in_names_is_shown_as_text_and_pages_set_no_cookie(client):
    bad = "<img src=x onerror=alert(1)>"
    article = make_article(bad, organization=bad, outlet=bad, keywords=[bad, f"{bad}2"])
    region = make_regions((bad, "country"))[0]
    place(article.organization, region)
    names = [f"/outlets/{article.outlet.slug}/", f"/keywords/{Keyword.objects.first().slug}/"]

    for address in [*names, "/regions/", f"/regions/{region.code}/", f"{article.get_absolute_url()}?section=lead"]:
        answer = client.get(address)
        assert (address, answer.status_code, dict(answer.cookies)) == (address, 200, {})
        assert "<img src=x" not in answer.content.decode()
        assert "&lt;img src=x" in answer.content.decode()
