"""Records into rows: finds the article a record belongs to, and stores all of it in one transaction. Parses nothing."""

import hashlib
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from archive.chinese.folding import fold
from archive.importing.records import ArticleRecord, Problem, Status
from archive.importing.reprints import NEARLY, letters, resemblance, sketch, text_digest
from archive.models import Article, Band, Capture, ImportRun, Keyword, Metric, Organization, Outlet, Removal, Section

# Facts that an article takes over as they are.
PLAIN_FACTS = ("title", "published_at", "published_precision", "editor", "author", "channel", "url", "script", "level")
SECTION_FACTS = ("kind", "anchor", "number", "heading", "text")
REMOVAL_FACTS = ("line", "rule", "text", "status")
METRIC_FACTS = ("raw", "sentence", "start", "end")
JUDGED_FACTS = ("value", "value_max", "unit", "kind", "qualifier", "subject", "period", "status")


MOST_CANDIDATES = 8  # reports whose whole texts are compared with a new one


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes a record was read from, where they stood (a path, or `path::id`), their encoding and format."""

    origin: str
    content: bytes
    encoding: str
    format: str = "text"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a record: its status, the article it belongs to (None for a new one), and why.

    A new article may be a reprint of *original*.
    """

    status: Status
    article: Article | None = None
    problems: tuple[Problem, ...] = ()
    original: Article | None = None


def decide(record: ArticleRecord, source: Source) -> Decision:
    """What `save` would do. Reads the database only."""
    if capture := Capture.objects.filter(sha256=source.sha256).select_related("article").first():
        return Decision("unchanged" if capture.is_current else "updated", capture.article)
    if record.state == "review" and not record.sections:
        return Decision("quarantined")
    article = _captured_from(source.origin) or _published_at(record.url) or _catalogued(record)
    if article and article.holds_text and record.level == "catalogue":
        return _duplicate(article, "the archive already holds the text of this report")
    if article:
        return Decision("updated", article)
    if twin := _same_text(record):
        return _duplicate(twin, "the same text is already in the archive")
    return _new(record)


def save(record: ArticleRecord, source: Source, run: ImportRun | None = None) -> Decision:
    """Store *record* and the capture it came from; the returned decision names the stored article."""
    with transaction.atomic():
        decision = decide(record, source)
        if decision.status not in ("created", "updated", "quarantined"):
            return decision
        article = decision.article or Article(state=record.state, reprint_of=decision.original)
        _save_capture(record, source, article=save_text(record, article), run=run)
    return replace(decision, article=article)


def save_text(record: ArticleRecord, article: Article) -> Article:
    """Store all that the record says of a report and in it. The caller holds the transaction."""
    _save_facts(record, article)
    _replace_body(record, article)
    _set_keywords(record, article)
    article.save()  # last: whoever listens to it finds the whole report
    return article


# --- which article -------------------------------------------------------------------------------


def _captured_from(origin: str) -> Article | None:
    """What was read from there before; not what was kept for review only, which a sound page does not belong to."""
    captures = Capture.objects.filter(origin=origin).exclude(article__state="review", article__sections=None)
    capture = captures.select_related("article").first()
    return capture.article if capture else None


def _published_at(url: str) -> Article | None:
    return Article.objects.filter(url=url).first() if url else None


def _catalogued(record: ArticleRecord) -> Article | None:
    """The article of the same title and day, if it or the record is a catalogue record: of two texts, each is kept."""
    if record.published_at is None:
        return None
    day = record.published_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    namesakes = Article.objects.filter(folded_title=fold(record.title), published_at__date=day)
    if record.level == "full":
        namesakes = namesakes.filter(level=Article.Level.CATALOGUE)
    return namesakes.first()


def _same_text(record: ArticleRecord) -> Article | None:
    return _of_digest(text_digest(record))


def _duplicate(article: Article, reason: str) -> Decision:
    return Decision(
        "duplicate", article, (Problem("duplicate", 0, f"{reason}, as report {article.pk}: nothing stored"),)
    )


def _new(record: ArticleRecord) -> Decision:
    """A new article; a reprint where the record says so, or, where it says nothing, nearly repeats another."""
    original = _nearly_same_text(record) if record.reprint_of is None else _of_digest(record.reprint_of)
    if original:
        told = f"Kept as a reprint of report {original.pk}, whose text it repeats."
        return Decision("created", None, (Problem("reprint", 0, told),), original)
    if record.reprint_of:
        return Decision("created", None, (Problem("reprint", 0, "The report it repeats is not in the archive."),))
    return Decision("created")


def _nearly_same_text(record: ArticleRecord) -> Article | None:
    """The public report, from another outlet or in the other script, whose text this one repeats."""
    text = letters("".join(section.content for section in record.walk()))
    alike = Capture.objects.resembling(sketch(text)).select_related("article__outlet").defer("content")
    for capture in alike[:MOST_CANDIDATES]:
        article = capture.article
        elsewhere = bool(record.outlet and article.outlet) and fold(record.outlet) != article.outlet.folded_name
        if (elsewhere or record.script != article.script) and resemblance(text, _letters_of(article)) >= NEARLY:
            return article
    return None


def _letters_of(article: Article) -> str:
    return letters("".join(section.content for section in article.sections.all()))


def _of_digest(digest: str) -> Article | None:
    capture = Capture.objects.filter(text_digest=digest).select_related("article").first() if digest else None
    return capture.article if capture else None


# --- what is stored ------------------------------------------------------------------------------


def _save_facts(record: ArticleRecord, article: Article) -> Article:
    """Take over what the record knows; what it does not know stays as it was."""
    article.summary = record.summary
    for fact in PLAIN_FACTS:
        setattr(article, fact, getattr(record, fact) or getattr(article, fact))
    if record.organization:
        article.organization = Organization.objects.named(record.organization)
        article.organization_printed = record.organization
    if record.outlet:
        article.outlet, article.outlet_printed = Outlet.objects.named(record.outlet), record.outlet
    article.clean_fields(exclude=["organization", "outlet"])
    article.save()
    return article


def _save_capture(record: ArticleRecord, source: Source, *, article: Article, run: ImportRun | None) -> None:
    """Keep the bytes as the article's current capture, also those of an older one that came back."""
    Capture.objects.filter(sha256=source.sha256).delete()
    capture = Capture.objects.create(
        article=article,
        run=run,
        sha256=source.sha256,
        content=source.content,
        encoding=source.encoding,
        format=source.format,
        origin=source.origin,
        text_digest=text_digest(record),
    )
    save_removals(record, capture)
    _save_sketch(record, capture)


def save_removals(record: ArticleRecord, capture: Capture) -> None:
    """Keep what was left out, and what people said to it."""
    Removal.objects.bulk_create(
        Removal(capture=capture, **_facts_of(removed, REMOVAL_FACTS)) for removed in record.removed
    )


def _save_sketch(record: ArticleRecord, capture: Capture) -> None:
    """Keep by what nearly the same texts find the article; the sketch of an older capture no longer speaks of it."""
    Band.objects.filter(capture__article=capture.article).delete()
    text = letters("".join(section.content for section in record.walk()))
    Band.objects.bulk_create(Band(capture=capture, value=value) for value in sketch(text))


def _set_keywords(record: ArticleRecord, article: Article) -> None:
    """The record's keywords; one given in both scripts counts once."""
    if not record.keywords:
        return
    rows = dict.fromkeys(Keyword.objects.named(keyword) for keyword in record.keywords if keyword)
    article.set_keywords(rows, printed=record.keywords)


def _replace_body(record: ArticleRecord, article: Article) -> None:
    """Store the record's sections and figures in place of the article's.

    What a person said of a figure (confirmed, corrected, rejected) stays where its words and sentence do.
    """
    judged = {(metric.raw, metric.sentence): metric for metric in article.metrics.exclude(status="extracted")}
    article.metrics.all().delete()
    article.sections.all().delete()
    sections = _create_sections(record, article)
    Metric.objects.bulk_create(
        Metric(
            article=article,
            section=sections.get(figure.anchor),
            position=position,
            **_facts_of(figure, METRIC_FACTS),
            **_facts_of(judged.get((figure.raw, figure.sentence), figure), JUDGED_FACTS),
        )
        for position, figure in enumerate(record.metrics)
    )


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
