"""Edit conflicts: when two people edit one article, the second sees what the first has changed, and decides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from archive.comparing.changes import Change, changes
from archive.editing.stamps import Stamp
from archive.history.serialization import current_snapshot, serialize
from archive.history.versions import snapshot_of, version_seen_at
from archive.models import Article


@dataclass(frozen=True, slots=True)
class EditConflict:
    """What somebody else has done since the page was opened. changes: None if no version was kept to compare with."""

    stamp: str
    who: str
    changes: list[Change] | None


class EditConflictMixin(admin.ModelAdmin):
    """Shows the other person's changes above the user's own input."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        if getattr(form, "conflict", ""):
            context["conflict"] = conflict_of(form.instance, seen=form.seen, now=form.conflict)
        return super().render_change_form(request, context, *args, **options)


def conflict_of(article: Article, *, seen: str, now: str) -> EditConflict:
    """Compare the article that the user has seen with the stored one.

    seen, now: the stamps of what the user has seen and of what is stored, as text.
    """
    known = Stamp.parse(seen).moment
    before = version_seen_at(article, datetime.fromisoformat(known)) if _is_moment(known) else None
    latest = version_seen_at(article, datetime.fromisoformat(Stamp.parse(now).moment))
    who = str(latest.revision.user or "") if latest and latest != before else ""
    changed = changes(serialize(snapshot_of(before)), serialize(current_snapshot(article))) if before else None
    return EditConflict(now, who, changed)


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
