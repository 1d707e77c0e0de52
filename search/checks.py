"""The check of SEARCH_URL, which Django runs before each command."""

from typing import Any

from django.conf import settings
from django.core.checks import Error

HINT = (
    "Write whoosh:///path with an absolute path, such as whoosh:///srv/archive/index, or leave it unset for the folder "
    "“index” in DATA_DIR. Search servers (opensearch://…) are not supported yet."
)


def check_search_url(**options: Any) -> list[Error]:
    """Report search.E001 if SEARCH_URL names no folder. The message leaves out its value, which may hold a password."""
    if settings.HAYSTACK_CONNECTIONS["default"]["PATH"]:
        return []
    return [Error("SEARCH_URL is not of the form whoosh:///path.", hint=HINT, id="search.E001")]
