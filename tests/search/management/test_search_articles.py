"""The command search_articles."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from haystack import connections

from search.search_indexes import ArticleIndex
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    made = make_article("示例：街鄉", text="税务工作。", outlet="甲报")
    connections["default"].get_backend().update(ArticleIndex(), [made])
    return made


def as_json(capsys, *arguments, **options):
    call_command("search_articles", *arguments, format="json", **options)
    return json.loads(capsys.readouterr().out)


def test_json(article, capsys):
    answer = as_json(capsys, "税")

    (hit,) = answer["hits"]
    assert answer.keys() == {"total", "took_ms", "relaxation", "hits", "facets"}
    assert (answer["total"], answer["relaxation"], answer["took_ms"] > 0) == (1, None, True)
    assert hit == {
        "id": article.pk,
        "title": "示例：街鄉",
        "score": hit["score"],
        "anchor": "lead",
        "snippet": "税务工作。",
    }
    assert answer["facets"]["outlet"] == [{"value": article.outlet.slug, "label": "甲报", "count": 1}]


def test_limit(article, capsys):
    answer = as_json(capsys, "税", limit=0)

    assert (answer["total"], answer["hits"]) == (1, [])


def test_text(article, capsys):
    call_command("search_articles", "街乡")

    printed = capsys.readouterr().out
    assert printed.startswith("Reports: 1 (")
    assert f"\n示例：街鄉\n  {article.get_absolute_url()}#lead\n  税务工作。\n" in printed


@pytest.mark.parametrize(("line", "relaxation"), [("税务", None), ("如何税务", "words"), ("税务电梯", "most")])
def test_the_step_that_answered_is_said(article, capsys, line, relaxation):
    answer = as_json(capsys, line)

    assert (answer["total"], answer["relaxation"]) == (1, relaxation)


def test_the_step_that_answered_is_printed(article, capsys):
    with override("en"):
        call_command("search_articles", "税务电梯")

    assert "most of its words" in capsys.readouterr().out


def test_nothing_to_search_for_is_said(article, capsys):
    with override("en"):
        answer = as_json(capsys, " ")

    assert (answer["total"], any(answer["facets"].values())) == (0, False)


def test_problems_are_said_beside_the_answer(article, capsys):
    with override("en"):
        call_command("search_articles", '"税', format="json")

    printed = capsys.readouterr()
    assert json.loads(printed.out)["total"] == 1
    assert "never closed" in printed.err


def test_a_negative_limit_is_refused(article):
    with pytest.raises(CommandError, match="must not be negative"):
        call_command("search_articles", "税", limit=-1)
