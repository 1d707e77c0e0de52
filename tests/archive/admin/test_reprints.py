"""Possible reprints in the admin: compared side by side, joined, kept apart, taken back; the history tells who."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.history.versions import versions_of
from archive.models import Article, ReprintSuggestion
from tests.archive.desk import signed_in
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def suggestion():
    first = make_article("示例：街乡协商", text="街乡吹哨，部门报到。")
    other = make_article("示例：街乡协商", text="街乡吹哨，部门按期报到。")
    return ReprintSuggestion.objects.create(article=other, original=first, reason="edits")


def decide(client, suggestion, name):
    return client.post(reverse(f"admin:archive_reprintsuggestion_{name}", args=[suggestion.pk]))


def test_both_texts_stand_side_by_side_with_their_differences(suggestion):
    client = signed_in("审核")

    page = client.get(reverse("admin:archive_reprintsuggestion_pair", args=[suggestion.pk])).content.decode()

    assert "按期" in page
    assert page.count("formaction") == 2


def test_joined_articles_count_once_and_the_history_tells_who(suggestion):
    editor = User.objects.get(pk=(client := signed_in("审核")).session["_auth_user_id"])

    decide(client, suggestion, "join")

    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.decided_by) == ("joined", editor)
    assert suggestion.article.reprint_of == suggestion.original
    assert versions_of(suggestion.article).first().revision.user == editor
    assert list(Article.objects.public()) == [suggestion.original]


@pytest.mark.parametrize("name", ["join", "apart"])
def test_a_decision_is_taken_back(suggestion, name):
    client = signed_in("审核")
    decide(client, suggestion, name)

    decide(client, suggestion, "take_back")

    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.article.reprint_of) == ("open", None)


def test_pairs_kept_apart_are_not_suggested_again(suggestion):
    client = signed_in("审核")
    decide(client, suggestion, "apart")

    ReprintSuggestion.objects.suggest(suggestion.article, {suggestion.original_id: "edits"})

    assert not ReprintSuggestion.objects.waiting().exists()


@pytest.mark.parametrize("name", ["pair", "join", "apart", "take_back"])
def test_who_may_not_publish_may_not_decide(client, suggestion, name):
    client = signed_in("编辑")

    address = reverse(f"admin:archive_reprintsuggestion_{name}", args=[suggestion.pk])

    assert (client.get if name == "pair" else client.post)(address).status_code == 403


def test_reprints_become_articles_of_their_own_by_an_action(suggestion):
    client = signed_in("审核")
    decide(client, suggestion, "join")

    client.post(
        reverse("admin:archive_article_changelist"),
        {"action": "ungroup", "_selected_action": [suggestion.article_id]},
    )

    suggestion.article.refresh_from_db()
    assert suggestion.article.reprint_of is None
