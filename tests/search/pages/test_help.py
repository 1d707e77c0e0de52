"""The help page: every example runs, is read without a problem, and finds what it says it finds."""

from html import unescape

import pytest

from archive.models import Metric
from search.pages.help import EXAMPLES
from search.text.grammar import parse_query
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db

TYPED = [typed for examples in EXAMPLES.values() for typed, _ in examples]


@pytest.fixture
def report(django_capture_on_commit_callbacks):
    """One that answers all examples but those that ask for the lack of something in it."""
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(
            "示例：协商机制的双向发力",
            text="提案由各方协商、民主监督。",
            organization="青禾区政协",
            outlet="示例政协报",
            keywords=["协商"],
            editor="示例编者",
        )
        make_section(article, number="一、", heading="思想引领", text="全年协商121次，占31%，办理1.2万件，满意率99%。")
        for raw, value, unit in (("121次", 121, "次"), ("31%", 31, "%"), ("1.2万件", "1.2", "万件"), ("99%", 99, "%")):
            Metric.objects.create(article=article, raw=raw, value=value, unit=unit)
    return article


def test_each_example_is_a_link_that_runs(client):
    page = client.get("/search/help/")
    links = [example.url for group in page.context["groups"] for example in group["examples"]]

    assert [client.get(link).status_code for link in links] == [200] * len(TYPED)
    assert all(f"<code>{typed}</code>" in unescape(page.content.decode()) for typed in TYPED)


@pytest.mark.parametrize("typed", TYPED)
def test_example_is_read_without_a_problem(typed):
    assert parse_query(typed).problems == ()


@pytest.mark.parametrize("typed", [typed for typed in TYPED if typed != "协商 调研"])
def test_example_finds_the_report(client, report, typed):
    response = client.get("/search/", {"q": typed})

    assert [hit["article"] for hit in response.context["hits"]] == [report]


def test_an_example_in_the_other_spelling_finds_the_same(client, report):
    for typed in ("一百二十一次", "百分之三十一", "１２１次", "單位：政協", "关键词：協商", "次：＞100", "年份：2019"):
        assert client.get("/search/", {"q": typed}).context["total"] == 1, typed
