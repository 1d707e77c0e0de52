"""From a clean clone to a running site: bin/serve as a newcomer would type it."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FIRST_START = 400  # seconds; nearly all of it is pip
LATER_START = 30


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The tracked and the new files of this checkout, and nothing else of it."""
    folder = tmp_path_factory.mktemp("clone") / "archive"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def clean_environment():
    """This process' environment without the settings of the tests."""
    settings = ("DATA_DIR", "DATABASE_URL", "SEARCH_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "DEBUG")
    return {name: value for name, value in os.environ.items() if name not in settings}


@contextmanager
def serving(clone, *paths, within):
    """The site's address while bin/serve runs; what it said is in serve.log."""
    port = free_port()
    with (clone.parent / "serve.log").open("w") as log:
        server = subprocess.Popen(
            ["bin/serve", *paths],
            cwd=clone,
            env=clean_environment() | {"PORT": str(port)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_it_answers(address, server, within=within)
            yield address
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def wait_until_it_answers(address, server, *, within):
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        assert server.poll() is None, f"bin/serve ended with {server.returncode}"
        try:
            page(address, "/healthz")
            return
        except urllib.error.URLError:
            time.sleep(0.2)
    pytest.fail(f"no answer within {within} s")


def page(address, path, **parameters):
    query = "?" + urllib.parse.urlencode(parameters) if parameters else ""
    with urllib.request.urlopen(f"{address}{path}{query}", timeout=20) as response:
        return response.read().decode()


def said(clone):
    return (clone.parent / "serve.log").read_text()


def stored(clone):
    """All that the second start must leave alone: how many rows of each kind, and the secret key."""
    command = (
        "from django.apps import apps; from django.conf import settings; "
        "print([(m.__name__, m.objects.count()) for m in apps.get_models()], settings.SECRET_KEY)"
    )
    done = subprocess.run(
        [".venv/bin/python", "manage.py", "shell", "-v", "0", "-c", command],
        cwd=clone,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_serve_brings_up_the_site_and_a_second_start_changes_nothing(clone):
    with serving(clone, within=FIRST_START) as address:
        assert "示例" in page(address, "/")
        assert "双向发力" in page(address, "/search/", q="双向发力")
        assert "Django" in page(address, "/admin/login/") or "admin" in page(address, "/admin/login/")
    first_words = said(clone)
    assert f"{address}/" in first_words
    assert "createsuperuser" in first_words
    before = stored(clone)

    started = time.monotonic()
    with serving(clone, within=LATER_START) as address:
        assert time.monotonic() - started < LATER_START
        assert "示例" in page(address, "/articles/")

    assert before != ""
    assert stored(clone) == before
    assert (clone / "var").stat().st_mode & 0o077 == 0


def test_serve_works_in_a_folder_that_was_moved(clone):
    subprocess.run(["bin/setup", "requirements.txt"], cwd=clone, check=True)
    installed = (clone / ".venv" / "installed-requirements.txt").stat().st_mtime_ns
    elsewhere = clone.rename(clone.with_name("elsewhere"))

    try:
        with serving(elsewhere, within=FIRST_START) as address:
            assert "示例" in page(address, "/")
        assert (elsewhere / ".venv" / "installed-requirements.txt").stat().st_mtime_ns == installed
    finally:
        elsewhere.rename(clone)


def test_serve_imports_the_paths_it_is_given(clone, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(
        "示例：青禾区夜谈制度\n\n"
        "2021年3月4日 09:05 | 来源：示例网\n\n"
        "本文为示例。委员夜谈每月一次，说的是巷口的路灯。\n"
    )

    with serving(clone, str(report), within=FIRST_START) as address:
        assert "夜谈制度" in page(address, "/search/", q="路燈")
