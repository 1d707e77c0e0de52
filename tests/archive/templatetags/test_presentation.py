"""How facts are written for readers."""

from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.utils import translation

from archive.importing.removal_rules import RULES
from archive.models import Article, Metric
from archive.templatetags.presentation import nearby_pages, published, quantity, reason, web_address


def test_an_undated_report_says_so():
    with translation.override("en"):
        assert published(Article()) == "date unknown"


@pytest.mark.parametrize(
    ("value", "value_max", "shown"),
    [
        ("121.000000", None, "121"),
        ("120.000000", None, "120"),
        ("0.500000", None, "0.5"),
        ("-3.2", None, "-3.2"),
        ("100000000", None, "100000000"),
        ("3", "5", "3–5"),
    ],
)
def test_quantity_in_plain_digits(value, value_max, shown):
    highest = None if value_max is None else Decimal(value_max)

    assert quantity(Metric(value=Decimal(value), value_max=highest)) == shown


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org/", "http://example.org/"),
        ("javascript:alert(1)", ""),
        ("//example.org", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_followed(address, followed):
    assert web_address(address) == followed


def test_pages_nearby_and_at_the_ends():
    page = Paginator(range(200), 10).page(10)

    assert list(nearby_pages(page)) == [1, "…", 8, 9, 10, 11, 12, "…", 20]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_of_the_importer_has_a_reason_in_the_language_of_the_reader(rule):
    with translation.override("en"):
        assert reason(rule.name) == rule.reason
    with translation.override("zh-hans"):
        assert reason(rule.name) not in (rule.name, rule.reason)


def test_an_unknown_rule_is_its_own_reason():
    assert reason("by-hand") == "by-hand"
