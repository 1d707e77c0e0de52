"""The reader's choice of interface language."""

import pytest
from django.conf import settings
from django.urls import reverse


def switch(client, code, target):
    return client.get(reverse("language", args=[code]), {"next": target})


@pytest.mark.django_db
@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_the_chosen_language_is_remembered(client, code):
    answer = switch(client, code, "/articles/?year=2019")

    assert (answer.status_code, answer["Location"]) == (302, "/articles/?year=2019")
    assert client.get("/", headers={"accept-language": "en"})["Content-Language"] == code


def test_the_cookie_is_kept_from_scripts_and_other_sites(client):
    cookie = switch(client, "en", "/").cookies["django_language"]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


@pytest.mark.parametrize(
    "target",
    ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org", "http:///example.org", "", "\n"],
)
def test_only_own_pages_are_led_to(client, target):
    assert switch(client, "en", target)["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["fr", "zh", "EN"])
def test_an_unknown_language_is_not_found(client, code):
    answer = switch(client, code, "/")

    assert (answer.status_code, dict(answer.cookies)) == (404, {})


@pytest.mark.django_db
def test_every_page_offers_every_language_and_leads_back(client):
    html = client.get("/articles/?title=a%26b").content.decode()

    back = "?next=/articles/%3Ftitle%3Da%2526b"
    links = [f'href="{reverse("language", args=[code])}{back}"' for code, _name in settings.LANGUAGES]
    assert [link for link in links if link not in html] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN", "zh-hans"),
        ("zh-TW", "zh-hant"),
        ("zh-HK", "zh-hant"),
        ("zh", "zh-hans"),
        ("en-GB", "en"),
        ("fr", "zh-hans"),
        ("", "zh-hans"),
    ],
)
def test_without_a_choice_the_browser_decides(client, accepted, language):
    assert client.get("/", headers={"accept-language": accepted})["Content-Language"] == language
