"""Settings that cannot be used are refused in words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def manage(*arguments, folder, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "archive.settings"} | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("name", "value", "write_instead"),
    [
        ("LOG_LEVEL", "loud", "Write one of DEBUG, INFO, WARNING, ERROR, CRITICAL"),
        ("DATABASE_URL", "oracles://me:secret@host/name", "Write sqlite:////path"),
        ("DATABASE_URL", "postgres://me:secret@host:port/name", "Write sqlite:////path"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_in_words(name, value, write_instead, tmp_path):
    done = manage("check", folder=tmp_path, **{name: value})

    assert done.returncode == 1
    assert done.stderr.startswith(f"The settings cannot be used: {name} ")
    assert write_instead in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.parametrize(("value", "level"), [("info", "INFO"), ("", "WARNING")])
def test_the_log_level_is_that_of_the_environment(value, level, tmp_path):
    show = "import logging; print(logging.getLevelName(logging.root.level))"

    done = manage("shell", "-v", "0", "-c", show, folder=tmp_path, LOG_LEVEL=value)

    assert done.stdout.split() == [level], done.stderr
