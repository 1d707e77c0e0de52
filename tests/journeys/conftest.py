"""A real browser before a running site. Without an installed Chromium these tests are skipped; none is downloaded."""

import os
import shutil

import pytest
from django.conf import settings
from django.core.management import call_command

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SAMPLES = ("01-reading-clubs.utf8.txt", "02-grassroots-talks.utf8-bom.txt", "10-tax-counter.utf8.txt")


def pytest_collection_modifyitems(items):
    """Every test that asks for a page of the browser is a browser test."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()) and item.path.parent.name == "journeys":
            item.add_marker("browser")
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium: apt-get install chromium"))


@pytest.fixture(scope="session", autouse=True)
def _database_beside_the_browser():
    """The browser's event loop runs in this thread, where Django would refuse to ask the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu"]}


@pytest.fixture
def browser_context_args():
    return {"locale": "en-US", "viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}


@pytest.fixture
def page(page):
    """A page of the browser; whatever it complains of in its console, the policy's refusals too, fails the test."""
    complaints = []
    page.on("console", lambda said: said.type in ("error", "warning") and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(20_000)
    page.complaints = complaints
    yield page
    assert complaints == []


@pytest.fixture
def site(live_server):
    """The address of a site that holds a few sample reports, one of them a reprint of another."""
    folder = settings.BASE_DIR / "fixtures" / "samples"
    call_command("import_articles", *(folder / name for name in SAMPLES), verbosity=0)
    return live_server.url


@pytest.fixture
def desk(site, page, django_user_model):
    """The site's admin, with an editor signed in."""
    django_user_model.objects.create_superuser("editor", password="long-enough-1")
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("long-enough-1")
    page.get_by_role("button", name="Log in").click()
    return f"{site}/admin/"
