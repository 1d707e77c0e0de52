"""Finding articles: rows, passages and facets, and what happens when index and database disagree."""

import logging

import pytest
from haystack import connections

from archive.models import Article, Keyword, Outlet
from search.engine.documents import SearchRequest
from search.finding.articles import SearchResults, find_articles
from search.finding.facets import FACETS, FacetCount
from search.indexing.units import unit_number
from search.search_indexes import ArticleIndex
from search.text.grammar import parse_query
from search.text.queries import Everything, Range
from tests.archive.builders import make_metric
from tests.builders import make_article, make_section
from tests.search.places import make_regions, place

pytestmark = pytest.mark.django_db


def indexed(*articles):
    connections["default"].get_backend().update(ArticleIndex(), articles)
    return articles


def find(line, **more):
    return find_articles(SearchRequest(parse_query(line).query, facets=FACETS, **more))


def only(column, row):
    return Range(column, row.pk, row.pk)


def titles(findings):
    return [hit.article.title for hit in findings.hits]


def test_a_hit_shows_its_best_sections_and_leads_to_the_best():
    article = make_article("示例：街鄉協商", text="无关的开头。")
    make_section(article, anchor="s1", number="一、", heading="税务", text="街乡。")
    make_section(article, anchor="s2", number="二、", heading="税务服务。", text="街鄉的稅務。")
    indexed(article)

    (hit,) = find("街乡 税务").hits

    assert hit.article == article
    assert hit.title_marks == ((3, 5),)
    assert [(one.anchor, one.label, one.text, one.marks) for one in hit.passages] == [
        ("s2", "", "二、税务服务。\n街鄉的稅務。", ((2, 4), (8, 10), (11, 13))),
        ("s1", "", "一、税务\n街乡。", ((2, 4), (5, 7))),
    ]
    assert hit.url == f"/articles/{article.pk}/{article.slug}/#s2"


def test_a_passage_from_within_a_section_is_labelled_with_its_heading():
    article = make_article("示例：街鄉協商", text="无关的开头。")
    make_section(article, anchor="s1", number="一、", heading="工作机制。", text="无关的话。" * 30 + "讨论税务。")
    indexed(article)

    (hit,) = find("税务").hits

    assert [(one.label, one.text[-5:]) for one in hit.passages] == [("一、工作机制", "讨论税务。")]


def test_a_catalogue_record_shows_its_note_and_leads_to_its_page():
    article = make_article("示例：目录", level=Article.Level.CATALOGUE, summary="只有书目。")
    indexed(article)

    (hit,) = find("书目").hits

    assert [(one.anchor, one.label, one.marks) for one in hit.passages] == [("", "", ((2, 4),))]
    assert hit.url == article.get_absolute_url()


def test_a_report_found_by_its_title_shows_its_beginning():
    indexed(make_article("示例：税务", text="开头。"))

    (hit,) = find("税务").hits

    assert [(one.text, one.marks) for one in hit.passages] == [("开头。", ())]


def test_scripts_find_each_other_both_ways():
    indexed(make_article("示例：甲", text="雙向發力"), make_article("示例：乙", text="双向发力"))

    for line in ("雙向發力", "双向发力", "“雙向发力”"):
        assert sorted(titles(find(line))) == ["示例：乙", "示例：甲"]


def test_facets_have_names_and_counts():
    one = make_article("示例：甲", outlet="甲报", keywords=["委员", "共识"], organization="青禾区政协")
    two = make_article("示例：乙", outlet="甲报", keywords=["委员"], published_at="2017-01-01T00:00Z")
    indexed(one, two)
    keyword, other = Keyword.objects.named("委员"), Keyword.objects.named("共识")

    findings = find("示例")

    assert findings.facets == {
        "year": (FacetCount("2019", "2019", 2019, 1), FacetCount("2017", "2017", 2017, 1)),
        "region": (),
        "unit": (),
        "organization": (FacetCount(one.organization.slug, "青禾区政协", one.organization_id, 1),),
        "outlet": (FacetCount(one.outlet.slug, "甲报", one.outlet_id, 2),),
        "keyword": (
            FacetCount(keyword.slug, "委员", keyword.pk, 2),
            FacetCount(other.slug, "共识", other.pk, 1),
        ),
    }


def test_any_filter_on_a_column_holds_and_every_column_must():
    indexed(
        make_article("示例：甲", keywords=["委员"], outlet="甲报"),
        make_article("示例：乙", keywords=["共识"], outlet="甲报"),
        make_article("示例：丙", keywords=["委员"], outlet="丙报"),
        make_article("示例：丁", keywords=["提案"], outlet="甲报"),
    )
    either = tuple(only("keyword", Keyword.objects.named(name)) for name in ("委员", "共识"))

    assert sorted(titles(find("示例", filters=either))) == ["示例：丙", "示例：乙", "示例：甲"]
    assert sorted(titles(find("示例", filters=(*either, only("outlet", Outlet.objects.named("甲报")))))) == [
        "示例：乙",
        "示例：甲",
    ]


def test_a_facet_is_counted_without_its_own_filter_and_with_the_others():
    indexed(
        make_article("示例：甲", outlet="甲报", published_at="2017-01-01T00:00Z"),
        make_article("示例：乙", outlet="乙报", published_at="2018-01-01T00:00Z"),
        make_article("示例：丙", outlet="乙报", published_at="2018-01-01T00:00Z"),
    )

    findings = find("示例", filters=(Range("year", 2018, 2018),))

    assert findings.total == 2
    assert [(one.value, one.count) for one in findings.facets["year"]] == [("2018", 2), ("2017", 1)]
    assert [(one.label, one.count) for one in findings.facets["outlet"]] == [("乙报", 2)]


def test_regions_are_counted_with_all_they_are_part_of():
    country, province, city = make_regions(("中国", "country"), ("青禾省", "province"), ("云溪市", "city"))
    one, two = make_article("示例：甲", organization="甲政协"), make_article("示例：乙", organization="乙政协")
    place(one.organization, city)
    place(two.organization, province)
    indexed(one, two)

    everywhere, within = find("示例"), find("示例", filters=(only("region", province),))

    assert [(row.label, row.count, row.depth) for row in everywhere.facets["region"]] == [
        ("中国", 2, 0),
        ("青禾省", 2, 1),
    ]
    assert [(row.label, row.count, row.depth) for row in within.facets["region"]] == [
        ("中国", 2, 0),
        ("青禾省", 2, 1),
        ("云溪市", 1, 2),
    ]
    assert titles(find("示例", filters=(only("region", city),))) == ["示例：甲"]
    assert within.facets["region"][2].kin == {country.code, province.code}


def test_units_are_counted_from_the_figures_that_are_shown():
    one, two = make_article("示例：甲"), make_article("示例：乙")
    make_metric(one, raw="87次", unit="次")
    make_metric(one, raw="88次", unit="次")
    make_metric(two, raw="3人", unit="人")
    make_metric(two, raw="4次", unit="次", status="rejected")
    indexed(one, two)

    findings = find("示例")

    assert [(row.value, row.count) for row in findings.facets["unit"]] == [("人", 1), ("次", 1)]
    assert titles(find("示例", filters=(Range("unit", unit_number("次"), unit_number("次")),))) == ["示例：甲"]


def test_most_matches_first():
    one = make_article("示例：甲", text="税务。")
    two = make_article("示例：乙", text="税务，稅務，税务局的税 务。")
    indexed(one, two)

    hits = find("税务", sort="matches").hits

    assert [(hit.article.title, hit.score) for hit in hits] == [("示例：乙", 4.0), ("示例：甲", 1.0)]


def test_the_value_filtered_by_is_among_the_facets_however_rare():
    rare = make_article("示例：甲", keywords=[*(f"词{number}" for number in range(30)), "少见"])
    others = [make_article("示例：乙", keywords=[f"词{number}" for number in range(30)]) for _ in range(2)]
    indexed(rare, *others)
    keyword = Keyword.objects.named("少见")

    values = find("示例", filters=(only("keyword", keyword),)).facets["keyword"]

    assert len(values) == 21
    assert FacetCount(keyword.slug, "少见", keyword.pk, 1) in values


def test_sorts():
    old = make_article("示例：旧", published_at="2001-01-01T00:00Z")
    indexed(old, make_article("示例：新"))

    assert titles(find("示例", sort="newest")) == ["示例：新", "示例：旧"]
    assert titles(find("示例", sort="oldest")) == ["示例：旧", "示例：新"]


def test_reports_that_are_gone_are_left_out():
    _, gone = indexed(make_article("示例：甲"), make_article("示例：乙"))
    Article.objects.filter(pk=gone.pk).delete()

    assert titles(find("示例")) == ["示例：甲"]


def test_a_damaged_index_is_replaced_by_the_database(index_folder, caplog):
    indexed(make_article("示例：税务"))
    (index_folder / "CURRENT").unlink()

    with caplog.at_level(logging.ERROR):
        findings = find("税务")

    assert (titles(findings), findings.simplified, findings.facets) == (["示例：税务"], True, {})
    assert "The index cannot be used; a rebuild begins" in caplog.text


def test_a_lost_index_is_replaced_by_the_database():
    make_article("示例：税务")

    findings = find("税务")

    assert (titles(findings), findings.simplified) == (["示例：税务"], True)


def test_nothing_found_in_a_sound_index_is_nothing():
    indexed(make_article("示例：税务"))

    assert find("电梯") == SearchResults(facets=dict.fromkeys(FACETS, ()))


def test_an_empty_archive_has_nothing():
    assert find_articles(SearchRequest(Everything())).total == 0
