"""The registry of removal rules; tests/archive/importing/cleaning/ holds that each rule removes its example."""

import pytest

from archive.importing.removal_rules import BY_NAME, RULES
from archive.models import Removal


def test_no_two_rules_share_a_name_or_a_reason():
    assert len(BY_NAME) == len({rule.reason for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_fits_its_column_and_its_example_has_the_line(rule):
    assert len(rule.name) <= Removal._meta.get_field("rule").max_length
    assert [line.number for line in rule.example] == list(range(1, len(rule.example) + 1))
    assert 1 <= rule.removes <= len(rule.example)
