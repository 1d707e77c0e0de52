"""What a results page costs: at most four evaluations by the index, whatever is asked for."""

from collections import Counter

import pytest

from archive.models import Keyword, Outlet
from search.engine.index import Index
from search.indexing.site_index import site_index
from tests.archive.builders import make_metric
from tests.builders import make_article

pytestmark = pytest.mark.django_db

MOST = 4


@pytest.fixture(autouse=True)
def articles():
    """Articles with all facets, in the index."""
    made = [
        make_article(
            f"示例：协商议政{number}",
            text="各界委员协商议政，推进老旧小区电梯更新改造。",
            keywords=["委员", "提案"],
            outlet="甲报",
            organization="青禾区政协",
        )
        for number in range(3)
    ]
    make_metric(made[0], unit="次")
    site_index().refresh([article.pk for article in made])
    return made


@pytest.fixture
def evaluations(monkeypatch):
    """The number of calls of each method by which the index is searched."""
    counts = Counter()
    for name in ("search", "totals"):
        monkeypatch.setattr(Index, name, counted(getattr(Index, name), counts, name))
    return counts


def counted(method, counts, name):
    """Return *method*, which also counts its calls."""

    def call(*args, **kwargs):
        counts[name] += 1
        return method(*args, **kwargs)

    return call


def page(client, **asked):
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return response.context


def slugs():
    keywords = [Keyword.objects.named(name).slug for name in ("委员", "提案")]
    return {"keyword": keywords, "outlet": Outlet.objects.named("甲报").slug}


def test_two_filters(client, evaluations):
    context = page(client, q="协商", year="2019", outlet=slugs()["outlet"])

    assert (context["total"], len(context["chips"])) == (3, 2)
    assert 1 <= evaluations.total() <= MOST


def test_three_facets_with_several_values(client, evaluations):
    context = page(client, q="协商", year=["2019", "2018"], **slugs())

    assert (context["total"], len(context["chips"])) == (3, 5)
    assert 1 <= evaluations.total() <= MOST


def test_a_long_question_that_is_relaxed(client, evaluations):
    context = page(client, q="哪些地方的委员推进了老旧小区的电梯更新和屋顶花园")

    assert context["relaxation"]
    assert 1 <= evaluations.total() <= MOST


def test_a_misspelt_word_with_suggestions(client, evaluations):
    context = page(client, q="协商仪政")

    assert [one.line for one in context["suggestions"].meant] == ["协商议政"]
    assert 1 <= evaluations.total() <= MOST


def test_a_page_beyond_the_last(client, evaluations):
    context = page(client, q="协商", page=99)

    assert (context["page_obj"].number, len(context["hits"])) == (1, 3)
    assert 1 <= evaluations.total() <= MOST


def test_explanations(client, evaluations):
    context = page(client, q="协商", explain=1)

    assert all(hit["explanation"] for hit in context["hits"])
    assert 1 <= evaluations.total() <= MOST


def test_everything_at_once(client, evaluations):
    """A relaxed question with suggestions, on a page beyond the last, explained: the worst case."""
    context = page(
        client, q="哪些委员推进了老旧小区电梯更新和屋顶花园仪政", page=99, explain=1, sort="relevance", size=10
    )

    assert context["relaxation"]
    assert (evaluations["search"], evaluations["totals"]) == (2, 1)
