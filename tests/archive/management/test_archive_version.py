"""The version: written once, shown by a command and at the foot of each page."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[3]
WRITTEN = re.search(r'^version = "([\d.]+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)[1]


def test_the_command_prints_the_version_that_is_written_in_pyproject(capsys):
    call_command("archive_version")

    assert capsys.readouterr().out == f"{WRITTEN}\n"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/no-such-page/"])
def test_each_page_shows_the_version_at_its_foot(client, address):
    page = client.get(address).content.decode()

    assert f"版本 {WRITTEN}" in page.rpartition('<footer class="site-footer">')[2]


def test_the_changelog_dates_the_version():
    assert re.search(
        rf"^## {re.escape(WRITTEN)} – \d{{4}}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE
    )
