"""Requests that Django refuses to read are answered by pages of ours, in the reader's language."""

import pytest
from django.test import Client

from tests.archive.desk import change_address
from tests.builders import make_article

pytestmark = pytest.mark.django_db

TITLES = {"zh-hans": "无法读取", "zh-hant": "無法讀取", "en": "This could not be read"}
TOO_MANY = {f"field{number}": "x" for number in range(1001)}


def multipart(body):
    return {"data": body, "content_type": "multipart/form-data; boundary=x"}


MALFORMED = {
    "too many fields": {"data": TOO_MANY},
    "too large": {"data": "x=" + "y" * 3_000_000, "content_type": "application/x-www-form-urlencoded"},
    "too many files": multipart(
        b"".join(
            b'--x\r\nContent-Disposition: form-data; name="f%d"; filename="a"\r\n\r\n\r\n' % number
            for number in range(101)
        )
        + b"--x--\r\n"
    ),
    "no boundary": {"data": b"x", "content_type": "multipart/form-data"},
}


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("name", MALFORMED)
def test_a_form_that_cannot_be_read_is_answered_in_the_readers_language(editor, name, language):
    editor.cookies["django_language"] = language
    address = change_address(make_article())

    page = editor.post(address, **MALFORMED[name])

    text = page.content.decode()
    assert (page.status_code, f"<h1>{TITLES[language]}</h1>" in text) == (400, True)
    assert f'<a href="{address}">' in text


def test_a_suspicious_address_is_answered_by_our_page(client):
    page = client.get("/", headers={"host": "evil.example"})

    assert (page.status_code, "<header" in page.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("sent_from", "shown"),
    [
        ("http://testserver/admin/x/?a=1", "/admin/x/?a=1"),
        ("http://evil.example/x/", "/admin/archive/article/add/"),
        ("", "/admin/archive/article/add/"),
    ],
)
def test_the_link_leads_to_the_form_it_was_sent_from(editor, sent_from, shown):
    page = editor.post("/admin/archive/article/add/", TOO_MANY, headers={"referer": sent_from})

    assert f'<a href="{shown}">' in page.content.decode()


def test_a_form_of_an_ended_session_says_that_the_text_is_kept():
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = "en"

    page = client.post("/admin/login/", {"username": "x"})

    assert page.status_code == 403
    assert "it offers your unsaved text" in page.content.decode()
