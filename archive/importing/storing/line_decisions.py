"""What people have decided on removed lines, as cleaning asks for it. Reads stored rows; decides nothing."""

from django.db.models import Q

from archive.importing.records import Decisions
from archive.models import Removal
from archive.models.prepared_queries import PreparedQuery


def decisions_on(*, origin: str, sha256: str) -> Decisions:
    """Decisions on lines of the same bytes, by line; and on lines of what was read from *origin* before, by text."""
    found = _judged.rows(origin=origin, sha256=sha256)
    return {(line if digest == sha256 else 0, text): status for digest, line, text, status in found}


@PreparedQuery
def _judged(origin, sha256):
    judged = Removal.objects.judged().filter(Q(capture__sha256=sha256) | Q(capture__origin=origin))
    return judged.order_by("pk").values_list("capture__sha256", "line", "text", "status")
