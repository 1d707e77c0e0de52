"""A report that readers could see once and can no longer: every address of it says so and when, and nothing else."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.models import Article
from tests.archive.builders import make_capture
from tests.archive.desk import signed_in
from tests.builders import make_article

pytestmark = pytest.mark.django_db

TITLE = "示例：机密廊桥"
GONE = ["withdrawn", "review", "draft", "trashed"]


def addresses(article, capture):
    own = f"/articles/{article.pk}/"
    parts = ["", "cite.bib", "cite.ris", "cite.json", "reprint/differences/", f"captures/{capture.sha256}/"]
    return [article.get_absolute_url(), *(own + part for part in parts), f"{own}captures/{capture.sha256}/original"]


def brought_to(state, article):
    article.state = state
    article.save()
    return article


@pytest.mark.parametrize("state", GONE)
def test_every_address_of_it_answers_410_and_tells_nothing(client, state):
    article = brought_to(state, make_article(TITLE, text="廊桥正文"))
    article = brought_to(state, brought_to("published", article))
    capture = make_capture(article, content="廊桥".encode(), origin="廊桥.txt")

    for address in addresses(article, capture):
        answer = client.get(address)
        assert answer.status_code == 410, address
        assert "廊桥" not in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "This report has been withdrawn"),
        ("zh-hans", "本报告已撤回"),
        ("zh-hant", "本報告已撤回"),
    ],
)
def test_the_page_says_when_in_the_readers_language(client, language, told):
    article = brought_to("withdrawn", make_article())
    Article.objects.update(withdrawn_at=timezone.datetime(2024, 3, 5, 2, 0, tzinfo=timezone.get_default_timezone()))

    said = client.get(article.get_absolute_url(), headers={"accept-language": language}).content.decode()

    assert told in said
    assert "2024" in said
    assert "mistyped" not in said


@pytest.mark.parametrize("state", ["draft", "review", "trashed", "withdrawn"])
def test_what_never_was_published_is_not_found(client, state):
    article = brought_to(state, make_article(state="draft"))

    assert client.get(article.get_absolute_url()).status_code == 404


def test_the_moment_stays_until_it_is_published_again():
    article = brought_to("withdrawn", make_article())
    moment = article.withdrawn_at
    assert moment

    assert brought_to("trashed", brought_to("review", article)).withdrawn_at == moment
    assert brought_to("published", article).withdrawn_at is None
    assert brought_to("withdrawn", article).withdrawn_at > moment


def test_what_is_deleted_for_good_or_never_was_is_not_found(client):
    article = brought_to("withdrawn", make_article())
    article.delete()

    assert client.get(f"/articles/{article.pk or 1}/").status_code == 404
    assert client.get(f"/articles/{'9' * 30}/").status_code == 404


def test_an_address_below_a_published_report_that_is_wrong_is_not_found(client):
    assert client.get(f"/articles/{make_article().pk}/captures/{'a' * 64}/").status_code == 404


def test_editors_still_see_its_captures():
    article = brought_to("withdrawn", make_article())
    capture = make_capture(article)

    assert signed_in("审核").get(capture.get_absolute_url()).status_code == 200


def test_a_report_that_is_shown_costs_no_query_more(client):
    article = make_article()
    client.get(article.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(article.get_absolute_url())

    assert not [query for query in queries if "withdrawn_at" in query["sql"] and "WHERE" not in query["sql"]]


@pytest.mark.django_db(transaction=True)
def test_the_migration_notes_what_had_been_withdrawn(transactional_db):
    withdrawn = make_article("示例：撤", state="withdrawn")
    draft = make_article("示例：草", state="draft")
    call_command("migrate", "archive", "0014", verbosity=0)
    call_command("migrate", "archive", verbosity=0)

    noted = Article.objects.in_bulk([withdrawn.pk, draft.pk])
    assert noted[withdrawn.pk].withdrawn_at == noted[withdrawn.pk].updated_at
    assert noted[draft.pk].withdrawn_at is None
