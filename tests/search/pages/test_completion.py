"""Completion over the archive's records: what the public may see, and nothing else."""

import pytest

from tests.builders import make_article

pytestmark = pytest.mark.django_db(transaction=True)


def completions(client, typed):
    return client.get("/search/complete/", {"q": typed}).json()["completions"]


@pytest.fixture
def article():
    make_article("示例：又一份", text="双向发力。")
    return make_article(
        "示例：双向发力在青禾", text="双向发力。", organization="青禾区政协", keywords=["双向发力", "青禾"]
    )


def test_titles_names_and_phrases(client, article):
    assert completions(client, "sxfl") == [
        {"text": "双向发力", "label": "", "url": ""},
        {"text": "示例：双向发力在青禾", "label": "报告", "url": article.get_absolute_url()},
    ]
    assert [one["text"] for one in completions(client, "青禾")] == ["青禾", "青禾区政协", article.title]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_published_is_never_offered(client, article, state):
    assert completions(client, "qhqzx") != []
    article.state = state
    type(article).objects.filter(pk=article.pk).update(state=state)  # the index does not know yet

    assert completions(client, "qhqzx") == []
    assert article.title not in str(completions(client, "sl"))


@pytest.mark.parametrize("typed", ["", " ", "\0", "龘", "a" * 1000, "(“"])
def test_nothing_to_complete(client, article, typed):
    assert completions(client, typed) == []


def test_a_damaged_index_completes_nothing_new_and_raises_nothing(client, article, index_folder):
    for manifest in index_folder.glob("*/manifest.json"):
        manifest.write_text("")

    assert client.get("/search/complete/", {"q": "sx"}).status_code == 200


def test_queries_are_few(client, article, django_assert_max_num_queries):
    completions(client, "青")

    with django_assert_max_num_queries(3):
        completions(client, "青")
