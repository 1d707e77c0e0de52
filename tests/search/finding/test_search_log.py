"""The log of slow and refused searches, and what it leaves out."""

import logging
import re

import pytest

from search.engine.documents import SearchRequest
from search.finding import search_log
from search.finding.articles import find_articles
from search.text.grammar import parse_query
from tests.builders import make_article
from tests.search.finding.test_articles import indexed

pytestmark = pytest.mark.django_db


def lines(caplog):
    return [
        (record.levelname, record.getMessage())
        for record in caplog.records
        if record.name == "search.finding.search_log"
    ]


@pytest.fixture
def every_search_is_slow(monkeypatch):
    monkeypatch.setattr(search_log, "SLOW", 0.0)


def find(line):
    return find_articles(SearchRequest(parse_query(line).query))


def test_a_quick_search_is_not_logged(caplog):
    indexed(make_article("示例：税务"))

    with caplog.at_level(logging.DEBUG, logger="search"):
        find("税务")

    assert lines(caplog) == []


@pytest.mark.usefixtures("every_search_is_slow")
def test_a_slow_search_is_logged_without_what_was_asked_for(caplog):
    indexed(make_article("示例：税务"), make_article("示例：税务"))

    with caplog.at_level(logging.INFO, logger="search"):
        find("税务")

    ((level, line),) = lines(caplog)
    assert level == "INFO"
    assert re.fullmatch(r"A search was slow: \d\.\d\d s for 2 hits", line)


@pytest.mark.usefixtures("every_search_is_slow")
def test_the_level_debug_adds_what_was_asked_for(caplog):
    indexed(make_article("示例：税务"))

    with caplog.at_level(logging.DEBUG, logger="search"):
        find("税务")

    (_, about), (level, asked) = lines(caplog)
    assert about.endswith("for 1 hits")
    assert (level, "税务" in asked) == ("DEBUG", True)


@pytest.mark.parametrize(
    ("limit", "why"),
    [
        ("search.engine.query.searcher.SECONDS", "longer than 0 s"),
        ("search.engine.query.searcher.MOST_TERMS", "more than 0 terms"),
    ],
)
def test_a_refused_search_is_logged_with_the_reason(limit, why, monkeypatch, caplog):
    indexed(make_article("示例：税务"))
    monkeypatch.setattr(limit, 0)

    with caplog.at_level(logging.INFO, logger="search"):
        assert find("税务").refusal

    ((level, line),) = lines(caplog)
    assert (level, why in line, "税务" in line) == ("INFO", True, False)
