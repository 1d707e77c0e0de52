"""The scripts in bin/: what bin/test runs for which arguments, and that all of them outlive a moved folder."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = sorted((ROOT / "bin").iterdir())
SLOW_CHECKS = ("-m mypy", "makemigrations")
QUICK_CHECKS = ("-m ruff check .", "-m ruff format --check .", "/djade", "lint_imports_command")


@pytest.fixture
def run(tmp_path):
    """Run a copy of bin/test in which bin/setup and Python only say what they are called with."""
    for name in ("bin/test", "bin/setup", ".venv/bin/python"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/usr/bin/env bash\necho {name} "$@"\n')
        path.chmod(0o700)
    shutil.copy(ROOT / "bin" / "test", tmp_path / "bin" / "test")

    def run(*arguments):
        return subprocess.run([tmp_path / "bin" / "test", *arguments], capture_output=True, text=True)

    return run


def called(done, *parts):
    return [part for part in parts if part in done.stdout]


def pytest_call(done):
    (call,) = re.findall(r"^\.venv/bin/python -m pytest --numprocesses 2 ?(.*)$", done.stdout, re.MULTILINE)
    return call.split()


def test_without_arguments_every_check_and_every_test_is_run(run):
    done = run()

    assert done.stdout.startswith("bin/setup requirements-dev.txt\n")
    assert called(done, *QUICK_CHECKS, *SLOW_CHECKS) == [*QUICK_CHECKS, *SLOW_CHECKS]
    assert pytest_call(done) == []


def test_quick_runs_the_quick_checks_and_tests_that_exist(run):
    done = run("--quick")

    assert called(done, *QUICK_CHECKS, *SLOW_CHECKS) == [*QUICK_CHECKS]
    assert pytest_call(done) != []
    assert [path for path in pytest_call(done) if not (ROOT / path).exists()] == []


def test_paths_and_options_go_to_pytest_without_any_check(run):
    done = run("tests/search/text", "-k", "snippet")

    assert called(done, *QUICK_CHECKS, *SLOW_CHECKS) == []
    assert pytest_call(done) == ["tests/search/text", "-k", "snippet"]


def test_quick_with_paths_is_refused_with_the_usage(run):
    done = run("--quick", "tests/search")

    assert (done.returncode, done.stdout) == (2, "")
    assert "bin/test PATH…" in done.stderr


def test_help_shows_each_use_and_runs_nothing(run):
    done = run("--help")

    assert done.returncode == 0
    assert re.findall(r"^  bin/test *(\S*)", done.stdout, re.MULTILINE) == ["everything:", "--quick", "PATH…", "--help"]
    assert "bin/setup" not in done.stdout


def test_a_failed_check_ends_the_run(run, tmp_path):
    (tmp_path / ".venv" / "bin" / "python").write_text("#!/usr/bin/env bash\necho called; exit 1\n")

    assert run().stdout.splitlines()[1:] == ["called"]


@pytest.mark.parametrize(
    "script", [*SCRIPTS, ROOT / ".ci" / "run", ROOT / ".pre-commit-config.yaml"], ids=lambda path: path.name
)
def test_tools_are_called_as_modules_since_their_scripts_break_in_a_moved_folder(script):
    called = re.findall(r"\.venv/bin/([\w-]+)", "\n".join(code_lines(script)))

    assert set(called) <= {"python"}


def code_lines(script):
    return [line for line in script.read_text().splitlines() if not line.lstrip().startswith("#")]


def test_ci_runs_everything():
    assert code_lines(ROOT / ".ci" / "run")[-1] == "bin/test"
