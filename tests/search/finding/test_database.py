"""Search by the database alone, for when the index cannot be used."""

import pytest

from archive.models import Metric
from search.engine.documents import SearchRequest
from search.finding.database import search
from search.indexing.units import unit_number
from search.text.grammar import parse_query
from search.text.queries import And, Everything, Or, Range
from tests.archive.builders import make_metric
from tests.builders import make_article
from tests.search.places import make_regions, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    """税务 of 2001, 街鄉 of 2019, and an undated one."""
    return [
        make_article("示例：税务", text="开头", published_at="2001-05-05T00:00Z", keywords=["委员"], outlet="甲报"),
        make_article("示例：街鄉", text="後記", published_at="2019-05-05T00:00Z", keywords=["委员", "共识"]),
        make_article("示例：电梯", text="100%的开头", published_at=None),
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("税务", [0]),
        ("街乡", [1]),
        ("後記", [1]),
        ("开头", [0, 2]),
        ("开头 -税务", [2]),
        ("-税务", [1, 2]),
        ("税务 OR 後記", [1, 0]),
        ("title:开头", []),
        ("title:税*", [0]),
        ("year:2019", [1]),
        ("year:..2018", [0]),
        ("year:999999999", []),
        ("-year:2019", [0, 2]),
        ("100%", [2]),
        ("_", []),
        ("year:2019-05", [1]),
        ("year:..2001-05-04", []),
        ("year:..2001-05-05", [0]),
        ("outlet:甲報", [0]),
        ("keyword:委員 -年份：2001", [1]),
        ("editor:甲", []),
        ("头 NEAR 开", [0, 2]),
    ],
)
def test_finds(articles, line, found):
    query = parse_query(line).query or Or(())

    answer = search(SearchRequest(query))

    assert [hit.id for hit in answer.hits] == [articles[place].pk for place in found]
    assert answer.total == len(found)


def test_finds_figures(articles):
    for article, value, unit in zip(articles, ("1.2", "3", "9"), ("萬件", "件", "次"), strict=True):
        Metric.objects.create(article=article, raw=f"{value}{unit}", value=value, unit=unit)
    Metric.objects.create(article=articles[2], raw="4件", value="4", unit="件", status=Metric.Status.REJECTED)

    totals = [
        search(SearchRequest(parse_query(line).query)).total for line in ("件: >3", "件: >=3", "件: 12000", "件: <100")
    ]

    assert totals == [1, 2, 1, 1]


def test_filters_by_name(articles):
    one, two, _ = articles
    keyword, outlet = one.keywords.get(), one.outlet

    both = And((Everything(), Range("keyword", keyword.pk, keyword.pk)))

    assert {hit.id for hit in search(SearchRequest(both)).hits} == {one.pk, two.pk}
    assert search(SearchRequest(And((both, Range("outlet", outlet.pk, outlet.pk))))).total == 1


def test_slices_and_sorts(articles):
    one, two, undated = (article.pk for article in articles)

    def ids(**request):
        return [hit.id for hit in search(SearchRequest(Everything(), **request)).hits]

    assert ids() == [two, one, undated]
    assert ids(sort="oldest") == [one, two, undated]
    assert ids(start=1, stop=2) == [one]


def test_filters_by_region_and_unit():
    country, province = make_regions(("中国", "country"), ("青禾省", "province"))
    one, two = make_article("示例：甲", organization="甲政协"), make_article("示例：乙", organization="乙政协")
    place(one.organization, province)
    place(two.organization, country)
    make_metric(one, unit="次")
    make_metric(two, unit="次", status="rejected")

    def holding(column, number):
        return [hit.id for hit in search(SearchRequest(Range(column, number, number))).hits]

    assert holding("region", province.pk) == [one.pk]
    assert sorted(holding("region", country.pk)) == [one.pk, two.pk]
    assert holding("unit", unit_number("次")) == [one.pk]
    assert holding("unit", 1) == []
