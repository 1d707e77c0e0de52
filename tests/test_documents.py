"""What the documents name exists: commands, files, settings."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from search.text.grammar import parse_query

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()


def test_commands_in_the_readme_exist():
    named = set(re.findall(r"manage\.py (\w+)", README))

    assert named - set(get_commands()) == set()


def test_scripts_in_the_readme_are_executable():
    named = set(re.findall(r"\bbin/(\w+)", README.replace(".venv/bin/", "")))

    assert {name for name in named if not (ROOT / "bin" / name).stat().st_mode & 0o100} == set()


def test_links_lead_somewhere():
    targets = re.findall(r"\]\(([^)#]+)\)", README + ARCHITECTURE)

    assert [target for target in targets if not target.startswith("http") and not (ROOT / target).exists()] == []


@pytest.mark.parametrize("room", re.findall(r"^\| `([\w/.]+)`", ARCHITECTURE, re.MULTILINE))
def test_rooms_on_the_map_exist(room):
    assert (ROOT / room).exists()


def test_settings_in_the_readme_are_those_the_site_reads():
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    read = set(re.findall(r'env\.\w+\("([A-Z_]+)"', (ROOT / "archive" / "settings.py").read_text()))

    assert documented == read | {"PORT"}


@pytest.mark.parametrize("query", re.findall(r"`([^`]+)`", README.split("## Searching")[1].split("## Commands")[0]))
def test_searches_in_the_readme_are_read_as_meant(query):
    reading = parse_query(query)

    assert reading.query is not None
    assert reading.problems == ()
