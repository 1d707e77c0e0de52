"""Pages of archive are whole when the app `search` is taken out: the slots that it fills are then empty."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from lxml import html

# What search adds to pages, and the way to start that a missing page shows in place of it.
OF_SEARCH = (
    "//form[@role='search']",
    "//section[@class='within']",
    "//section[ul[@class='similar']]",
    "//span[@class='ways-on']",
    "//div[@class='hero']/p[@class='hint']",
    "//p[contains(., 'Search for it above')]",
    "//div[@class='desk']/section[contains(., 'Search index')]",
    "//div[contains(@class, 'app-search')]",
    "//mark",
    "//script[contains(@src, 'complete.js') or contains(@src, 'hits.js')]",
)
INSTEAD = "//p[.='Start from the first page']"


def rendered(settings_module):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings_module}
    program = "import django; django.setup(); from tests.render_pages import print_pages; print_pages()"
    command = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def with_search():
    return rendered("tests.settings")


@pytest.fixture(scope="module")
def without_search():
    return rendered("tests.settings_without_search")


def texts(page):
    """The text of a page but for what is of search, and for the size of the database, which holds its tables."""
    tree = html.fromstring(page)
    for mark in tree.xpath("//mark"):
        mark.drop_tag()
    for element in tree.xpath(" | ".join((*OF_SEARCH, INSTEAD))):
        element.drop_tree()
    return re.sub(r"Database: \S+\sMB", "", " ".join(tree.xpath("string(//body)").split()))


def of_search(site):
    """What search adds to any page of the site."""
    trees = [html.fromstring(page) for _status, page in site["pages"].values()]
    return {path for path in OF_SEARCH if any(tree.xpath(path) for tree in trees)}


def test_search_is_taken_out(with_search, without_search):
    assert (with_search["loaded"], without_search["loaded"]) == (["haystack", "search"], [])


def test_pages_answer_as_they_do_with_search(with_search, without_search):
    statuses = {name: status for name, (status, _page) in without_search["pages"].items()}

    assert statuses == {**dict.fromkeys(statuses, 200), "not found": 404, "error": 500}
    assert statuses == {name: status for name, (status, _page) in with_search["pages"].items()}


def test_nothing_of_search_is_on_any_page(with_search, without_search):
    assert (of_search(with_search), of_search(without_search)) == (set(OF_SEARCH), set())


def test_everything_else_is_there(with_search, without_search):
    for name, (_status, page) in with_search["pages"].items():
        assert texts(without_search["pages"][name][1]) == texts(page), name
