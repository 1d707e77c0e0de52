"""What the site promises browsers and operators: a strict policy, throttled logins, a clean deployment check."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.builders import make_article

POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/articles/", "/search/?q=协商", "/metrics/", "/admin/login/", "/nothing/"])
def test_every_page_allows_nothing_inline_and_nothing_foreign(client, address):
    make_article()
    response = client.get(address)
    page = response.content.decode()

    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:", page) == []
    assert re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//', page.replace("http://testserver/", "/")) == []


@pytest.mark.django_db
def test_guessing_passwords_is_slowed_down_for_that_name_only(client, django_user_model):
    for name in ("editor", "other"):
        django_user_model.objects.create_superuser(name, password="right-password-1")

    def login(name, password):
        return client.post("/admin/login/?next=/healthz", {"username": name, "password": password}).status_code

    assert [login("editor", f"wrong {turn}") for turn in range(5)] == [200] * 4 + [429]
    assert login("editor", "right-password-1") == 429
    assert login("other", "right-password-1") == 302


@pytest.mark.parametrize(("address", "fails"), [("https://archive.example", False), ("", True)])
def test_the_deployment_check_is_clean_once_the_public_address_is_secure(tmp_path, address, fails):
    environment = os.environ | {"PUBLIC_URL": address, "DATA_DIR": str(tmp_path)}
    for name in ("DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"):  # the tests' own
        environment.pop(name, None)
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    outcome = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)

    assert (outcome.returncode != 0) == fails, outcome.stderr
