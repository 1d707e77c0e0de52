"""Records into rows: finds the article a record belongs to, and stores all of it in one transaction. Parses nothing."""

import hashlib
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from archive.chinese.folding import fold
from archive.importing.judgements import carried_over
from archive.importing.records import ArticleRecord, Problem, Status
from archive.models import Article, Capture, ImportRun, Keyword, Metric, Organization, Outlet, Removal, Section

# Facts that an article takes over as they are.
PLAIN_FACTS = ("title", "published_at", "published_precision", "editor", "author", "channel", "url", "script", "level")
SECTION_FACTS = ("kind", "anchor", "number", "heading", "text")
METRIC_FACTS = ("raw", "sentence", "start", "end")
JUDGED_FACTS = (
    "value", "value_max", "unit", "kind", "qualifier", "verb", "subject", "period", "period_start", "period_end",
    "doubt", "status",
)  # fmt: skip

SITE_OF = re.compile(r"(?:官方)?(?:门户)?(?:网站|网)$")  # 某某政协网 is the site of 某某政协


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes a record was read from, their encoding, and where they stood: a path, or `path::id`."""

    origin: str
    content: bytes
    encoding: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a record: its status, the article it belongs to (None for a new one), and why."""

    status: Status
    article: Article | None = None
    problems: tuple[Problem, ...] = ()


def decide(record: ArticleRecord, source: Source) -> Decision:
    """What `save` would do. Reads the database only."""
    kin = _Kin.of(record, source)
    if kin.same_bytes:
        capture = Capture.objects.select_related("article").defer("content").get(pk=kin.same_bytes)
        return Decision("unchanged" if capture.is_current else "updated", capture.article)
    article = _article(kin.same_origin) or _article(_published_at(record.url)) or _catalogued(record)
    if article and article.holds_text and record.level == "catalogue":
        return _duplicate(article, "the archive already holds the text of this report")
    if article:
        return Decision("updated", article)
    if twin := _article(kin.same_text):
        return _duplicate(twin, "the same text is already in the archive")
    return Decision("created")


def save(record: ArticleRecord, source: Source, run: ImportRun | None = None) -> Decision:
    """Store *record* and the capture it came from; the returned decision names the stored article."""
    with transaction.atomic():
        decision = decide(record, source)
        if decision.status not in ("created", "updated"):
            return decision
        article = _save_facts(record, decision.article or Article())
        judged = _forget_body(article, source) if decision.article else {}
        _save_capture(record, source, article=article, run=run)
        _create_body(record, article, judged)
        _set_keywords(record, article)
    return Decision(decision.status, article)


def text_digest(record: ArticleRecord) -> str:
    """SHA-256 of the record's text, folded and without white space; empty for a record without text."""
    text = "".join(fold("".join(section.content for section in record.walk())).split())
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


# --- which article -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kin:
    """Captures of the same bytes and reports captured from the same place or with the same text; 0 for none."""

    same_bytes: int = 0
    same_origin: int = 0
    same_text: int = 0

    @classmethod
    def of(cls, record: ArticleRecord, source: Source) -> "_Kin":
        """All three in one query, since nearly every report that is imported has none of them."""
        digest = text_digest(record)
        alike = Q(sha256=source.sha256) | Q(origin=source.origin) | (Q(text_digest=digest) if digest else Q())
        kin = cls()
        for row in Capture.objects.filter(alike).values_list("pk", "article", "sha256", "origin", "text_digest"):
            capture, article, sha256, origin, text = row
            kin = cls(
                same_bytes=kin.same_bytes or (capture if sha256 == source.sha256 else 0),
                same_origin=kin.same_origin or (article if origin == source.origin else 0),
                same_text=kin.same_text or (article if digest and text == digest else 0),
            )
        return kin


def _article(pk: int) -> Article | None:
    return Article.objects.get(pk=pk) if pk else None


def _published_at(url: str) -> int:
    return Article.objects.filter(url=url).values_list("pk", flat=True).first() or 0 if url else 0


def _catalogued(record: ArticleRecord) -> Article | None:
    """The article of the same title and day, if it or the record is a catalogue record: of two texts, each is kept."""
    if record.published_at is None:
        return None
    day = record.published_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    namesakes = Article.objects.filter(folded_title=fold(record.title), published_at__date=day)
    if record.level == "full":
        namesakes = namesakes.filter(level=Article.Level.CATALOGUE)
    return _article(namesakes.values_list("pk", flat=True).first() or 0)


def _duplicate(article: Article, reason: str) -> Decision:
    return Decision(
        "duplicate", article, (Problem("duplicate", 0, f"{reason}, as report {article.pk}: nothing stored"),)
    )


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
    known = Organization.objects
    return known.called(record.outlet, SITE_OF.sub("", fold(record.outlet))) or known.beginning(record.title)


def _save_capture(record: ArticleRecord, source: Source, *, article: Article, run: ImportRun | None) -> None:
    """Keep the bytes as the article's current capture."""
    capture = Capture.objects.create(
        article=article,
        run=run,
        sha256=source.sha256,
        content=source.content,
        encoding=source.encoding,
        origin=source.origin,
        text_digest=text_digest(record),
    )
    Removal.objects.bulk_create(
        Removal(capture=capture, line=removed.line, rule=removed.rule, text=removed.text) for removed in record.removed
    )


def _set_keywords(record: ArticleRecord, article: Article) -> None:
    """The record's keywords; one given in both scripts counts once."""
    if not record.keywords:
        return
    rows = dict.fromkeys(Keyword.objects.named(keyword) for keyword in record.keywords if keyword)
    article.set_keywords(rows, printed=record.keywords)


def _forget_body(article: Article, source: Source) -> list[Metric]:
    """Take away the article's sections and figures, and the capture of the same bytes if they came back.

    What a person said of a figure (confirmed, corrected, rejected, added) is handed back to outlive it.
    """
    judged = list(article.metrics.exclude(status="extracted").select_related("section"))
    article.metrics.all().delete()
    article.sections.all().delete()
    Capture.objects.filter(sha256=source.sha256).delete()
    return judged


def _create_body(record: ArticleRecord, article: Article, judged: list[Metric]) -> None:
    """Store the record's sections and figures, and what people said of figures: at their words, or without a place."""
    sections = _create_sections(record, article)
    taken = carried_over(judged, record.metrics)
    metrics = [
        Metric(
            article=article,
            section=sections.get(figure.anchor),
            **_facts_of(figure, METRIC_FACTS),
            **_facts_of(judged[taken[index]] if index in taken else figure, JUDGED_FACTS),
        )
        for index, figure in enumerate(record.metrics)
    ]
    metrics += [_kept(metric, sections) for index, metric in enumerate(judged) if index not in taken.values()]
    for position, metric in enumerate(metrics):
        metric.position = position
    Metric.objects.bulk_create(metrics)


def _kept(metric: Metric, sections: dict[str, Section]) -> Metric:
    """A figure that the new reading does not have: at its words, in its sentence or its section, or without a place."""
    home = metric.section.anchor if metric.section else ""
    in_sentence = (section for section in sections.values() if metric.sentence and metric.sentence in section.content)
    metric.pk, metric.section = None, next(in_sentence, sections.get(home))
    metric.place()
    return metric


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
