"""The site's settings, with data in a temporary folder and quick password hashing."""

import os
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="archive-tests-")
os.environ.pop("DATABASE_URL", None)
os.environ.pop("SEARCH_URL", None)

from archive.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
REBUILD_IN_BACKGROUND = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir()  # noqa: F405  whitenoise warns of a missing folder
