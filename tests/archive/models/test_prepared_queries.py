"""Queries compiled once: they answer as the QuerySet does that they were made of, and are not compiled again."""

import pytest
from django.db.models import Q

from archive.models import Article, Band, Capture
from archive.models.prepared_queries import PreparedQuery

pytestmark = pytest.mark.django_db


def titled(title, state):
    return Article.objects.filter(Q(folded_title=title) | Q(folded_title__startswith="乙"), state=state)


def test_rows_are_those_of_the_queryset():
    for title in ("甲", "乙一", "丙"):
        Article.objects.create(title=title)
    Article.objects.create(title="甲", state="review")
    prepared = PreparedQuery(lambda title: titled(title, "published").order_by("pk").values_list("title", "state"))

    for title in ("甲", "丙", "無", "' OR 1=1 --", "%s", ""):
        expected = list(titled(title, "published").order_by("pk").values_list("title", "state"))
        assert [tuple(row) for row in prepared.rows(title=title)] == expected


def test_lists_of_any_length_can_be_asked():
    article = Article.objects.create(title="甲")
    capture = Capture.objects.create(article=article, sha256="1" * 64, content=b"", format="text", origin="甲.txt")
    Band.objects.bulk_create(Band(capture=capture, value=value) for value in (-5, 7, 2**63 - 1))
    prepared = PreparedQuery(lambda among: Band.objects.filter(value__in=among).order_by("value").values_list("value"))

    assert prepared.rows(among=[7]) == [(7,)]
    assert prepared.rows(among=[2**63 - 1, 3, -5]) == [(-5,), (2**63 - 1,)]
    assert prepared.rows(among=(8, 9)) == []


def test_the_function_is_called_once_for_each_length(django_assert_num_queries):
    built = []

    def build(titles, state):
        built.append(len(titles))
        return Article.objects.filter(title__in=titles, state=state).values_list("pk")

    prepared = PreparedQuery(build)
    with django_assert_num_queries(4):
        for titles in (["甲"], ["乙"], ["甲", "乙"], ["丙", "丁"]):
            prepared.rows(titles=titles, state="published")
    assert built == [1, 2]


def test_a_value_that_is_missing_is_an_error():
    prepared = PreparedQuery(lambda title, state: titled(title, state).values_list("pk"))
    with pytest.raises(TypeError, match="state"):
        prepared.rows(title="甲")


def test_an_empty_list_is_answered_as_the_queryset_answers_it(django_assert_num_queries):
    Article.objects.create(title="甲")
    among = PreparedQuery(lambda titles: Article.objects.filter(title__in=titles).values_list("title"))
    either = PreparedQuery(
        lambda titles, state: Article.objects.filter(Q(title__in=titles) | Q(state=state)).values_list("title")
    )

    with django_assert_num_queries(0):
        assert among.rows(titles=[]) == []
    assert among.rows(titles=["甲"]) == [("甲",)]
    assert either.rows(titles=[], state="published") == [("甲",)]
