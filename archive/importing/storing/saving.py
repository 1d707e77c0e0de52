"""Records into rows: finds the article a record belongs to, and stores all of it in one transaction. Parses nothing."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from archive.chinese.folding import fold
from archive.history.pending_edits import edited_aside
from archive.history.versions import save_version
from archive.importing.inputs.containers import Input
from archive.importing.reading.near_duplicates import Fingerprint
from archive.importing.reading.reader import read_article
from archive.importing.records import ArticleRecord, InputProblem
from archive.importing.storing.deduplication import CaptureRecord, Resolution, resolve
from archive.importing.storing.line_decisions import decisions_on
from archive.importing.storing.metrics import metrics_to_keep, save_metrics, unstated_problems
from archive.models import (
    Article,
    Band,
    Capture,
    ImportRun,
    Keyword,
    Metric,
    Organization,
    Outlet,
    PendingCapture,
    PendingEdit,
    Removal,
    ReprintSuggestion,
    Section,
)
from archive.models.authority import name_candidates
from archive.models.bulk_insert import insert

# The fields that rows take over from records as they are.
ARTICLE_FIELDS = (
    "title", "published_at", "published_precision", "editor", "author", "channel", "url", "script", "level",
)  # fmt: skip
CAPTURE_FIELDS = ("sha256", "content", "encoding", "format", "origin")
SECTION_FIELDS = ("kind", "anchor", "number", "heading", "text")
REMOVAL_FIELDS = ("line", "rule", "text", "status")

SITE_OF = re.compile(r"(?:官方)?(?:门户)?(?:网站|网)$")  # 某某政协网 is the site of 某某政协


@dataclass(frozen=True, slots=True)
class Importer:
    """Who imports. What an importer who does not publish brings is a draft, or a pending edit of a published article.

    user: None for the operator, who imports by a command.
    """

    user: Any = None
    publishes: bool = True


OPERATOR = Importer()


def save(
    record: ArticleRecord, capture: CaptureRecord, run: ImportRun | None = None, importer: Importer = OPERATOR
) -> Resolution:
    """Store *record* and the capture it was read from; the resolution returned names the stored article."""
    with transaction.atomic():
        resolution = resolve(record, capture)
        if resolution.status not in ("created", "updated", "quarantined"):
            return resolution
        if resolution.article is None:
            article = Article(state=_first_state(record, importer), reprint_of=resolution.original)
            save_text(record, article)
            _save_capture(record, capture, Capture(article=article, run=run))
            if resolution.suggestions:
                ReprintSuggestion.objects.suggest(article, resolution.suggestions)
            return replace(resolution, article=article)
        if resolution.article.state == Article.State.PUBLISHED and not importer.publishes:
            unstated = _save_aside(record, capture, resolution.article, PendingCapture(run=run), importer.user)
            message = f"Report {resolution.article.pk} is published: this waits for somebody who may publish."
            problems = (InputProblem("pending", 0, message), *unstated_problems(resolution.article, unstated))
        else:
            unstated = _replace(record, capture, Capture(article=resolution.article, run=run), importer)
            problems = unstated_problems(resolution.article, unstated)
    return replace(resolution, problems=(*resolution.problems, *problems))


def _first_state(record: ArticleRecord, importer: Importer) -> str:
    """Return the state of a new article: as the record has it, unless only who may publish may set that."""
    return record.state if importer.publishes or record.state == "review" else "draft"


def _replace(record: ArticleRecord, captured: CaptureRecord, capture: Capture, importer: Importer) -> list[Metric]:
    """Replace the contents of the article that *capture* belongs to by the record's; keep versions before and after.

    Return the metrics that `save_text` returns.
    """
    article = capture.article
    save_version(article)
    _forget_reading(article, captured.sha256)
    unstated = save_text(record, article)
    _save_capture(record, captured, capture)
    comment = _("Changed by an import of %(origin)s") % {"origin": capture.file_name}
    save_version(article, user=importer.user, comment=comment)
    return unstated


def _forget_reading(article: Article, sha256: str) -> None:
    Capture.objects.filter(sha256=sha256).delete()  # the same bytes came back
    Band.objects.filter(capture__article=article).delete()  # they describe a text that it no longer has


# --- imports that wait ---------------------------------------------------------------------------


def _save_aside(
    record: ArticleRecord, captured: CaptureRecord, article: Article, capture: PendingCapture, user: Any
) -> list[Metric]:
    """Keep the record's contents as the user's pending edit of the article, with the bytes it was read from.

    Return the metrics that `save_text` returns.
    """
    with edited_aside(article, user, keep=True) as aside:
        unstated = save_text(record, Article.objects.get(pk=article.pk))
    capture.edit = aside.edit
    for field in CAPTURE_FIELDS:
        setattr(capture, field, getattr(captured, field))
    if not PendingCapture.objects.filter(edit=aside.edit, sha256=captured.sha256).exists():
        capture.save()
    return unstated


def save_pending_captures(edit: PendingEdit) -> None:
    """Store the bytes from which imports made the edit as captures of its article, the last as its current one."""
    for pending in edit.captures.select_related("run"):
        item = Input(pending.origin, pending.origin, bytes(pending.content), pending.format)
        decided = decisions_on(origin=pending.origin, sha256=pending.sha256)
        result = read_article(replace(item, decided=decided))
        captured = CaptureRecord(pending.origin, item.content, pending.encoding, pending.format, result.fingerprint)
        _forget_reading(edit.article, pending.sha256)
        _save_capture(result.record, captured, Capture(article=edit.article, run=pending.run))
    edit.captures.all().delete()


def save_text(record: ArticleRecord, article: Article) -> list[Metric]:
    """Store the record's metadata, sections, metrics and keywords in the article. The caller holds the transaction.

    Return the metrics that the article loses because no sentence of the text states them.
    """
    kept = _remove_contents(article) if article.pk else []
    _save_metadata(record, article)
    unstated = save_metrics(article, _create_sections(record, article), record.metrics, kept=kept)
    if record.keywords:  # one that the record gives in both scripts counts once
        article.set_keywords(Keyword.objects.all_named(record.keywords), printed=record.keywords)
    return unstated


# --- what is stored ------------------------------------------------------------------------------


def _save_metadata(record: ArticleRecord, article: Article) -> None:
    """Take over the fields that the record has; where it has none, the article keeps its own."""
    article.summary = record.summary
    for field in ARTICLE_FIELDS:
        setattr(article, field, getattr(record, field) or getattr(article, field))
    if issuer := _issuing_organization(record):
        article.organization, article.organization_printed = issuer, record.organization or issuer.name
    if record.outlet:
        article.outlet, article.outlet_printed = Outlet.objects.named(record.outlet), record.outlet
    article.clean_fields(exclude=["organization", "outlet"])
    article.save()


def _issuing_organization(record: ArticleRecord) -> Organization | None:
    """Return the organization that the record names, else a known one that is its outlet or begins its title."""
    if record.organization:
        lead = record.sections[0].text if record.sections else ""
        return Organization.objects.named(record.organization, context=f"{record.title} {record.outlet} {lead}")
    site = SITE_OF.sub("", fold(record.outlet))
    return Organization.objects.called(record.outlet, site, *name_candidates(record.title))


def _save_capture(record: ArticleRecord, captured: CaptureRecord, capture: Capture) -> None:
    """Store *capture*, which becomes the article's current one, with the bytes and provenance that *captured* has."""
    fingerprint = captured.fingerprint or Fingerprint.of(record)
    capture.text_digest = fingerprint.digest
    for field in CAPTURE_FIELDS:
        setattr(capture, field, getattr(captured, field))
    capture.save(force_insert=True)
    _save_reading(record, fingerprint, capture)


def replace_reading(record: ArticleRecord, capture: Capture) -> None:
    """Replace what was read from the stored capture before (text digest, removals, LSH bands) by the record's."""
    fingerprint = Fingerprint.of(record)
    Capture.objects.filter(pk=capture.pk).update(text_digest=fingerprint.digest)
    capture.removals.all().delete()
    capture.bands.all().delete()
    _save_reading(record, fingerprint, capture)


def _save_reading(record: ArticleRecord, fingerprint: Fingerprint, capture: Capture) -> None:
    """Store the capture's LSH bands and its removals, each with what a person has decided on it."""
    insert(Band, [{"capture_id": capture.pk, "value": value} for value in fingerprint.bands])
    insert(Removal, [{"capture_id": capture.pk, **_values(removal, REMOVAL_FIELDS)} for removal in record.removed])


def _remove_contents(article: Article) -> list[Metric]:
    """Delete the article's sections and metrics, and return the metrics that no extraction replaces."""
    kept = metrics_to_keep(article)
    article.metrics.all().delete()
    article.sections.all().delete()
    return kept


def _create_sections(record: ArticleRecord, article: Article) -> dict[str, Section]:
    """Store the section tree, one level at a time, and return the stored sections by their anchors."""
    positions = {section.anchor: position for position, section in enumerate(record.walk())}
    stored: dict[str, Section] = {}
    level = [(section, "") for section in record.sections]
    while level:
        rows = Section.objects.bulk_create(
            Section(
                article=article,
                parent=stored.get(parent),
                position=positions[section.anchor],
                **_values(section, SECTION_FIELDS),
            )
            for section, parent in level
        )
        stored |= {row.anchor: row for row in rows}
        level = [(child, section.anchor) for section, _ in level for child in section.sections]
    return stored


def _values(record: object, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: getattr(record, field) for field in fields}
