"""The results of a search for other programs."""

import csv
import json
from io import StringIO

import pytest
from haystack import connections
from lxml import etree

from archive.models import Article, Outlet
from search.search_indexes import ArticleIndex
from tests.builders import make_article

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def indexed(*articles):
    connections["default"].get_backend().update(ArticleIndex(), articles)
    return articles


def table(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_the_table_has_all_results_of_the_query_with_its_filters(client):
    indexed(
        *(make_article(f"示例：{number}", text="税务", outlet="甲报") for number in range(25)),
        make_article("示例：别处", text="税务", outlet="乙报"),
    )

    response = client.get("/search/results.csv", {"q": "税务", "outlet": Outlet.objects.named("甲报").slug, "page": 2})

    rows = table(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert sorted(row["title"] for row in rows) == sorted(f"示例：{number}" for number in range(25))
    assert {row["outlet"] for row in rows} == {"甲报"}


def test_the_table_begins_with_a_mark_and_holds_no_formulas(client):
    indexed(make_article("=税务()", text="@税务"))

    response = client.get("/search/results.csv", {"q": "税务"})
    content = b"".join(response.streaming_content)

    assert content.startswith(b"\xef\xbb\xbftitle,")
    (row,) = csv.DictReader(StringIO(content.decode("utf-8-sig")))
    assert (row["title"], row["passage"]) == ("'=税务()", "'@税务")


def test_the_table_ends_at_its_bound(client, monkeypatch):
    monkeypatch.setattr("search.pages.results.MOST_ROWS", 4)
    monkeypatch.setattr("search.pages.results.PARTS", 2)
    indexed(*(make_article(f"示例：{number}", text="税务") for number in range(7)))

    assert len(table(client.get("/search/results.csv", {"q": "税务"}))) == 4


def test_json_has_the_same_page_as_the_results_page(client):
    indexed(*(make_article(f"示例：{number}", text="办税务", keywords=["委员"]) for number in range(12)))
    asked = {"q": "税务", "size": 10, "page": 2, "sort": "oldest"}

    answer = client.get("/search/results.json", asked).json()
    page = client.get("/search/", asked)

    assert [hit["id"] for hit in answer["hits"]] == [hit["article"].pk for hit in page.context["hits"]]
    assert (answer["total"], answer["page"], answer["pages"], answer["next"]) == (12, 2, 2, None)
    hit = answer["hits"][0]
    assert hit["passages"] == [{"anchor": "lead", "heading": "", "text": "办税务", "marks": [[1, 3]]}]
    assert hit["published"] == "2019-11-22T16:16:00+08:00"
    assert [one["count"] for one in answer["facets"]["keyword"]] == [12]


def test_json_leads_to_the_next_page(client):
    indexed(*(make_article(f"示例：{number}", text="税务") for number in range(12)))

    first = client.get("/search/results.json", {"q": "税务", "size": 10}).json()
    second = client.get(first["next"]).json()

    assert len({hit["id"] for hit in first["hits"] + second["hits"]}) == 12


def test_the_feed_is_newest_first_and_leads_to_the_reports(client):
    article = make_article("示例：<新>", text="税务", organization="青禾区政协")
    indexed(make_article("示例：旧", text="税务", published_at="2001-01-01T00:00Z"), article)

    response = client.get("/search/results.atom", {"q": "税务", "year": ["2019", "2001"]})

    feed = etree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert feed.xpath("//a:entry/a:title/text()", namespaces=ATOM) == ["示例：<新>", "示例：旧"]
    assert feed.xpath("//a:entry[1]/a:author/a:name/text()", namespaces=ATOM) == ["青禾区政协"]
    (link,) = feed.xpath("//a:entry[1]/a:link/@href", namespaces=ATOM)
    assert client.get(link).status_code == 200
    page = feed.xpath("/a:feed/a:link[@rel='alternate']/@href", namespaces=ATOM)[0]
    assert client.get(page).context["total"] == 2


@pytest.mark.parametrize("path", ["csv", "json", "atom"])
def test_what_cannot_be_taken_is_answered_in_words(client, path):
    response = client.get(f"/search/results.{path}", {"q": "税务", "year": "x"})

    assert response.status_code == 400
    assert json.loads(response.content)["errors"]["year"]


@pytest.mark.parametrize("path", ["csv", "json", "atom"])
def test_a_search_that_is_given_up_is_no_empty_answer(client, path, monkeypatch):
    indexed(make_article(text="税务"))
    monkeypatch.setattr("search.engine.query.searcher.SECONDS", 0)

    assert client.get(f"/search/results.{path}", {"q": "税务"}).status_code == 503


@pytest.mark.parametrize("path", ["csv", "json", "atom"])
def test_nothing_asked_is_answered_with_nothing(client, path):
    assert client.get(f"/search/results.{path}").status_code == 200


def test_reports_that_are_not_public_are_in_none(client):
    _article, hidden = indexed(make_article("示例：甲", text="税务"), make_article("示例：撤回", text="税务"))
    Article.objects.filter(pk=hidden.pk).update(state=Article.State.DRAFT)

    for path in ("csv", "json", "atom"):
        response = client.get(f"/search/results.{path}", {"q": "税务"})
        text = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
        assert ("示例：甲" in text, "示例：撤回" in text) == (True, False)


def test_a_reprint_counts_with_its_original_and_is_named_beside_it(client):
    (article,) = indexed(make_article("示例：甲", text="税务"))
    indexed(reprint := make_article("示例：转载", text="税务", outlet="示例报", reprint_of=article))

    answer = client.get("/search/results.json", {"q": "税务"}).json()

    (hit,) = answer["hits"]
    assert (answer["total"], hit["id"], hit["reprint_of"]) == (1, article.pk, None)
    assert [(one["id"], one["outlet"]) for one in hit["reprints"]] == [(reprint.pk, "示例报")]


def test_a_date_is_no_finer_than_it_is_known(client):
    indexed(make_article("示例：甲", text="税务", published_precision="month"))

    (hit,) = client.get("/search/results.json", {"q": "税务"}).json()["hits"]

    assert hit["published"] == "2019-11"
