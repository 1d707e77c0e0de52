"""The entry point for web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = get_wsgi_application()

# After the set-up above. The vocabulary takes seconds to load, for which the first reader should not wait.
from search.finding.vocabulary import prepare  # noqa: E402

prepare()
