"""Records into rows: finds the article a record belongs to, and stores all of it in one transaction. Parses nothing."""

import re
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from archive.chinese.folding import fold
from archive.history.versions import save_version, save_version_if_edited
from archive.importing.reading.near_duplicates import Fingerprint
from archive.importing.records import ArticleRecord
from archive.importing.storing.deduplication import CaptureRecord, Resolution, resolve
from archive.importing.storing.metrics import metrics_to_keep, save_metrics, unstated_problems
from archive.models import Article, Band, Capture, ImportRun, Keyword, Metric, Organization, Outlet, Removal, Section
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


def save(record: ArticleRecord, capture: CaptureRecord, run: ImportRun | None = None) -> Resolution:
    """Store *record* and the capture it was read from; the resolution returned names the stored article."""
    with transaction.atomic():
        resolution = resolve(record, capture)
        if resolution.status not in ("created", "updated", "quarantined"):
            return resolution
        article = resolution.article or Article(state=record.state, reprint_of=resolution.original)
        if resolution.article:
            _save_version(resolution.article, record)
            Capture.objects.filter(sha256=capture.sha256).delete()  # the same bytes came back
            Band.objects.filter(capture__article=article).delete()  # they describe a text that it no longer has
        unstated = save_text(record, article)
        _save_capture(record, capture, Capture(article=article, run=run))
    return replace(resolution, article=article, problems=(*resolution.problems, *unstated_problems(article, unstated)))


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


def _save_version(article: Article, record: ArticleRecord) -> None:
    """Save a version of what the record overwrites: people's edits, or a catalogue record, whose figures may go."""
    if record.level == "full" and not article.holds_text:
        save_version(article, comment=_("Before its full text was imported"))
    else:
        save_version_if_edited(article)


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
