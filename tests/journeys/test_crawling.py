"""Every address that a reader or an editor can come to by links answers, and obeys the policy."""

import re
from collections import deque
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command

from archive.models import Article

MOST_PAGES = 250
# What is followed once but leads nowhere new: downloads, and the many orders of the same rows.
NOT_FOLLOWED = re.compile(r"/language/|/admin/|\.(csv|xlsx|json|atom)|/original$")
INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=\"|javascript:")


def links(address, html):
    """The addresses of this site that the page leads to, without the places in them."""
    for link in re.findall(r'<a\b[^>]*?\shref="([^"]*)"', html):
        joined = urlsplit(urljoin(f"http://testserver{address}", urldefrag(unescape(link)).url))
        if joined.scheme == "http" and joined.netloc == "testserver":
            yield f"{joined.path}{'?' if joined.query else ''}{joined.query}"


def crawl(client, start, follow):
    """Address → status of what is reached from *start*, nearest first; and the pages with anything inline."""
    waiting, seen, inline = deque([start]), {}, []
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft()
        if address in seen:
            continue
        response = client.get(address)
        seen[address] = response.status_code
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        html = response.content.decode()
        inline += [(address, found) for found in INLINE.findall(html)]
        waiting.extend(link for link in links(address, html) if follow(link))
    return seen, inline


@pytest.fixture
def samples(db):
    folder = settings.BASE_DIR / "fixtures" / "samples"
    names = ("01-reading-clubs.utf8.txt", "10-tax-counter.utf8.txt")
    call_command("import_articles", *(folder / name for name in names), verbosity=0)
    call_command("check_index", repair=True, verbosity=0)


def test_what_readers_are_led_to_answers(client, samples):
    seen, inline = crawl(client, "/", lambda address: not NOT_FOLLOWED.search(address))
    reached = set(map(Article.get_absolute_url, Article.objects.all()))

    assert {address: status for address, status in seen.items() if status not in (200, 301)} == {}
    assert inline == []
    assert reached <= set(seen)


def test_what_editors_are_led_to_answers(admin_client, samples):
    def follow(address):
        return address.startswith("/admin/") and "/logout/" not in address and "?" not in address

    seen, inline = crawl(admin_client, "/admin/", follow)

    assert {address: status for address, status in seen.items() if status not in (200, 302)} == {}
    assert inline == []
    assert {"/admin/archive/article/", "/admin/archive/article/add/", "/admin/archive/metric/review/"} <= set(seen)


ADMIN_PAGES = ["", "archive/article/", "archive/article/add/", "archive/metric/review/", "search/synonymgroup/add/"]


def test_pages_for_editors_run_without_complaint(desk, page):
    for address in ADMIN_PAGES:
        assert page.goto(f"{desk}{address}").status == 200

    assert page.complaints == []


def test_pages_for_readers_run_without_complaint(site, page):
    page.goto(site)
    report = page.locator("article.card h3 a").first.get_attribute("href")
    searched = [f"/search/{path}?q=协商" for path in ("", "concordance/", "trend/")]

    for address in ["/articles/", "/metrics/", f"/compare/?ids={report.split('/')[2]}", *searched, f"{report}?q=协商"]:
        assert page.goto(f"{site}{address}").status == 200

    assert page.complaints == []
