"""The page of a report that was searched for, and the reports like it."""

import pytest
from haystack import connections

from archive.models import Article
from search.search_indexes import ArticleIndex
from tests.archive.builders import make_metric
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def indexed(*articles):
    connections["default"].get_backend().update(ArticleIndex(), articles)
    return articles


def page(client, article, **asked):
    return client.get(article.get_absolute_url(), asked, headers={"accept-language": "en"}).content.decode()


def test_words_are_marked_also_where_a_figure_stands(client):
    article = make_article("示例：甲", text="税务座谈87次。")
    make_metric(article, section=article.sections.get(), raw="87次", value=87)

    html = page(client, article, q="87次")

    assert 'href="#figure-1"><mark id="hit-1">87次</mark></a><span class="ways-on">' in html
    assert "1 place marked" in html
    assert "hits.js" in html


def test_without_a_query_nothing_is_marked_and_no_script_is_sent(client):
    article = make_article("示例：甲", text="税务")

    html = page(client, article)

    assert ("<mark" in html, "hits.js" in html) == (False, False)


def test_the_note_of_a_catalogue_record_is_marked(client):
    article = make_article("示例：目录", level=Article.Level.CATALOGUE, summary="只有书目。\n第二行书目。")

    html = page(client, article, q="书目")

    assert '<p>只有<mark id="hit-1">书目</mark>' in html
    assert '<mark id="hit-2">书目</mark>' in html


def test_payloads_in_query_and_text_are_escaped(client):
    payload = "<img src=x onerror=税>"
    article = make_article(f"示例：{payload}", text=payload)

    html = page(client, article, q=f'{payload} "{payload}"')

    assert "<img src=x" not in html
    assert "<mark" in html


def test_an_old_address_keeps_the_query(client):
    article = make_article("示例：甲", text="税务")

    answer = client.get(f"/articles/{article.pk}/old/", {"q": "税务"})

    assert answer.status_code == 301
    assert answer["Location"] == f"{article.get_absolute_url()}?q=%E7%A8%8E%E5%8A%A1"


def test_similar_reports_are_public_ones_and_never_the_report_or_its_reprints(client):
    words = "养老服务和托育一体化的协商"
    article, near, hidden = (make_article(f"示例：{name}", text=f"{words}{name}") for name in ("甲", "近", "撤"))
    reprint = make_article("示例：转载", text=words, reprint_of=article)
    indexed(article, near, hidden, reprint, *(make_article(f"示例：{n}", text=f"河道{n}号") for n in range(6)))
    Article.objects.filter(pk=hidden.pk).update(state=Article.State.WITHDRAWN)

    for one in (article, reprint):
        html = page(client, one)
        similar = html[html.index('<ul class="similar">') : html.index("</ul>", html.index('<ul class="similar">'))]
        assert [other.title for other in (article, near, hidden, reprint) if other.get_absolute_url() in similar] == [
            "示例：近"
        ]


def test_a_damaged_index_leaves_the_page_whole(client, index_folder, caplog):
    article = make_article("示例：甲", text="税务")
    indexed(article)
    (index_folder / "CURRENT").write_text("nonsense")

    assert "similar-title" not in page(client, article)
    assert "The index cannot be used; a rebuild begins" in caplog.text


def test_the_page_takes_the_same_queries_for_few_places_and_for_many(client, django_assert_max_num_queries):
    one, other = make_article("示例：甲", text="税务"), make_article("示例：乙", text="税务" * 30)
    for number in range(5):
        make_section(other, anchor=f"s{number}", heading="税务", text="税务。" * 20)
    indexed(one, other)
    page(client, one)

    for article in (one, other):
        with django_assert_max_num_queries(9):
            page(client, article, q="税务")
