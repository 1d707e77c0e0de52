"""Pages are kept by whoever may, and sent again only when they changed."""

import gzip
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.http import http_date
from haystack import connections

from archive.models import Article
from search.search_indexes import ArticleIndex
from tests.archive.builders import make_full_report

pytestmark = pytest.mark.django_db

OF_READERS = "public, no-cache"


def pages(article):
    connections["default"].get_backend().update(ArticleIndex(), [article])
    return [
        "/",
        "/articles/",
        "/years/2019/",
        "/metrics/",
        "/search/?q=学习",
        "/search/help/",
        article.get_absolute_url(),
    ]


def test_pages_for_readers_may_be_kept_by_anybody_who_asks_again(client):
    answers = [client.get(address) for address in pages(make_full_report())]

    assert [(answer.status_code, answer["Cache-Control"]) for answer in answers] == [(200, OF_READERS)] * 7


def test_what_an_editor_gets_is_kept_by_nobody_else(client, admin_client):
    address = make_full_report().get_absolute_url()

    assert admin_client.get(address)["Cache-Control"] == "private"
    assert "private" in admin_client.get("/admin/")["Cache-Control"]
    assert "no-store" in client.get("/admin/login/")["Cache-Control"]
    assert "no-store" in client.get("/language/en/")["Cache-Control"]


def test_a_page_that_did_not_change_is_not_sent_again(client):
    for address in pages(make_full_report()):
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first["ETag"]})

        assert (address, again.status_code, again.content) == (address, 304, b"")
        assert (again["Cache-Control"], again["Vary"]) == (first["Cache-Control"], "Accept-Language, Cookie")


def test_a_page_that_changed_or_is_asked_for_in_another_language_is_sent(client):
    article = make_full_report()
    address = article.get_absolute_url()
    tag = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": tag, "accept-language": "en"}).status_code == 200
    Article.objects.filter(pk=article.pk).update(channel="示例频道")
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_a_report_says_when_it_was_last_changed(client):
    article = make_full_report()
    address = article.get_absolute_url()
    said = http_date(article.updated_at.timestamp())

    assert client.get(address)["Last-Modified"] == said
    assert client.get(address, headers={"if-modified-since": said}).status_code == 304
    Article.objects.filter(pk=article.pk).update(updated_at=timezone.now() + timedelta(minutes=1))
    assert client.get(address, headers={"if-modified-since": said}).status_code == 200


def test_only_what_readers_get_is_compressed(client, admin_client):
    address = make_full_report().get_absolute_url()
    packed = client.get(address, headers={"accept-encoding": "gzip"})

    assert gzip.decompress(packed.content) == client.get(address).content
    for asked in (client.get("/admin/login/", headers={"accept-encoding": "gzip"}), admin_client.get(address)):
        assert not asked.has_header("Content-Encoding")


def test_a_packed_page_that_did_not_change_is_not_sent_again(client):
    address = make_full_report().get_absolute_url()
    tag = client.get(address, headers={"accept-encoding": "gzip"})["ETag"]

    assert client.get(address, headers={"accept-encoding": "gzip", "if-none-match": tag}).status_code == 304
