"""The pages for what cannot be shown."""

import pytest
from django.test import Client
from django.utils import translation
from django.views.defaults import permission_denied, server_error


def test_a_missing_page_is_said_to_be_missing(client):
    answer = client.get("/no/such/<page>/", headers={"accept-language": "en"})

    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_a_broken_page_says_that_the_fault_is_ours(rf):
    with translation.override("en"):
        answer = server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()


def test_a_forbidden_page_says_what_to_do(rf):
    with translation.override("en"):
        answer = permission_denied(rf.get("/"), PermissionError())

    assert answer.status_code == 403
    assert "Sign in with an account that may see it." in answer.content.decode()


@pytest.mark.django_db
def test_a_form_sent_without_its_token_is_answered_in_our_words():
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})

    answer = client.post("/admin/login/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert "reload it and send it again" in answer.content.decode()
