"""The hooks that may be run before each commit: pre-commit takes them, and their commands are installed."""

import importlib.util
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / ".pre-commit-config.yaml"
REPOSITORIES = yaml.safe_load(CONFIG.read_text())["repos"]
HOOKS = [hook for repository in REPOSITORIES for hook in repository["hooks"]]


def test_pre_commit_takes_the_configuration():
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", CONFIG], capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout


def test_no_hook_is_downloaded():
    assert {repository["repo"] for repository in REPOSITORIES} == {"local"}
    assert {hook["language"] for hook in HOOKS} == {"system"}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_the_command_of_each_hook_is_installed(hook):
    program, option, code, *_ = shlex.split(hook["entry"])

    assert program == ".venv/bin/python"
    if option == "-m":
        assert importlib.util.find_spec(code)
    else:
        compile(code, hook["id"], "exec")


def test_the_import_contracts_are_checked_as_bin_test_does():
    (entry,) = [hook["entry"] for hook in HOOKS if hook["id"] == "lint-imports"]

    assert entry in (ROOT / "bin" / "test").read_text()
