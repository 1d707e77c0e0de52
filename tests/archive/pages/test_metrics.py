"""The table of all figures."""

from datetime import datetime

import pytest

from tests.archive.builders import make_metric
from tests.builders import SHANGHAI, make_article, make_section

pytestmark = pytest.mark.django_db


def shown(page):
    return [metric.raw for metric in page.context["metrics"]]


def test_a_figure_leads_to_its_section(client):
    article = make_article()
    section = make_section(article, anchor="s2-3", text="全年座谈87次。")
    make_metric(article, section=section, sentence="全年座谈87次。")

    html = client.get("/metrics/").content.decode()

    assert f'<a href="{article.get_absolute_url()}#s2-3" lang="zh-Hans">全年座谈87次。</a>' in html


def test_filters_combine(client):
    one = make_article("示例：一", organization="青禾区政协")
    other = make_article("示例：二", organization="红枫市政协", published_at=datetime(2020, 1, 1, tzinfo=SHANGHAI))
    make_metric(one, raw="1次", unit="次")
    make_metric(one, raw="2篇", unit="篇")
    make_metric(other, raw="3次", unit="次")

    assert shown(client.get("/metrics/?unit=次")) == ["3次", "1次"]
    assert shown(client.get("/metrics/?unit=次&year=2019")) == ["1次"]
    assert shown(client.get("/metrics/?organization=qing-he-qu-zheng-xie")) == ["1次", "2篇"]


def test_units_are_counted(client):
    article = make_article()
    for raw in ("1次", "2次", "3篇"):
        make_metric(article, raw=raw, unit=raw[-1])

    units = client.get("/metrics/").context["facets"][0]

    assert [(value.label, value.count) for value in units.values] == [("次", 2), ("篇", 1)]


def test_rejected_figures_are_left_out(client):
    make_metric(make_article(), status="rejected")

    assert shown(client.get("/metrics/")) == []


@pytest.mark.parametrize("query", ["year=abc", "organization=nobody", "unit=%00", "unit=" + "长" * 21])
def test_a_wrong_filter_is_answered_with_a_message(client, query):
    make_metric(make_article())

    page = client.get(f"/metrics/?{query}")

    assert (page.status_code, shown(page)) == (400, [])


def test_an_unknown_unit_finds_nothing(client):
    make_metric(make_article())

    page = client.get("/metrics/?unit=光年")

    assert (page.status_code, shown(page)) == (200, [])


@pytest.mark.parametrize("number", [1, 3])
def test_table_asks_the_database_five_times_whatever_it_holds(client, django_assert_num_queries, number):
    for index in range(number):
        article = make_article(f"示例：{index}", organization=f"示例{index}区政协")
        make_metric(article, section=make_section(article, text="87次"))

    with django_assert_num_queries(5):
        client.get("/metrics/")
