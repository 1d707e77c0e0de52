"""Suggestions when little is found."""

import pytest
from pytest_django.asserts import assertInHTML

from search.finding.suggestions import Suggestion, Suggestions
from tests.builders import make_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def reports():
    for place in range(2):
        make_article(f"示例：协商议政{place}", text="各界委员协商议政。")
    make_article("示例：税务", text="税务机关。")


def suggested(client, line, **filters):
    return client.get("/search/", {"q": line} | filters).context["suggestions"]


def test_a_word_of_the_same_sound_is_meant(client):
    assert suggested(client, "协商仪政").meant == (Suggestion("协商议政", 2),)
    page = client.get("/search/", {"q": "仪政"}).content.decode()
    link = '<a href="/search/?q=%E8%AE%AE%E6%94%BF" rel="nofollow">议政</a> <span class="count">2</span>'
    assertInHTML(link, page)


def test_words_typed_apart_are_joined(client):
    assert Suggestion("议政", 2) not in suggested(client, "政 议").meant
    assert suggested(client, "税 务 机关 议政").meant == ()


def test_each_word_alone_is_counted(client):
    assert suggested(client, "税务 议政").words == (Suggestion("税务", 1), Suggestion("议政", 2))


def test_parts_that_stand_so_are_offered(client):
    assert suggested(client, "“税务机关协商议政”").phrases == (Suggestion("“税务机关”", 1), Suggestion("“协商议政”", 2))


@pytest.mark.parametrize("line", ["", "示例", "-税务", "title:仪政", "年份： 1900", "龘龘", "()"])
def test_nothing_is_suggested(client, line):
    assert suggested(client, line) == Suggestions()


def test_nothing_is_suggested_under_filters(client):
    assert suggested(client, "仪政", year="2019") == Suggestions()
