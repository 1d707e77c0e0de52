"""What people have decided on removed lines, as cleaning asks for it. Reads stored rows; decides nothing."""

from django.db.models import Q

from archive.importing.records import Decisions
from archive.models import Removal


def decisions_on(*, origin: str, sha256: str) -> Decisions:
    """Decisions on lines of the same bytes, by line; and on lines of what was read from *origin* before, by text."""
    judged = Removal.objects.judged().filter(Q(capture__sha256=sha256) | Q(capture__origin=origin))
    found = judged.order_by("pk").values_list("capture__sha256", "line", "text", "status")
    return {(line if digest == sha256 else 0, text): status for digest, line, text, status in found}
