"""Two people on one report: the second is shown what the first has changed, and decides."""

from dataclasses import dataclass
from datetime import datetime

from archive.comparing.changes import Change, changes
from archive.history.serialization import current_snapshot, serialize
from archive.history.versions import snapshot_of, version_seen_at


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else did since the page was opened; *changes* is None where no version was kept to compare."""

    stamp: str
    who: str
    changes: list[Change] | None


class Careful:
    """For the desk of reports: its page says what the other has changed, above the user's own input."""

    def render_change_form(self, request, context, *args, **options):
        form = context["adminform"].form
        if getattr(form, "conflict", ""):
            context["conflict"] = told(form.instance, seen=form.seen, now=form.conflict)
        return super().render_change_form(request, context, *args, **options)


def told(article, *, seen, now):
    """*seen*, *now*: the moments of the change the user knows and of the latest, as text."""
    before = version_seen_at(article, datetime.fromisoformat(seen)) if _is_moment(seen) else None
    latest = version_seen_at(article, datetime.fromisoformat(now))
    who = str(latest.revision.user or "") if latest and latest != before else ""
    changed = changes(serialize(snapshot_of(before)), serialize(current_snapshot(article))) if before else None
    return Conflict(now, who, changed)


def _is_moment(text):
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
