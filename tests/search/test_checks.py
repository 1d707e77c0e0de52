"""Which values of SEARCH_URL are refused, and that a refused one is never taken for a folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from archive.settings import index_path
from search.checks import check_search_url

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("url", "path"), [("whoosh:///srv/index", "/srv/index"), ("whoosh:///srv/目录 1", "/srv/目录 1")]
)
def test_an_absolute_path_is_the_folder(url, path, monkeypatch):
    monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS["default"], "PATH", index_path(url))

    assert index_path(url) == path
    assert check_search_url() == []


@pytest.mark.parametrize(
    "url",
    ["opensearch://host:9200/reports", "whoosh://srv/index", "whoosh:/srv/index", "whoosh:///", "/srv/index", ""],
)
def test_anything_else_is_refused(url, monkeypatch):
    monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS["default"], "PATH", index_path(url))

    (error,) = check_search_url()

    assert error.id == "search.E001"
    assert "whoosh:///path" in error.hint


@pytest.mark.parametrize("command", ["prepare_site", "check_index"])
def test_a_command_ends_before_it_writes_anything(command, tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", command],
        cwd=tmp_path,
        env=os.environ
        | {"DATA_DIR": str(tmp_path / "data"), "SEARCH_URL": "opensearch://me:secret@host/reports"}
        | {"DJANGO_SETTINGS_MODULE": "archive.settings"},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "search.E001" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["data", "secret_key"]
