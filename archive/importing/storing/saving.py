"""Records into rows: finds the article a record belongs to, and stores all of it in one transaction. Parses nothing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from archive.chinese.folding import fold
from archive.history.versions import save_version_if_edited
from archive.importing.reading.near_duplicates import Fingerprint
from archive.importing.records import ArticleRecord, MetricRecord
from archive.importing.storing.deduplication import Decision, Source, decide
from archive.metrics.carry_over import carried_over
from archive.models import Article, Band, Capture, ImportRun, Keyword, Metric, Organization, Outlet, Removal, Section
from archive.models.authority import name_candidates
from archive.models.bulk_insert import insert
from archive.models.metric import copied_facts

# Facts that an article takes over as they are.
PLAIN_FACTS = ("title", "published_at", "published_precision", "editor", "author", "channel", "url", "script", "level")
CAPTURE_FACTS = ("sha256", "content", "encoding", "format", "origin")
SECTION_FACTS = ("kind", "anchor", "number", "heading", "text")
REMOVAL_FACTS = ("line", "rule", "text", "status")
METRIC_FACTS = ("raw", "sentence", "start", "end")
JUDGED_FACTS = (
    "value", "value_max", "unit", "kind", "qualifier", "verb", "subject", "period", "period_start", "period_end",
    "doubt", "status",
)  # fmt: skip

SITE_OF = re.compile(r"(?:官方)?(?:门户)?(?:网站|网)$")  # 某某政协网 is the site of 某某政协


def save(record: ArticleRecord, source: Source, run: ImportRun | None = None) -> Decision:
    """Store *record* and the capture it came from; the returned decision names the stored article."""
    with transaction.atomic():
        decision = decide(record, source)
        if decision.status not in ("created", "updated", "quarantined"):
            return decision
        article = decision.article or Article(state=record.state, reprint_of=decision.original)
        if decision.article:
            save_version_if_edited(decision.article)
            Capture.objects.filter(sha256=source.sha256).delete()  # the same bytes came back
            Band.objects.filter(capture__article=article).delete()  # which speak of a text that it no longer has
        save_text(record, article)
        _save_capture(record, source, Capture(article=article, run=run))
    return replace(decision, article=article)


def save_text(record: ArticleRecord, article: Article) -> Article:
    """Store all that the record says of a report and in it. The caller holds the transaction."""
    judged = _forget_body(article) if article.pk else []
    _save_facts(record, article)
    _create_body(record, article, judged)
    _set_keywords(record, article)
    return article


# --- what is stored ------------------------------------------------------------------------------


def _save_facts(record: ArticleRecord, article: Article) -> Article:
    """Take over what the record knows; what it does not know stays as it was."""
    article.summary = record.summary
    for fact in PLAIN_FACTS:
        setattr(article, fact, getattr(record, fact) or getattr(article, fact))
    if body := _issuing_body(record):
        article.organization, article.organization_printed = body, record.organization or body.name
    if record.outlet:
        article.outlet, article.outlet_printed = Outlet.objects.named(record.outlet), record.outlet
    article.clean_fields(exclude=["organization", "outlet"])
    article.save()
    return article


def _issuing_body(record: ArticleRecord) -> Organization | None:
    """The organization that the report names; else the known one that published it, or that its title begins with."""
    if record.organization:
        lead = record.sections[0].text if record.sections else ""
        return Organization.objects.named(record.organization, context=f"{record.title} {record.outlet} {lead}")
    site = SITE_OF.sub("", fold(record.outlet))
    return Organization.objects.called(record.outlet, site, *name_candidates(record.title))


def _save_capture(record: ArticleRecord, source: Source, capture: Capture) -> None:
    """Keep the bytes as the article's current capture, and what they were read as."""
    text = source.read or Fingerprint.of(record)
    capture.text_digest = text.digest
    for fact in CAPTURE_FACTS:
        setattr(capture, fact, getattr(source, fact))
    capture.save(force_insert=True)
    _save_reading(record, text, capture)


def replace_reading(record: ArticleRecord, capture: Capture) -> None:
    """Put what the capture is read as now in place of what it was read as before."""
    text = Fingerprint.of(record)
    Capture.objects.filter(pk=capture.pk).update(text_digest=text.digest)
    capture.removals.all().delete()
    capture.bands.all().delete()
    _save_reading(record, text, capture)


def _save_reading(record: ArticleRecord, text: Fingerprint, capture: Capture) -> None:
    """Keep by what nearly the same texts find the report, what was left out of it, and what people said to that."""
    insert(Band, [{"capture_id": capture.pk, "value": value} for value in text.sketch])
    insert(Removal, [{"capture_id": capture.pk, **_facts_of(removed, REMOVAL_FACTS)} for removed in record.removed])


def _set_keywords(record: ArticleRecord, article: Article) -> None:
    """The record's keywords; one given in both scripts counts once."""
    if record.keywords:
        article.set_keywords(Keyword.objects.all_named(record.keywords), printed=record.keywords)


def _forget_body(article: Article) -> list[Metric]:
    """Take away the article's sections and figures.

    What a person said of a figure (confirmed, corrected, rejected, added) is handed back to outlive it.
    """
    judged = list(article.metrics.exclude(status="extracted").select_related("section"))
    article.metrics.all().delete()
    article.sections.all().delete()
    return judged


def _create_body(record: ArticleRecord, article: Article, judged: list[Metric]) -> None:
    """Store the record's sections and figures, and what people said of figures: at their words, or without a place."""
    save_figures(article, _create_sections(record, article), record.metrics, judged=judged)


def save_figures(
    article: Article, sections: dict[str, Section], found: Sequence[MetricRecord], *, judged: list[Metric]
) -> None:
    """Store the figures *found* and what people said of figures, *judged*; *sections* by their anchors."""
    taken = carried_over(judged, found)
    homes = {anchor: section.pk for anchor, section in sections.items()}
    rows = [
        {"section_id": homes.get(figure.anchor)}
        | _facts_of(figure, METRIC_FACTS)
        | _facts_of(judged[taken[index]] if index in taken else figure, JUDGED_FACTS)
        for index, figure in enumerate(found)
    ]
    rows += [_kept(metric, sections) for index, metric in enumerate(judged) if index not in taken.values()]
    copies = {status: copied_facts(article, status=status) for status in {row["status"] for row in rows}}
    for position, row in enumerate(rows):
        row |= {"article_id": article.pk, "position": position, **copies[row["status"]]}
    insert(Metric, rows)


def _kept(metric: Metric, sections: dict[str, Section]) -> dict[str, object]:
    """A figure that the new reading does not have: at its words, in its sentence or its section, or without a place."""
    home = metric.section.anchor if metric.section else ""
    in_sentence = (section for section in sections.values() if metric.sentence and metric.sentence in section.content)
    metric.section = next(in_sentence, sections.get(home))
    metric.place()
    return _facts_of(metric, ("section_id", *METRIC_FACTS, *JUDGED_FACTS))


def _create_sections(record: ArticleRecord, article: Article) -> dict[str, Section]:
    """Store the section tree, one level at a time; anchor → stored section."""
    positions = {section.anchor: position for position, section in enumerate(record.walk())}
    stored: dict[str, Section] = {}
    level = [(section, "") for section in record.sections]
    while level:
        rows = Section.objects.bulk_create(
            Section(
                article=article,
                parent=stored.get(parent),
                position=positions[section.anchor],
                **_facts_of(section, SECTION_FACTS),
            )
            for section, parent in level
        )
        stored |= {row.anchor: row for row in rows}
        level = [(child, section.anchor) for section, _ in level for child in section.sections]
    return stored


def _facts_of(thing: object, facts: tuple[str, ...]) -> dict[str, object]:
    return {fact: getattr(thing, fact) for fact in facts}
