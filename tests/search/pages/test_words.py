"""The pages about words: concordance and trend."""

import pytest
from haystack import connections

from archive.models import Article
from search.search_indexes import ArticleIndex
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def indexed(*articles):
    connections["default"].get_backend().update(ArticleIndex(), articles)
    return articles


def lines(response):
    return [(one["left"], one["words"], one["right"]) for one in response.context["page_obj"]]


def concordance(client, **asked):
    return client.get("/search/concordance/", asked, headers={"accept-language": "en"})


def test_every_place_stands_in_its_context_and_leads_to_itself(client):
    article = make_article("示例：甲", text="先办税务，\n后办稅務。")
    section = make_section(article, anchor="s1", heading="税务", text="完。")
    indexed(article)

    response = concordance(client, q="税务", sort="date")

    assert lines(response) == [
        ("先办", "税务", "， 后办稅務。"),
        ("先办税务， 后办", "稅務", "。"),
        ("", "税务", " 完。"),
    ]
    (_, _, third) = response.context["page_obj"]
    assert third["url"] == f"{article.get_absolute_url()}?q=%22%E7%A8%8E%E5%8A%A1%22#hit-3"
    assert '<mark id="hit-3">税务</mark>' in client.get(third["url"]).content.decode()
    assert section.anchor in client.get(third["url"]).content.decode()


def test_lines_are_sorted_by_what_stands_beside_in_the_order_of_pinyin(client):
    indexed(make_article("示例：甲", text="丙税务八。乙税务中。甲税务。"))

    assert [right[0] for _, _, right in lines(concordance(client, q="税务", sort="right"))] == ["。", "八", "中"]
    assert [left[-1] for left, _, _ in lines(concordance(client, q="税务", sort="left"))] == ["丙", "甲", "乙"]


def test_filters_and_denials_of_the_line_hold(client):
    indexed(
        make_article("示例：甲", text="税务甲"),
        make_article("示例：乙", text="税务乙，没有委员"),
        make_article("示例：丙", text="税务丙", published_at="2017-01-01T00:00Z"),
    )

    assert lines(concordance(client, q="税务 -委员 year:2019")) == [("", "税务", "甲")]


def test_words_that_stand_apart_only_are_said_to_stand_nowhere(client):
    indexed(make_article("示例：甲", text="税务，委员"))

    response = concordance(client, q="税务委员")

    assert lines(response) == []
    assert "The words stand nowhere as typed." in response.content.decode()


def test_it_says_how_much_was_looked_at(client, monkeypatch):
    monkeypatch.setattr("search.finding.concordance.MOST_ARTICLES", 2)
    monkeypatch.setattr("search.finding.concordance.MOST_LINES", 3)
    indexed(*(make_article(f"示例：{number}", text="税务，税务") for number in range(3)))

    html = concordance(client, q="税务").content.decode()

    assert "3 places · 2 reports looked at · the newest of 3 that have the words" in " ".join(html.split())
    assert "No more than 2000 places are shown." in html


def test_reports_that_are_not_public_never_appear(client):
    article, hidden = make_article("示例：甲", text="税务"), make_article("示例：撤", text="税务撤")
    indexed(article, hidden, make_article("示例：转载", text="税务", reprint_of=article))
    Article.objects.filter(pk=hidden.pk).update(state=Article.State.WITHDRAWN)

    assert [one["article"] for one in concordance(client, q="税务").context["page_obj"]] == [article]


@pytest.mark.parametrize("path", ["/search/concordance/", "/search/trend/"])
@pytest.mark.parametrize(
    "line", ["", "？", "year:2019", "-税务", "((((", '"', "税" * 500, "*", "\ufffd", "<img src=x>"]
)
def test_any_line_is_answered(client, path, line):
    indexed(make_article(text="税务"))

    response = client.get(path, {"q": line})

    assert response.status_code == 200
    assert "<img src=x" not in response.content.decode()


@pytest.mark.parametrize(
    ("path", "asked"),
    [("concordance/", {"sort": "x"}), ("concordance/", {"page": "x"}), ("trend/", {"q": "\x00"})],
)
def test_bad_values_are_answered_in_words_and_with_a_way_on(client, path, asked):
    response = client.get(f"/search/{path}", {"q": "税务"} | asked)

    assert response.status_code == 400
    (mistake,) = response.context["mistakes"]
    assert mistake["message"]
    assert client.get(mistake["url"]).status_code == 200


@pytest.mark.parametrize("path", ["/search/concordance/", "/search/trend/"])
def test_a_damaged_index_is_said_to_be(client, index_folder, path):
    indexed(make_article("示例：税务"))
    (index_folder / "CURRENT").write_text("nonsense")

    response = client.get(path, {"q": "税务"}, headers={"accept-language": "en"})

    assert "It is being made anew" in response.content.decode()


def test_the_trend_has_a_bar_for_each_year_and_the_reports_behind_it(client):
    indexed(
        make_article("示例：甲", text="税务" * 5),
        make_article("示例：乙", text="没有这个词语的十字文", published_at="2021-05-05T00:00Z"),
    )

    response = client.get("/search/trend/", {"q": "稅務"})

    (chart,) = response.context["charts"]
    assert [(bar.year, bar.occurrences, bar.reports, bar.characters, bar.height) for bar in chart.bars] == [
        (2019, 5, 1, 10, 160.0),
        (2020, 0, 0, 0, 0.0),
        (2021, 0, 0, 10, 0.0),
    ]
    assert chart.bars[0].rate == 5000.0
    behind = client.get(chart.bars[0].url)
    assert [hit["article"].title for hit in behind.context["hits"]] == ["示例：甲"]


def test_several_words_are_drawn_on_one_scale(client):
    indexed(make_article("示例：甲", text="税务税务，委员。"))

    response = client.get("/search/trend/", {"q": "税务 委员 甲 乙 丙"})

    heights = {chart.text: chart.bars[0].height for chart in response.context["charts"]}
    assert heights == {"税务": 160.0, "委员": 80.0, "甲": 0.0, "乙": 0.0}
    assert response.context["left_out"] == ("丙",)


def test_pages_take_the_same_queries_for_one_report_and_for_three(client, django_assert_max_num_queries):
    indexed(make_article("示例：1", text="税务"))
    concordance(client, q="税务")
    with django_assert_max_num_queries(2):
        concordance(client, q="税务")
    indexed(make_article("示例：2", text="税务"), make_article("示例：3", text="税务"))
    with django_assert_max_num_queries(2):
        concordance(client, q="税务")
    with django_assert_max_num_queries(0):
        client.get("/search/trend/", {"q": "税务"})
