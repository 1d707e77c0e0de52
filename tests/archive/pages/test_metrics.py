"""The table of all figures."""

import re
from datetime import datetime
from decimal import Decimal

import pytest

from archive.exploring import selection
from archive.models import Organization, Region
from tests.archive.builders import make_metric
from tests.builders import SHANGHAI, make_article, make_section

pytestmark = pytest.mark.django_db


def shown(page):
    return [metric.raw for metric in page.context["metrics"]]


def test_a_figure_leads_to_its_section_where_it_is_marked(client):
    article = make_article()
    section = make_section(article, anchor="s2-3", text="全年座谈87次。")
    metric = make_metric(article, section=section, sentence="全年座谈87次。")
    address = f"{article.get_absolute_url()}?figure={metric.pk}#s2-3"

    assert f'<a href="{address}" lang="zh-Hans">全年座谈87次。</a>' in " ".join(
        client.get("/metrics/").content.decode().split()
    )
    assert '<a class="figure chosen" id="figure-1-words"' in client.get(address).content.decode()


def test_filters_combine(client):
    one = make_article("示例：一", organization="青禾区政协")
    other = make_article("示例：二", organization="红枫市政协", published_at=datetime(2020, 1, 1, tzinfo=SHANGHAI))
    make_metric(one, raw="1次", unit="次")
    make_metric(one, raw="2篇", unit="篇")
    make_metric(other, raw="3次", unit="次")

    assert shown(client.get("/metrics/?unit=次")) == ["3次", "1次"]
    assert shown(client.get("/metrics/?unit=次&year=2019")) == ["1次"]
    assert shown(client.get("/metrics/?organization=qing-he-qu-zheng-xie")) == ["1次", "2篇"]


@pytest.mark.parametrize(
    ("query", "raw"),
    [
        ("kind=money", ["2元"]),
        ("status=confirmed", ["2元"]),
        ("region=110000", ["1次"]),
        ("region=000000", ["2元", "1次"]),
        ("subject=提案建議", ["2元"]),
        ("subject=建议 提案", ["2元"]),
        ("unit=個", ["3个"]),
        ("subject=%25", []),
    ],
)
def test_each_filter_narrows(client, query, raw):
    country = Region.objects.create(code="000000", name="示例国", level="country")
    city = Region.objects.create(code="110000", name="示例市", level="province", parent=country)
    for region, name in ((city, "青禾区政协"), (country, "红枫市政协")):
        Organization.objects.named(name)
        Organization.objects.filter(name=name).update(region=region)
    make_metric(make_article("示例：一", organization="青禾区政协"), raw="1次", unit="次", subject="座谈")
    make_metric(
        make_article("示例：二", organization="红枫市政协"),
        raw="2元",
        unit="元",
        kind="money",
        status="confirmed",
        subject="提案建议",
    )
    make_metric(make_article("示例：三"), raw="3个", unit="个")

    assert shown(client.get(f"/metrics/?{query}")) == raw


def test_units_are_counted_both_scripts_together(client):
    article = make_article()
    for raw in ("1次", "2个", "3個"):
        make_metric(article, raw=raw, unit=raw[-1])

    (units,) = client.get("/metrics/").context["facets"]

    assert [(value.label, value.count) for value in units.values] == [
        ("个 数量", 2),
        ("次 数量", 1),
    ]


def test_each_filter_that_is_set_can_be_taken_away(client):
    make_metric(make_article())

    page = client.get("/metrics/?unit=次&year=2019&page=1")

    assert [(str(label), value, url) for label, value, url in page.context["chips"]] == [
        ("单位", "次", "/metrics/?year=2019"),
        ("年份", "2019", "/metrics/?unit=%E6%AC%A1"),
    ]


@pytest.mark.parametrize(
    ("sort", "raw"),
    [
        ("value", ["1次", "5份", "9次"]),
        ("-value", ["9次", "5份", "1次"]),
        ("year", ["9次", "1次", "5份"]),
        ("-year", ["5份", "9次", "1次"]),
        ("unit", ["5份", "9次", "1次"]),
        ("-unit", ["1次", "9次", "5份"]),
        ("organization", ["5份", "9次", "1次"]),
        ("-organization", ["9次", "1次", "5份"]),
    ],
)
def test_rows_are_sorted(client, sort, raw):
    old = make_article("示例：旧", organization="乙政协")
    new = make_article("示例：新", organization="丙政协", published_at=datetime(2020, 1, 1, tzinfo=SHANGHAI))
    Organization.objects.filter(name="丙政协").update(folded_name="丁")
    make_metric(old, raw="9次", value=9, unit="次")
    make_metric(old, raw="1次", value=1, unit="次")
    make_metric(new, raw="5份", value=5, unit="份")

    assert shown(client.get(f"/metrics/?sort={sort}")) == raw


def test_rows_beyond_those_looked_at_first_are_shown_all_the_same(client, monkeypatch):
    monkeypatch.setattr(selection, "FIRST", 60)
    article = make_article()
    for number in range(120):
        make_metric(article, raw=f"{number}次", value=number)

    page = client.get("/metrics/?page=2&sort=value")

    assert (page.context["paginator"].count, shown(page)[0], shown(page)[-1]) == (120, "50次", "99次")
    assert page.context["chart"] is None
    assert client.get("/metrics/?unit=次&kind=count").context["paginator"].count == 120


# --- bars ----------------------------------------------------------------------------------------


def bars(page):
    return [(bar.label, bar.value, bar.figures) for bar in page.context["chart"]["bars"]]


def figures_of_two_years(**facts):
    one = make_article("示例：一", organization="青禾区政协")
    other = make_article("示例：二", organization="红枫市政协", published_at=datetime(2020, 1, 1, tzinfo=SHANGHAI))
    undated = make_article("示例：三", published_at=None)
    for article, value in ((one, 1), (one, 2), (other, 4), (undated, 8)):
        make_metric(article, raw=f"{value}次", value=value, **facts)


@pytest.mark.parametrize("first", [2_000, 2])
def test_bars_add_up_counts_by_year_and_lead_to_their_rows(client, monkeypatch, first):
    monkeypatch.setattr(selection, "FIRST", first)
    figures_of_two_years()

    page = client.get("/metrics/?unit=次&kind=count")

    assert bars(page) == [(2019, 3, 2), (2020, 4, 1), ("不详", 8, 1)]
    assert shown(client.get(page.context["chart"]["bars"][0].url)) == ["1次", "2次"]


@pytest.mark.parametrize("first", [2_000, 2])
def test_bars_by_organization(client, monkeypatch, first):
    monkeypatch.setattr(selection, "FIRST", first)
    figures_of_two_years()

    page = client.get("/metrics/?unit=次&kind=count&bars=organization")

    assert bars(page) == [("青禾区政协", 3, 2), ("红枫市政协", 4, 1), ("不详", 8, 1)]
    assert shown(client.get(page.context["chart"]["bars"][1].url)) == ["4次"]


def test_shares_are_not_added_up(client):
    figures_of_two_years(unit="%", kind="share")

    assert bars(client.get("/metrics/"))[0] == (2019, Decimal("1.5"), 2)


def test_unlike_figures_are_not_drawn_but_units_are_offered(client):
    article = make_article()
    make_metric(article, raw="1次")
    make_metric(article, raw="2份", unit="份")

    page = client.get("/metrics/")

    assert page.context["chart"] is None
    assert [url for _label, url in page.context["choices"]] == [
        "/metrics/?unit=%E6%AC%A1&kind=count",
        "/metrics/?unit=%E4%BB%BD&kind=count",
    ]


def test_rejected_figures_are_left_out(client):
    make_metric(make_article(), status="rejected")

    assert shown(client.get("/metrics/")) == []


@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "organization=nobody",
        "unit=%00",
        "unit=" + "长" * 21,
        "kind=x",
        "status=rejected",
        "region=9",
        "sort=x",
    ],
)
def test_a_wrong_filter_is_answered_with_a_message(client, query):
    make_metric(make_article())

    page = client.get(f"/metrics/?{query}")

    assert (page.status_code, shown(page)) == (400, [])


def test_an_unknown_unit_finds_nothing(client):
    make_metric(make_article())

    page = client.get("/metrics/?unit=光年")

    assert (page.status_code, shown(page)) == (200, [])


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_database_as_often_whatever_it_holds(client, django_assert_num_queries, number):
    for index in range(number):
        article = make_article(f"示例：{index}", organization=f"示例{index}区政协")
        make_metric(article, section=make_section(article, text="87次"))

    # Regions, the first rows, the bars, the rows of the page, names of organizations.
    with django_assert_num_queries(5):
        client.get("/metrics/")
    with django_assert_num_queries(6):  # and names of bars
        client.get("/metrics/?bars=organization")


@pytest.mark.parametrize(("qualifier", "cell"), [("近", "近 60"), ("多", "60 多"), ("以內", "60 以內"), ("", "60")])
def test_a_qualifier_stands_where_it_is_said(client, qualifier, cell):
    make_metric(make_article(), raw="60家", value=60, unit="家", qualifier=qualifier)

    page = client.get("/metrics/")
    [number] = re.findall(r'<td class="number" data-label="数值">(.*?)</td>', page.content.decode(), re.DOTALL)
    assert " ".join(re.sub(r"<[^>]*>", "", number).split()) == cell
