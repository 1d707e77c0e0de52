"""What people decide on removed lines, and what follows: the report is read again from its capture."""

from dataclasses import fields, replace

from django.db import transaction
from django.utils.translation import gettext as _

from archive.importing.inputs.containers import Input
from archive.importing.reading.report import read_report
from archive.importing.records import ArticleRecord, InputError
from archive.importing.storing.line_decisions import decisions_on
from archive.importing.storing.saving import PLAIN_FACTS, replace_reading, save_text
from archive.models import Article, Capture, Removal


class NotReviewable(Exception):
    """A decision that cannot be carried out: what stands in the way, and what to do instead."""


def restore(removal: Removal) -> None:
    """Put the line back into its report. Raises NotReviewable, and then changes nothing."""
    _decide(removal, Removal.Status.RESTORED)


def confirm(removal: Removal) -> None:
    """Leave the line out for good; one that was restored leaves the report again. Raises NotReviewable."""
    _decide(removal, Removal.Status.CONFIRMED)


@transaction.atomic
def read_again(article: Article) -> None:
    """Store what the current capture says now, also over what people wrote. Raises NotReviewable."""
    capture = article.captures.first()
    if capture is None:
        raise NotReviewable(_("It has no original that could be read."))
    record = _read(capture)
    if record.level == Article.Level.FULL_TEXT and not record.sections:
        raise NotReviewable(_("Nothing of a report is found in its original."))
    save_text(record, article)
    replace_reading(record, capture)


def _decide(removal: Removal, status: Removal.Status) -> None:
    """Note what was decided; where it changes the report's text, read the report again."""
    with transaction.atomic():
        capture = Capture.objects.select_related("article").get(pk=removal.capture_id)
        changes_text = Removal.Status.RESTORED in (status, removal.status) and status != removal.status
        before = _read(capture) if changes_text else None
        capture.removals.filter(line=removal.line, text=removal.text).update(status=status)
        if before:
            _read_again(capture, before, must_hold=(removal.line, removal.text, status))


def _read_again(capture: Capture, before: ArticleRecord, *, must_hold: tuple[int, str, str]) -> None:
    """Replace what the reading *before* gave the article with what the capture gives now."""
    if not capture.is_current:
        raise NotReviewable(_("A later capture has taken this one’s place; its lines are not in the report."))
    if not _is_text_of(before, capture.article):
        raise NotReviewable(
            _("The text of this report was changed by hand; reading it again would undo that. Edit its sections.")
        )
    after = _read(capture)
    if must_hold not in {(removed.line, removed.text, removed.status) for removed in after.removed}:
        raise NotReviewable(
            _("This capture is an export, without the line’s surroundings. Put the line into the report’s sections.")
        )
    save_text(_unchanged_by_hand(after, before, capture.article), capture.article)
    replace_reading(after, capture)


def _read(capture: Capture) -> ArticleRecord:
    """What the capture says now, people's decisions considered."""
    decided = decisions_on(origin=capture.origin, sha256=capture.sha256)
    try:
        record, *_rest = read_report(
            Input(capture.origin, capture.origin, bytes(capture.content), capture.format, decided=decided)
        )
    except InputError as error:
        raise NotReviewable(_("Without this line nothing of the report would be left.")) from error
    return record


# --- what people changed -------------------------------------------------------------------------


def _is_text_of(record: ArticleRecord, article: Article) -> bool:
    """Whether the article's sections are still as the record has them."""
    read = [(section.anchor, section.number, section.heading, section.text) for section in record.walk()]
    return read == list(article.sections.values_list("anchor", "number", "heading", "text"))


def _unchanged_by_hand(after: ArticleRecord, before: ArticleRecord, article: Article) -> ArticleRecord:
    """*after* without the facts that are no longer as the reading *before* gave them: what people wrote stays."""
    stored = {fact: getattr(article, fact) for fact in PLAIN_FACTS}
    stored |= {"outlet": article.outlet_name, "organization": article.organization_name}
    changed = {fact for fact, value in stored.items() if value != getattr(before, fact)}
    if changed & {"published_at", "published_precision"}:
        changed |= {"published_at", "published_precision"}
    nothing = {fact.name: None if fact.name == "published_at" else "" for fact in fields(after)}
    keywords = tuple(str(tagging) for tagging in article.taggings.all())
    kept = after.keywords if keywords == before.keywords else ()
    return replace(after, summary=article.summary, keywords=kept, **{fact: nothing[fact] for fact in changed})
