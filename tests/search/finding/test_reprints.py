"""Reprints are found by all that they say, and count once with the article they repeat."""

from random import Random

import pytest

from archive.models import Article
from search.engine.documents import SearchRequest
from search.finding.articles import find_articles
from search.finding.facets import FACETS
from search.indexing.site_index import site_index
from search.text.parsing import parse_line
from search.text.queries import Range
from tests.builders import make_article

pytestmark = pytest.mark.django_db

TEXT = "街鄉吹哨，部門報到。全年協商議政十二次，辦結意見建議八十六條。"


@pytest.fixture
def original():
    return make_article("示例：街鄉協商", text=TEXT, outlet="示例日報", published_at="2019-11-22T00:00Z")


@pytest.fixture
def reprint(original):
    text = "示例網訊（記者甲乙）" + TEXT
    published = "2020-01-03T00:00Z"
    return make_article("關注：街鄉協商", text=text, outlet="示例網", published_at=published, reprint_of=original)


def find(line, **request):
    site_index().refresh(list(Article.objects.values_list("pk", flat=True)))
    return find_articles(SearchRequest(parse_line(line).query, facets=FACETS, **request))


def found(results):
    return [(hit.article, hit.reprints) for hit in results.hits]


def test_a_search_that_both_answer_shows_the_original_with_its_reprint(original, reprint):
    results = find("部門報到")

    assert (results.total, found(results)) == (1, [(original, (reprint,))])


@pytest.mark.parametrize("line", ["記者甲乙", "关注：街乡协商", "outlet:示例網", "title:关注"])
def test_a_search_that_only_the_reprint_answers_shows_it(original, reprint, line):
    (hit,) = find(line).hits

    assert (hit.article, hit.original, hit.reprints) == (reprint, original, ())


def test_facets_count_what_choosing_them_finds(original, reprint):
    facets = find("部門報到").facets

    for name in ("outlet", "year"):
        for value in facets[name]:
            only = (Range(name, value.number, value.number),)
            assert find("部門報到", filters=only).total == value.count == 1


def test_a_reprint_of_a_withdrawn_article_stands_for_itself(original, reprint):
    original.state = Article.State.WITHDRAWN
    original.save()

    (hit,) = find("部門報到").hits

    assert (hit.article, hit.original, hit.reprints) == (reprint, None, ())


def test_every_substring_of_a_reprint_finds_it(original, reprint):
    random, text = Random(14), reprint.sections.get().content
    for _ in range(60):
        start = random.randrange(len(text))
        piece = text[start : start + random.randint(1, 12)]
        if piece.strip():
            hits = find(piece).hits
            assert any(reprint in (hit.article, *hit.reprints) for hit in hits), piece


def test_the_page_opens_the_reprints_in_place(client, original, reprint):
    site_index().refresh([original.pk, reprint.pk])

    page = client.get("/search/", {"q": "部門報到"}, headers={"accept-language": "en"}).content.decode()

    assert "Also in 1 reprint" in page
    assert reprint.get_absolute_url() in page
