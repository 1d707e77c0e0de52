"""People's decisions on removed lines, in the form that cleaning takes. Reads stored rows; decides nothing."""

from django.db.models import Q, QuerySet

from archive.importing.records import ANY_LINE, Decisions, LineKey
from archive.models import Removal
from archive.models.prepared_queries import PreparedQuery


def decisions_on(*, origin: str, sha256: str) -> Decisions:
    """Return the decisions that hold for an input of this origin and of bytes with this digest.

    A decision on a line of the same bytes holds for the line of that number. One on a line of other bytes from the
    same origin holds for any line of that text.
    """
    found = _judged.rows(origin=origin, sha256=sha256)
    return {LineKey(line if digest == sha256 else ANY_LINE, text): status for digest, line, text, status in found}


@PreparedQuery
def _judged(origin: str, sha256: str) -> QuerySet[Removal]:
    judged = Removal.objects.judged().filter(Q(capture__sha256=sha256) | Q(capture__origin=origin))
    return judged.order_by("pk").values_list("capture__sha256", "line", "text", "status")
