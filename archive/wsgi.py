"""The entry point for web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = get_wsgi_application()

# After the set-up above. Loading the dictionary takes a second, which the first reader should not wait for.
from search.text.words import segmenter  # noqa: E402

segmenter()
