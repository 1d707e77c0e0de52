"""Fixtures that every test may use."""

import shutil

import pytest
from django.conf import settings
from django.utils import translation

from archive.importing.reading.workers import kept_readers
from search.indexing import outbox, rebuilding
from search.indexing.site_index import reopen


def pytest_unconfigure():
    """Remove the folder that tests/settings.py made for this run."""
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _readers():
    """The importer's reader processes, which start with the first import and read for all tests of this process."""
    with kept_readers():
        yield


@pytest.fixture(autouse=True)
def _own_language():
    """A request leaves its language set in the thread; the next test begins without."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def index_folder(tmp_path):
    """The folder of the test's own search index, which is made when the test first searches or indexes."""
    folder = tmp_path / "index"
    settings.HAYSTACK_CONNECTIONS["default"]["PATH"] = str(folder)
    reopen()
    outbox.import_hold.imports.clear()
    rebuilding.last_failure.at = float("-inf")
    return folder
