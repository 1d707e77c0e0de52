"""What becomes of a record: an article's next capture, a new one, a duplicate, a reprint. Stores nothing."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from archive.chinese.folding import fold
from archive.importing.reading.near_duplicates import NEARLY, Fingerprint, joined, letters, resemblance
from archive.importing.records import ArticleRecord, Problem, Status
from archive.models import Article, Band, Capture, Section
from archive.models.prepared_queries import PreparedQuery

NO_DIGEST = "none"  # is no text's
MOST_CANDIDATES = 8  # reports whose whole texts are compared with a new one


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes a record was read from, where they stood (a path, or `path::id`), their encoding and format.

    read: the fingerprint of what was read from them, where it is known already.
    """

    origin: str
    content: bytes
    encoding: str
    format: str = "text"
    read: Fingerprint | None = None

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
    text = source.read or Fingerprint.of(record)
    kin = _Kin.of(text.digest, source)
    if kin.same_bytes:
        capture = Capture.objects.select_related("article").defer("content").get(pk=kin.same_bytes)
        return Decision("unchanged" if capture.is_current else "updated", capture.article)
    if record.state == "review" and not record.sections:
        return Decision("quarantined")
    article = _article(kin.same_origin) or _article(_published_at(record.url)) or _catalogued(record)
    if article and article.holds_text and record.level == "catalogue":
        return _duplicate(article, "the archive already holds the text of this report")
    if article:
        return Decision("updated", article)
    if twin := _article(kin.same_text):
        return _duplicate(twin, "the same text is already in the archive")
    return _new(record, text)


# --- which article -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kin:
    """Captures of the same bytes and reports captured from the same place or with the same text; 0 for none."""

    same_bytes: int = 0
    same_origin: int = 0
    same_text: int = 0

    @classmethod
    def of(cls, digest: str, source: Source) -> "_Kin":
        """All three in one query, since nearly every report that is imported has none of them."""
        kin = cls()
        alike = _captures_alike.rows(sha256=source.sha256, origin=source.origin, digest=digest or NO_DIGEST)
        for capture, article, state, sha256, origin, text in alike:
            # What was kept for review only has no text; a sound page from the same place does not belong to it.
            belongs = origin == source.origin and (state != "review" or bool(text))
            kin = cls(
                same_bytes=kin.same_bytes or (capture if sha256 == source.sha256 else 0),
                same_origin=kin.same_origin or (article if belongs else 0),
                same_text=kin.same_text or (article if digest and text == digest else 0),
            )
        return kin


@PreparedQuery
def _captures_alike(sha256, origin, digest):
    alike = Capture.objects.filter(Q(sha256=sha256) | Q(origin=origin) | Q(text_digest=digest))
    return alike.values_list("pk", "article", "article__state", "sha256", "origin", "text_digest")


def _article(pk: int) -> Article | None:
    return Article.objects.get(pk=pk) if pk else None


def _published_at(url: str) -> int:
    return Article.objects.filter(url=url).values_list("pk", flat=True).first() or 0 if url else 0


def _catalogued(record: ArticleRecord) -> Article | None:
    """The article of the same title and day, if it or the record is a catalogue record: of two texts, each is kept."""
    title = fold(record.title)
    if record.published_at is None or not _titled.rows(title=title):
        return None
    day = record.published_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    namesakes = Article.objects.filter(folded_title=title, published_at__date=day)
    if record.level == "full":
        namesakes = namesakes.filter(level=Article.Level.CATALOGUE)
    return _article(namesakes.values_list("pk", flat=True).first() or 0)


@PreparedQuery
def _titled(title):
    return Article.objects.filter(folded_title=title).values_list("pk")[:1]


def _duplicate(article: Article, reason: str) -> Decision:
    where = ", which is in the trash" if article.state == Article.State.TRASHED else ""
    told = f"{reason}, as report {article.pk}{where}: nothing stored"
    return Decision("duplicate", article, (Problem("duplicate", 0, told),))


def _new(record: ArticleRecord, text: Fingerprint) -> Decision:
    """A new article; a reprint where the record says so, or, where it says nothing, nearly repeats another."""
    original = _nearly_same_text(record, text) if record.reprint_of is None else _of_digest(record.reprint_of)
    if original:
        told = f"Kept as a reprint of report {original.pk}, whose text it repeats."
        return Decision("created", None, (Problem("reprint", 0, told),), original)
    if record.reprint_of:
        return Decision("created", None, (Problem("reprint", 0, "The report it repeats is not in the archive."),))
    return Decision("created")


def _nearly_same_text(record: ArticleRecord, text: Fingerprint) -> Article | None:
    """The public report, from another outlet or in the other script, whose text this one repeats."""
    if not _bands_among.rows(values=text.sketch):  # so of nearly every report; the next asks for more
        return None
    alike = Capture.objects.resembling(text.sketch).values_list(
        "article", "article__script", "article__outlet__folded_name"
    )
    candidates = [
        article
        for article, script, outlet in alike[:MOST_CANDIDATES]
        if script != record.script or (record.outlet and outlet and fold(record.outlet) != outlet)
    ]
    ours, theirs = letters(joined(record)), _letters_of(candidates)
    return next((_article(pk) for pk in candidates if resemblance(ours, theirs.get(pk, "")) >= NEARLY), None)


@PreparedQuery
def _bands_among(values):
    return Band.objects.filter(value__in=values).values_list("pk")[:1]


def _letters_of(articles: list[int]) -> dict[int, str]:
    """Report → the letters of its text."""
    parts = Section.objects.filter(article__in=articles).order_by("article", "position")
    texts: dict[int, str] = defaultdict(str)
    for article, *printed in parts.values_list("article", "number", "heading", "text"):
        texts[article] += "".join(printed)
    return {article: letters(text) for article, text in texts.items()}


def _of_digest(digest: str) -> Article | None:
    capture = Capture.objects.filter(text_digest=digest).select_related("article").first() if digest else None
    return capture.article if capture else None
