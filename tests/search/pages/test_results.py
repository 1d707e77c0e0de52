"""The results page."""

import html
from urllib.parse import parse_qs, urlsplit

import pytest
from haystack import connections

from archive.models import Article, Keyword
from search.search_indexes import ArticleIndex
from tests.builders import make_article, make_section
from tests.search.places import make_regions, place

pytestmark = pytest.mark.django_db


def indexed(*articles):
    connections["default"].get_backend().update(ArticleIndex(), articles)
    return articles


def search(client, **asked):
    return client.get("/search/", asked)


def titles(response):
    return [hit["article"].title for hit in response.context["hits"]]


def test_without_a_query_the_page_only_invites(client):
    indexed(make_article())

    response = search(client)

    assert response.status_code == 200
    assert (response.context["asked"], titles(response)) == (False, [])


def test_a_hit_links_to_the_matching_section(client):
    article = make_article("示例：青禾区", text="开头")
    make_section(article, anchor="s1", number="一、", heading="先導作用", text="街鄉。")
    indexed(article)

    response = search(client, q="先导作用")

    (hit,) = response.context["hits"]
    page, _mark, place = hit["url"].partition("#")
    asked = {"q": ["先导作用"], "from": ["/search/?q=%E5%85%88%E5%AF%BC%E4%BD%9C%E7%94%A8"], "at": ["1"]}
    assert (urlsplit(page).path, place) == (f"/articles/{article.pk}/{article.slug}/", "s1")
    assert parse_qs(urlsplit(page).query) == asked
    assert [(one["label"], one["html"]) for one in hit["snippets"]] == [("", "一、<mark>先導作用</mark>\n街鄉。")]
    assert hit["url"] in html.unescape(response.content.decode())


PAYLOADS = ['<script>alert("税")</script>', "<img src=x onerror=税>", "税'\"><b>", "{{ 税 }}{% csrf_token %}", "&lt;税"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_in_reports_and_queries_are_escaped(client, payload):
    article = make_article(f"示例：{payload}", text=payload, organization=payload, keywords=[payload])
    make_section(article, anchor="s1", heading=payload, text=payload)
    indexed(article)

    for line in ("税", payload, f'"{payload}'):
        response = search(client, q=line)
        page = response.content.decode()
        assert response.status_code == 200
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "><b>" not in page
        assert payload in html.unescape(page.replace("<mark>", "").replace("</mark>", ""))


def test_pages_make_up_the_whole_list(client):
    indexed(*Article.objects.bulk_create(Article(title=f"示例：{n}", folded_title="", slug="x") for n in range(45)))

    pages = [search(client, q="示例", page=page) for page in (1, 2, 3, 99)]

    assert [len(titles(page)) for page in pages] == [20, 20, 5, 5]
    assert len({title for page in pages for title in titles(page)}) == 45
    assert [page.context["page_obj"].number for page in pages] == [1, 2, 3, 3]
    assert {page.context["total"] for page in pages} == {45}


def test_facet_links_set_and_take_back_their_value(client):
    indexed(make_article("示例：甲", outlet="甲报", keywords=["委员", "共识"]), make_article("示例：乙", outlet="乙报"))
    keyword, other = (Keyword.objects.named(name).slug for name in ("委员", "共识"))

    def links(**asked):
        facets = search(client, q="示例", **asked).context["facets"]
        return {value.label: (value.selected, value.url) for facet in facets for value in facet.values}

    line = "%E7%A4%BA%E4%BE%8B"
    assert links(page=1)["委员"] == (False, f"/search/?q={line}&keyword={keyword}")
    assert links(keyword=keyword)["委员"] == (True, f"/search/?q={line}")
    assert links(keyword=keyword)["共识"] == (False, f"/search/?q={line}&keyword={keyword}&keyword={other}")


def test_following_a_facet_narrows(client):
    indexed(make_article("示例：甲", outlet="甲报"), make_article("示例：乙", outlet="乙报"))
    facets = {facet.name: facet for facet in search(client, q="示例").context["facets"]}

    counts = {value.label: value.count for value in facets["outlet"].values}
    (first, _) = facets["outlet"].values
    narrowed = client.get(first.url)

    assert counts == {"甲报": 1, "乙报": 1}
    assert [hit["article"].outlet.name for hit in narrowed.context["hits"]] == [first.label]


def test_sort_links(client):
    indexed(make_article("示例：新"), make_article("示例：旧", published_at="2001-01-01T00:00Z"))

    response = search(client, q="示例", sort="oldest", page=1)

    assert titles(response) == ["示例：旧", "示例：新"]
    assert [(link["current"], link["url"].rpartition("&")[2]) for link in response.context["sort_links"]] == [
        (False, "sort=relevance"),
        (False, "sort=newest"),
        (True, "sort=oldest"),
        (False, "sort=matches"),
    ]


def test_filters_alone_list_all_that_pass(client):
    indexed(make_article("示例：新"), make_article("示例：旧", published_at="2001-01-01T00:00Z"))

    assert titles(search(client, year=2001)) == ["示例：旧"]


def test_only_marks_are_found_where_they_stand(client):
    indexed(make_article("示例：？"), make_article("示例"))

    response = search(client, q="？")

    assert (titles(response), response.context["problems"]) == (["示例：？"], [])


def test_the_page_says_how_far_the_question_was_relaxed(client):
    indexed(make_article("示例：电梯", text="老旧小区的电梯更新。"))

    response = search(client, q="哪些老旧小区的电梯更新了多少台")

    assert titles(response) == ["示例：电梯"]
    assert str(response.context["relaxation"]) in html.unescape(response.content.decode())
    assert [search(client, q=line).context["relaxation"] for line in ("电梯更新", "没有")] == ["", ""]


@pytest.mark.parametrize("asked", [{"year": "abc"}, {"page": "0"}, {"sort": "x"}, {"organization": "x"}, {"q": "\x00"}])
def test_bad_values_are_answered_with_a_message(client, asked):
    response = search(client, **({"q": "税"} | asked))

    assert response.status_code == 400
    assert titles(response) == []
    assert response.context["form"].errors


@pytest.mark.parametrize("line", ["((((", '"', "OR OR", "a' OR 1=1 --", "税" * 5000, "title:", "year:x", "*", "\ufffd"])
def test_any_line_is_answered(client, line):
    indexed(make_article())

    assert search(client, q=line).status_code == 200


def test_a_damaged_index_means_a_plain_search_with_a_notice(client, index_folder, caplog):
    indexed(make_article("示例：税务"))
    (index_folder / "CURRENT").write_text("nonsense")

    response = search(client, q="税务", sort="newest")

    assert response.status_code == 200
    assert (titles(response), response.context["simplified"]) == (["示例：税务"], True)


def test_the_page_takes_the_same_queries_for_one_hit_and_for_three(client, django_assert_num_queries):
    def make(number):
        names = {"organization": f"甲{number}", "outlet": f"乙{number}", "keywords": [f"丙{number}", "丁"]}
        return make_article(f"示例：{number}", text="税务", **names)

    indexed(make(1))
    search(client, q="税务")
    with django_assert_num_queries(7):
        search(client, q="税务")
    indexed(make(2), make(3))
    with django_assert_num_queries(7):
        search(client, q="税务")


def test_only_reading_is_allowed(client):
    assert client.post("/search/", {"q": "税"}).status_code == 405


@pytest.mark.parametrize(
    ("limit", "message"),
    [("MOST_TERMS", "This asks for too many words at once."), ("SECONDS", "This search took too long")],
)
def test_a_search_that_is_given_up_says_so_instead_of_finding_nothing(client, monkeypatch, limit, message):
    indexed(make_article(text="税务"))
    monkeypatch.setattr(f"search.engine.query.searcher.{limit}", 0)

    response = client.get("/search/", {"q": "税务"}, headers={"Accept-Language": "en"})

    assert response.status_code == 200
    assert message in response.content.decode()
    assert response.context["asked"] is False


def test_the_place_that_could_not_be_read_is_marked(client):
    response = client.get("/search/", {"q": "税务 “街乡"})

    assert "<code>税务 <mark>“</mark>街乡</code>" in response.content.decode()


def test_several_values_of_a_facet_and_each_can_be_taken_back(client):
    indexed(*(make_article(f"示例：{name}", outlet=f"{name}报") for name in "甲乙丙"))
    slugs = [article.outlet.slug for article in Article.objects.order_by("pk")]

    response = search(client, q="示例", outlet=slugs[:2])

    assert sorted(titles(response)) == ["示例：乙", "示例：甲"]
    assert [chip["label"] for chip in response.context["chips"]] == ["甲报", "乙报"]
    assert titles(client.get(response.context["chips"][0]["url"])) == ["示例：乙"]


def test_a_filter_that_leaves_nothing_can_still_be_taken_back(client):
    indexed(make_article("示例：甲"))

    response = search(client, q="没有的词", year=2019, since=1990)

    assert [(chip["label"], response.context["total"]) for chip in response.context["chips"]] == [
        ("2019", 0),
        ("1990", 0),
    ]
    assert "1990" in response.content.decode()


def test_years_are_a_histogram_with_its_gaps(client):
    indexed(
        make_article("示例：甲", published_at="2017-01-01T00:00Z"),
        make_article("示例：乙"),
        make_article("示例：丙"),
    )

    bars = search(client, q="示例").context["histogram"]

    assert [(bar.value.value, bar.value.count, bar.height, bool(bar.value.url)) for bar in bars] == [
        ("2017", 1, 24.0, True),
        ("2018", 0, 0, False),
        ("2019", 2, 48.0, True),
    ]


@pytest.mark.parametrize("span", [{"since": 2018, "until": 2020}, {"since": 2020, "until": 2018}])
def test_years_by_their_ends_either_way_round(client, span):
    indexed(*(make_article(f"示例：{year}", published_at=f"{year}-05-05T00:00Z") for year in (2017, 2018, 2020, 2021)))

    response = search(client, q="示例", **span)

    assert sorted(titles(response)) == ["示例：2018", "示例：2020"]
    assert len(response.context["problems"]) == (span["since"] > span["until"])


def test_a_region_takes_the_place_of_those_it_is_in(client):
    _, province, city = make_regions(("中国", "country"), ("青禾省", "province"), ("云溪市", "city"))
    article = make_article("示例：甲", organization="甲政协")
    place(article.organization, city)
    indexed(article)

    rows = search(client, q="示例", region=province.code).context["regions"]

    assert [(row.value.label, row.depth, row.value.selected) for row in rows] == [
        ("中国", 0, False),
        ("青禾省", 1, True),
        ("云溪市", 2, False),
    ]
    assert rows[2].value.url.endswith(f"region={city.code}")


def test_page_sizes(client):
    indexed(*(make_article(f"示例：{number}") for number in range(12)))

    response = search(client, q="示例", size=10)

    assert len(titles(response)) == 10
    assert [link["label"] for link in response.context["size_links"] if link["current"]] == [10]


def test_the_form_in_the_other_script_is_shown(client):
    assert search(client, q="双向发力").context["also"] == ("雙向發力",)
    assert search(client, q="人民").context["also"] == ()


def test_a_mistake_has_a_way_on_and_nothing_else_is_lost(client):
    response = search(client, q="税务", year="x", since=2001)

    (mistake,) = response.context["mistakes"]
    assert mistake["url"] == "/search/?q=%E7%A8%8E%E5%8A%A1&since=2001"
    html_text = response.content.decode()
    assert ('value="税务"' in html_text, 'name="since" value="2001"' in html_text) == (True, True)


def test_why_hits_score_so_is_shown_when_asked_for(client):
    indexed(make_article("示例：税务", text="税务"))

    plain, explained = search(client, q="税务"), search(client, q="税务", explain=1)

    assert ("leaves" in plain.context, "explanation" in plain.context["hits"][0]) == (False, False)
    (hit,) = explained.context["hits"]
    assert hit["explanation"].total == pytest.approx(hit["score"], rel=1e-4)
    assert [leaf.folded for leaf in explained.context["leaves"]] == ["税务"]


def test_the_explanation_says_whether_the_line_was_loosened(client):
    indexed(make_article("示例：税务", text="税务工作有新办法"))

    exact, loosened = (
        client.get("/search/", {"q": line, "explain": 1}, headers={"accept-language": "en"}).content.decode()
        for line in ("税务", "税务工作有哪些委员提案落实")
    )

    reading = [text.partition('id="reading-title"')[2].partition("</section>")[0] for text in (exact, loosened)]
    assert ["Nothing was loosened" in text for text in reading] == [True, False]
    assert "the most of its words" in reading[1]


def test_other_formats_keep_the_query_and_its_filters(client):
    indexed(make_article("示例：税务"))

    response = search(client, q="税务", year=2019, page=1)

    assert [one["url"] for one in response.context["formats"]] == [
        f"/search/results.{name}?q=%E7%A8%8E%E5%8A%A1&year=2019" for name in ("csv", "json", "atom")
    ]
    assert '<link rel="alternate" type="application/atom+xml"' in response.content.decode()


def test_pages_of_search_hold_no_inline_script_or_style(client):
    indexed(make_article("示例：税务", text="税务"))

    for address in ("?q=税务&explain=1", "concordance/?q=税务", "trend/?q=税务"):
        text = client.get(f"/search/{address}").content.decode()
        assert [bad for bad in ("<script>", "<style", " style=", "onclick", 'src="http') if bad in text] == []


def test_the_number_of_matches_is_shown_when_it_orders(client):
    indexed(make_article("示例：甲", text="税务，税务"), make_article("示例：乙", text="税务"))

    response = client.get("/search/", {"q": "税务", "sort": "matches", "explain": 1}, headers={"accept-language": "en"})

    page = response.content.decode()
    assert titles(response) == ["示例：甲", "示例：乙"]
    assert ("2 matches" in page, "1 match<" in page) == (True, True)
