"""Finds the article that a record belongs to, repeats or nearly repeats. Reads the database; stores nothing."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from archive.chinese.folding import fold
from archive.importing.reading.near_duplicates import LEAST_RESEMBLANCE, Fingerprint, comparable, resemblance, text_of
from archive.importing.records import ArticleRecord, InputProblem, Status
from archive.models import Article, Band, Capture, Section
from archive.models.prepared_queries import PreparedQuery

NO_DIGEST = "none"  # equals the digest of no text
MOST_CANDIDATES = 8  # articles whose whole texts are compared with a new one


@dataclass(frozen=True, slots=True)
class CaptureRecord:
    """A capture before it is stored: the bytes that an article was read from, and their provenance.

    origin: a path, or `path::id` for an input inside a file that holds many.
    format: one of archive.importing.extracting.formats.Format.
    fingerprint: that of the text read from the bytes; None means that nobody has computed it yet.
    """

    origin: str
    content: bytes
    encoding: str
    format: str = "text"
    fingerprint: Fingerprint | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a record is stored: the status of its import, the article it belongs to, and problems that say why.

    article: None until a new article is stored.
    original: the article whose text a new one repeats as a reprint; None for any other record.
    """

    status: Status
    article: Article | None = None
    problems: tuple[InputProblem, ...] = ()
    original: Article | None = None


def resolve(record: ArticleRecord, capture: CaptureRecord) -> Resolution:
    """Return how `save` would store the record. Reads the database only."""
    fingerprint = capture.fingerprint or Fingerprint.of(record)
    matches = _Matches.of(fingerprint.digest, capture)
    if matches.same_bytes:
        stored = Capture.objects.select_related("article").defer("content").get(pk=matches.same_bytes)
        return Resolution("unchanged" if stored.is_current else "updated", stored.article)
    if record.state == "review" and not record.sections:
        return Resolution("quarantined")
    article = _article(matches.same_origin) or _article(_published_at(record.url)) or _catalogued(record)
    if article and article.holds_text and record.level == "catalogue":
        return _duplicate(article, "the archive already holds the text of this report")
    if article:
        return Resolution("updated", article)
    if twin := _article(matches.same_text):
        return _duplicate(twin, "the same text is already in the archive")
    return _new(record, fingerprint)


# --- which article -------------------------------------------------------------------------------


class _Match(NamedTuple):
    """A stored capture that shares bytes, origin or text with an input: its keys and what it is compared by."""

    capture: int
    article: int
    state: str
    sha256: str
    origin: str
    text_digest: str


@dataclass(frozen=True, slots=True)
class _Matches:
    """Keys of the capture of the same bytes, and of the articles of the same origin and text; 0 where there is none."""

    same_bytes: int = 0
    same_origin: int = 0
    same_text: int = 0

    @classmethod
    def of(cls, digest: str, capture: CaptureRecord) -> "_Matches":
        """Find all three in one query, since nearly every imported report has none of them."""
        matches = cls()
        rows = _matching_captures.rows(sha256=capture.sha256, origin=capture.origin, digest=digest or NO_DIGEST)
        for match in map(_Match._make, rows):
            # An article that was kept for review only has no text; a sound page of the same origin is another one.
            belongs = match.origin == capture.origin and (match.state != "review" or bool(match.text_digest))
            matches = cls(
                same_bytes=matches.same_bytes or (match.capture if match.sha256 == capture.sha256 else 0),
                same_origin=matches.same_origin or (match.article if belongs else 0),
                same_text=matches.same_text or (match.article if digest and match.text_digest == digest else 0),
            )
        return matches


@PreparedQuery
def _matching_captures(sha256: str, origin: str, digest: str) -> QuerySet[Capture]:
    matching = Capture.objects.filter(Q(sha256=sha256) | Q(origin=origin) | Q(text_digest=digest))
    return matching.values_list("pk", "article", "article__state", "sha256", "origin", "text_digest")


def _article(pk: int) -> Article | None:
    return Article.objects.get(pk=pk) if pk else None


def _published_at(url: str) -> int:
    return Article.objects.filter(url=url).values_list("pk", flat=True).first() or 0 if url else 0


def _catalogued(record: ArticleRecord) -> Article | None:
    """Return the article of the same title and day, if it or the record is a catalogue record.

    Two reports with a text, a title and a day in common are both kept.
    """
    title = fold(record.title)
    if record.published_at is None or not _titled.rows(title=title):
        return None
    day = record.published_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    namesakes = Article.objects.filter(folded_title=title, published_at__date=day)
    if record.level == "full":
        namesakes = namesakes.filter(level=Article.Level.CATALOGUE)
    return _article(namesakes.values_list("pk", flat=True).first() or 0)


@PreparedQuery
def _titled(title: str) -> QuerySet[Article]:
    return Article.objects.filter(folded_title=title).values_list("pk")[:1]


def _duplicate(article: Article, reason: str) -> Resolution:
    where = ", which is in the trash" if article.state == Article.State.TRASHED else ""
    message = f"{reason}, as report {article.pk}{where}: nothing stored"
    return Resolution("duplicate", article, (InputProblem("duplicate", 0, message),))


def _new(record: ArticleRecord, fingerprint: Fingerprint) -> Resolution:
    """Resolve the record to a new article.

    The article is a reprint if the record says so or, where the record does not know, if its text is nearly the same
    as that of another article.
    """
    original = _nearly_same(record, fingerprint) if record.reprint_of is None else _of_digest(record.reprint_of)
    if original:
        message = f"Kept as a reprint of report {original.pk}, whose text it repeats."
        return Resolution("created", None, (InputProblem("reprint", 0, message),), original)
    if record.reprint_of:
        return Resolution(
            "created", None, (InputProblem("reprint", 0, "The report it repeats is not in the archive."),)
        )
    return Resolution("created")


def _nearly_same(record: ArticleRecord, fingerprint: Fingerprint) -> Article | None:
    """Return the public article, from another outlet or in the other script, whose text this record nearly repeats."""
    if not _bands_among.rows(values=fingerprint.bands):  # this quick query settles nearly every record
        return None
    alike = Capture.objects.resembling(fingerprint.bands).values_list(
        "article", "article__script", "article__outlet__folded_name"
    )
    candidates = [
        article
        for article, script, outlet in alike[:MOST_CANDIDATES]
        if script != record.script or (record.outlet and outlet and fold(record.outlet) != outlet)
    ]
    ours, theirs = comparable(text_of(record)), _comparable_texts(candidates)
    return next((_article(pk) for pk in candidates if resemblance(ours, theirs.get(pk, "")) >= LEAST_RESEMBLANCE), None)


@PreparedQuery
def _bands_among(values: tuple[int, ...]) -> QuerySet[Band]:
    return Band.objects.filter(value__in=values).values_list("pk")[:1]


def _comparable_texts(articles: list[int]) -> dict[int, str]:
    """Return the text of each article, by its key, in the form in which texts are compared."""
    parts = Section.objects.filter(article__in=articles).order_by("article", "position")
    texts: dict[int, str] = defaultdict(str)
    for article, *printed in parts.values_list("article", "number", "heading", "text"):
        texts[article] += "".join(printed)
    return {article: comparable(text) for article, text in texts.items()}


def _of_digest(digest: str) -> Article | None:
    capture = Capture.objects.filter(text_digest=digest).select_related("article").first() if digest else None
    return capture.article if capture else None
