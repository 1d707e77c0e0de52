"""The settings of the tests for a site from which the app `search` is taken out."""

from tests.settings import *  # noqa: F403

INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in ("search", "haystack")]  # noqa: F405
ROOT_URLCONF = "tests.urls_without_search"
MIGRATION_MODULES = {"archive": None}  # its tables as they are: a migration of the groups gives them rights in search
