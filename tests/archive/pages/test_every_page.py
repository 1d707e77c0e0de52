"""What every page for readers keeps."""

import pytest

from tests.archive.builders import make_capture, make_full_report, make_metric
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db

PAYLOAD = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"


def test_markup_in_any_field_is_shown_as_text(client):
    article = make_article(
        PAYLOAD,
        organization=PAYLOAD,
        outlet=PAYLOAD,
        keywords=[PAYLOAD],
        author=PAYLOAD,
        editor=PAYLOAD,
        channel=PAYLOAD,
        url=PAYLOAD,
        summary=PAYLOAD,
        level="catalogue",
    )
    words = {"number": PAYLOAD[:20], "heading": PAYLOAD, "text": PAYLOAD}
    section = make_section(article, anchor=PAYLOAD, **words)
    judged = {"subject": PAYLOAD, "period": PAYLOAD, "sentence": PAYLOAD, "unit": PAYLOAD[:20]}
    make_metric(article, section=section, raw="<img src=x", value=1, **judged)
    make_capture(article, origin=PAYLOAD, encoding="<script>", removed=[(1, "<script>", PAYLOAD)])
    addresses = [
        "/",
        "/articles/",
        "/years/2019/",
        "/metrics/",
        article.organization.get_absolute_url(),
        f"/compare/?ids={article.pk}",
    ]

    for address in [*addresses, article.get_absolute_url()]:
        html = client.get(address, headers={"accept-language": "en"}).content.decode()
        assert (address, "<script>" in html, "<img src=x" in html) == (address, False, False)
        assert "&lt;script&gt;" in html or address == "/metrics/"


def test_anonymous_readers_get_no_cookie(client):
    article = make_full_report()
    addresses = ["/", "/articles/?year=2019", "/years/2019/", "/metrics/", article.get_absolute_url(), "/no/such/page"]

    answers = [client.get(address) for address in [*addresses, article.organization.get_absolute_url()]]

    assert [dict(answer.cookies) for answer in answers] == [{}] * 7
    assert [answer["Vary"] for answer in answers] == ["Accept-Language, Cookie, Accept-Encoding"] * 7


def test_pages_hold_no_inline_script_or_style_and_ask_no_other_host(client):
    article = make_full_report()

    for address in (
        "/",
        "/articles/",
        "/metrics/?bars=year",
        f"/compare/?ids={article.pk}",
        article.get_absolute_url(),
        "/no/such/page",
    ):
        html = client.get(address).content.decode()
        assert [bad for bad in ("<script>", "<style", " style=", "onclick", 'src="http', "//cdn") if bad in html] == []


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_pages_say_their_language(client, language):
    make_article()

    page = client.get("/articles/", headers={"accept-language": language})

    assert f'<html lang="{language}">' in page.content.decode()
    assert page["Content-Language"] == language


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(client, method):
    article = make_article()
    pages = ["/", "/articles/", "/metrics/", "/metrics/figures.csv", "/compare/", article.get_absolute_url()]
    addresses = [*pages, "/healthz", "/language/en/"]

    assert [getattr(client, method)(address).status_code for address in addresses] == [405] * 8
