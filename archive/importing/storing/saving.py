"""Records into rows: finds the article a record belongs to, and stores all of it in one transaction. Parses nothing."""

import re
from collections.abc import Mapping, Sequence
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
from archive.importing.records import ArticleRecord, InputProblem, MetricRecord
from archive.importing.storing.deduplication import CaptureRecord, Resolution, resolve
from archive.importing.storing.line_decisions import decisions_on
from archive.metrics.carry_over import carried_over
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
    Section,
)
from archive.models.authority import name_candidates
from archive.models.bulk_insert import insert
from archive.models.metric import copied_facts

# The fields that rows take over from records as they are. A metric's REVIEWED_FIELDS come from the row that a person
# has reviewed, where there is one.
ARTICLE_FIELDS = (
    "title", "published_at", "published_precision", "editor", "author", "channel", "url", "script", "level",
)  # fmt: skip
CAPTURE_FIELDS = ("sha256", "content", "encoding", "format", "origin")
SECTION_FIELDS = ("kind", "anchor", "number", "heading", "text")
REMOVAL_FIELDS = ("line", "rule", "text", "status")
METRIC_FIELDS = ("raw", "sentence", "start", "end")
REVIEWED_FIELDS = (
    "value", "value_max", "unit", "kind", "qualifier", "verb", "subject", "period", "period_start", "period_end",
    "doubt", "status",
)  # fmt: skip

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
            return replace(resolution, article=article)
        if resolution.article.state == Article.State.PUBLISHED and not importer.publishes:
            _save_aside(record, capture, resolution.article, PendingCapture(run=run), importer.user)
            message = f"Report {resolution.article.pk} is published: this waits for somebody who may publish."
            return replace(resolution, problems=(*resolution.problems, InputProblem("pending", 0, message)))
        _replace(record, capture, Capture(article=resolution.article, run=run), importer)
    return resolution


def _first_state(record: ArticleRecord, importer: Importer) -> str:
    """Return the state of a new article: as the record has it, unless only who may publish may set that."""
    return record.state if importer.publishes or record.state == "review" else "draft"


def _replace(record: ArticleRecord, captured: CaptureRecord, capture: Capture, importer: Importer) -> None:
    """Replace the contents of the article that *capture* belongs to by the record's; keep versions before and after."""
    article = capture.article
    save_version(article)
    _forget_reading(article, captured.sha256)
    save_text(record, article)
    _save_capture(record, captured, capture)
    comment = _("Changed by an import of %(origin)s") % {"origin": capture.file_name}
    save_version(article, user=importer.user, comment=comment)


def _forget_reading(article: Article, sha256: str) -> None:
    Capture.objects.filter(sha256=sha256).delete()  # the same bytes came back
    Band.objects.filter(capture__article=article).delete()  # they describe a text that it no longer has


# --- imports that wait ---------------------------------------------------------------------------


def _save_aside(
    record: ArticleRecord, captured: CaptureRecord, article: Article, capture: PendingCapture, user: Any
) -> None:
    """Keep the record's contents as the user's pending edit of the article, with the bytes it was read from."""
    with edited_aside(article, user, keep=True) as aside:
        save_text(record, Article.objects.get(pk=article.pk))
    capture.edit = aside.edit
    for field in CAPTURE_FIELDS:
        setattr(capture, field, getattr(captured, field))
    if not PendingCapture.objects.filter(edit=aside.edit, sha256=captured.sha256).exists():
        capture.save()


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


def save_text(record: ArticleRecord, article: Article) -> None:
    """Store the record's metadata, sections, metrics and keywords in the article. The caller holds the transaction."""
    reviewed = _remove_contents(article) if article.pk else []
    _save_metadata(record, article)
    save_metrics(article, _create_sections(record, article), record.metrics, reviewed=reviewed)
    if record.keywords:  # one that the record gives in both scripts counts once
        article.set_keywords(Keyword.objects.all_named(record.keywords), printed=record.keywords)


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
    """Delete the article's sections and metrics, and return the metrics that a person has reviewed.

    Those are the metrics that were confirmed, corrected, rejected or added by hand; the caller carries them over.
    """
    reviewed = list(article.metrics.exclude(status="extracted").select_related("section"))
    article.metrics.all().delete()
    article.sections.all().delete()
    return reviewed


def save_metrics(
    article: Article, sections: Mapping[str, Section], found: Sequence[MetricRecord], *, reviewed: list[Metric]
) -> None:
    """Store the metrics *found* in the article's sections, and those that people have *reviewed*.

    A reviewed metric replaces the one found at the same words, or is stored after all that were found.
    sections: the article's stored sections by their anchors.
    """
    taken = carried_over(reviewed, found)
    homes = {anchor: section.pk for anchor, section in sections.items()}
    rows: list[dict[str, Any]] = [
        {"section_id": homes.get(metric.anchor)}
        | _values(metric, METRIC_FIELDS)
        | _values(reviewed[taken[index]] if index in taken else metric, REVIEWED_FIELDS)
        for index, metric in enumerate(found)
    ]
    rows += [_kept(metric, sections) for index, metric in enumerate(reviewed) if index not in taken.values()]
    copies = {status: copied_facts(article, status=status) for status in {row["status"] for row in rows}}
    for position, row in enumerate(rows):
        row |= {"article_id": article.pk, "position": position, **copies[row["status"]]}
    insert(Metric, rows)


def _kept(metric: Metric, sections: Mapping[str, Section]) -> dict[str, Any]:
    """Return the row of a reviewed metric that was not found again.

    It belongs to the section that holds its sentence, else to the section of its old anchor, else to none; its offsets
    are those of its words there.
    """
    home = metric.section.anchor if metric.section else ""
    in_sentence = (section for section in sections.values() if metric.sentence and metric.sentence in section.content)
    metric.section = next(in_sentence, sections.get(home))
    metric.place()
    return _values(metric, ("section_id", *METRIC_FIELDS, *REVIEWED_FIELDS))


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
