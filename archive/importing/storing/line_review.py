"""People's decisions on removed lines, and the new reading of the article that follows from them."""

from dataclasses import fields, replace
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from archive.history.versions import save_version
from archive.importing.inputs.containers import Input
from archive.importing.reading.reader import read_article
from archive.importing.records import ArticleRecord, InputError, Verdict
from archive.importing.storing.line_decisions import decisions_on
from archive.importing.storing.saving import ARTICLE_FIELDS, replace_reading, save_text
from archive.models import Article, Capture, Removal


class NotReviewable(Exception):
    """A decision cannot be carried out. The message is for editors: it says why, and what to do instead."""


def restore(removal: Removal, user: Any = None) -> None:
    """Put the line back into its article, as *user* has decided. Raises NotReviewable, and then changes nothing."""
    _decide(removal, "restored", user)


def confirm(removal: Removal, user: Any = None) -> None:
    """Leave the line out for good; a restored one leaves the article again. Raises NotReviewable."""
    _decide(removal, "confirmed", user)


@transaction.atomic
def read_again(article: Article) -> None:
    """Store what is read from the current capture now, also over what people wrote. Raises NotReviewable."""
    capture = article.captures.first()
    if capture is None:
        raise NotReviewable(_("It has no original that could be read."))
    record = _read(capture)
    if record.level == "full" and not record.sections:
        raise NotReviewable(_("Nothing of a report is found in its original."))
    save_text(record, article)
    replace_reading(record, capture)


class _Decided(NamedTuple):
    """A line of a capture and the status that a person has given its removal."""

    line: int
    text: str
    status: Verdict


def _decide(removal: Removal, status: Verdict, user: Any) -> None:
    """Store the decision; where it changes the article's text, read it again and keep it as a version before, after."""
    with transaction.atomic():
        capture = Capture.objects.select_related("article").get(pk=removal.capture_id)
        changes_text = "restored" in (status, removal.status) and status != removal.status
        before = _read(capture) if changes_text else None
        capture.removals.filter(line=removal.line, text=removal.text).update(status=status)
        if before:
            save_version(capture.article)
            _read_again(capture, before, _Decided(removal.line, removal.text, status))
            save_version(capture.article, user=user, comment=_("Decided on a removed line"))


def _read_again(capture: Capture, before: ArticleRecord, decided: _Decided) -> None:
    """Replace what the article has from the reading *before* by what is read from the capture now.

    Raises NotReviewable where that would lose what people wrote, or would not carry out what they *decided*.
    """
    if not capture.is_current:
        raise NotReviewable(_("A later capture has taken this one’s place; its lines are not in the report."))
    if not _is_text_of(before, capture.article):
        raise NotReviewable(
            _("The text of this report was changed by hand; reading it again would undo that. Edit its sections.")
        )
    after = _read(capture)
    if decided not in {(removal.line, removal.text, removal.status) for removal in after.removed}:
        raise NotReviewable(
            _("This capture is an export, without the line’s surroundings. Put the line into the report’s sections.")
        )
    save_text(_unchanged_by_hand(after, before, capture.article), capture.article)
    replace_reading(after, capture)


def _read(capture: Capture) -> ArticleRecord:
    """Read the capture as an import would now, with people's decisions."""
    decided = decisions_on(origin=capture.origin, sha256=capture.sha256)
    item = Input(capture.origin, capture.origin, bytes(capture.content), capture.format, decided=decided)
    try:
        return read_article(item).record
    except InputError as error:
        raise NotReviewable(_("Without this line nothing of the report would be left.")) from error


# --- what people changed -------------------------------------------------------------------------


def _is_text_of(record: ArticleRecord, article: Article) -> bool:
    """Return whether the article's sections are still as the record has them."""
    read = [(section.anchor, section.number, section.heading, section.text) for section in record.walk()]
    return read == list(article.sections.values_list("anchor", "number", "heading", "text"))


def _unchanged_by_hand(after: ArticleRecord, before: ArticleRecord, article: Article) -> ArticleRecord:
    """Return *after* without the fields in which the article differs from *before*, so that what people wrote stays."""
    stored = {field: getattr(article, field) for field in ARTICLE_FIELDS}
    stored |= {"outlet": article.outlet_name, "organization": article.organization_name}
    changed = {field for field, value in stored.items() if value != getattr(before, field)}
    if changed & {"published_at", "published_precision"}:
        changed |= {"published_at", "published_precision"}
    nothing: dict[str, Any] = {field.name: None if field.name == "published_at" else "" for field in fields(after)}
    keywords = tuple(str(tagging) for tagging in article.taggings.all())
    kept = after.keywords if keywords == before.keywords else ()
    return replace(after, summary=article.summary, keywords=kept, **{field: nothing[field] for field in changed})
