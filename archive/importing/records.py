"""The values that pass between the importer's steps. Pure: no Django, no parsing, no files."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from archive.chinese.numerals import in_digits

Script = Literal["hans", "hant", "mixed"]
Precision = Literal["", "year", "month", "day", "minute"]
SectionKind = Literal["lead", "section", "point", "closing"]
Level = Literal["full", "catalogue"]
MetricStatus = Literal["extracted", "confirmed", "corrected", "rejected"]
State = Literal["draft", "review", "published", "withdrawn", "trashed"]
Verdict = Literal["removed", "doubtful", "confirmed", "restored"]  # the first two are a rule's, the others a person's
Status = Literal["created", "updated", "unchanged", "duplicate", "quarantined", "failed"]

ANY_LINE = 0


class LineKey(NamedTuple):
    """A line that a person decided on: its number in the decoded input, or ANY_LINE for every number, and its text."""

    number: int
    text: str


Decisions = Mapping[LineKey, Verdict]  # the verdicts are "confirmed" and "restored"
UNDECIDED: Decisions = {}


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of an input's text: its number in the decoded input (from 1), and how the layout presents it."""

    number: int
    text: str
    heading: bool = False
    linked: float = 0.0  # share of its characters inside links
    hidden: bool = False
    main: bool = True  # within the block that holds the page's running text
    strong: bool = False  # all of it in bold
    beside_picture: bool = False  # it is the first line below a picture, or holds one


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of a report, each field as printed; empty where it is not known."""

    title: str = ""
    published: str = ""
    outlet: str = ""
    editor: str = ""
    author: str = ""
    organization: str = ""
    channel: str = ""
    url: str = ""
    keywords: str = ""
    site: str = ""  # the name that the site has for itself, which is the outlet only where a page names none

    def or_else(self, other: "Metadata") -> "Metadata":
        """Return this metadata with its gaps filled from *other*."""
        return Metadata(**{one.name: getattr(self, one.name) or getattr(other, one.name) for one in fields(self)})


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """The lines of an input and its metadata: *given* by the format outright, or only hinted at (a page's head)."""

    lines: tuple[TextLine, ...]
    given: Metadata = Metadata()
    hints: Metadata = Metadata()


@dataclass(frozen=True, slots=True)
class RemovalRecord:
    """A removal: the number of a line in the decoded input (from 1), the name of the rule that left it out, its text.

    Its status is "doubtful" where a person should look at it. People confirm the removal or restore the line. A
    restored line is in the report again; its removal is kept as the record of that decision.
    """

    line: int
    rule: str
    text: str
    status: Verdict = "removed"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document after boilerplate removal, and the removals.

    A spoiled document has no lines left: nearly all of it was advertising or doubtful, and a person should look at it.
    """

    document: ExtractedDocument
    removed: tuple[RemovalRecord, ...]
    spoiled: bool = False


@dataclass(frozen=True, slots=True)
class InputProblem:
    """Something an editor should know about an input: the rule it breaks, the line (0: the whole input), a message."""

    rule: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """A section before it is stored; the offsets of metrics count in its `content`.

    A number without a heading, such as that of a point, runs into the text: 一是 + 全员学。每年办班。
    """

    anchor: str
    kind: SectionKind
    number: str
    heading: str
    text: str
    sections: tuple["SectionRecord", ...] = ()

    @property
    def content(self) -> str:
        parts = (f"{self.number}{self.heading}", self.text) if self.heading else (f"{self.number}{self.text}",)
        return "\n".join(filter(None, parts))

    def walk(self) -> Iterator["SectionRecord"]:
        """Yield this section and all below it, in reading order."""
        yield self
        for child in self.sections:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class MetricRecord:
    """A metric before it is stored.

    The offsets *start* and *end* count in the `content` of the section at *anchor*. The metrics of a catalogue record
    have no anchor and no offsets.
    """

    value: Decimal
    unit: str
    kind: str
    raw: str
    sentence: str = ""
    anchor: str = ""
    start: int | None = None
    end: int | None = None
    value_max: Decimal | None = None
    qualifier: str = ""
    verb: str = ""
    subject: str = ""
    period: str = ""
    period_start: date | None = None
    period_end: date | None = None
    doubt: int = 0
    status: str = "extracted"


class InputError(Exception):
    """An input cannot be read: the rule it breaks, the line (0: the whole input), and what to do about it."""

    def __init__(self, rule: str, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = InputProblem(rule, line, message)


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """A report as an input describes it, before it is stored as an article.

    reprint_of: the text digest (see archive.importing.reading.near_duplicates) of the article that it repeats; "" means
    that it is known to repeat none, None that nobody has looked.
    """

    title: str
    published_at: datetime | None = None
    published_precision: Precision = ""
    outlet: str = ""
    editor: str = ""
    author: str = ""
    organization: str = ""
    channel: str = ""
    url: str = ""
    keywords: tuple[str, ...] = ()
    script: Script = "hans"
    level: Level = "full"
    summary: str = ""
    sections: tuple[SectionRecord, ...] = ()
    metrics: tuple[MetricRecord, ...] = ()
    removed: tuple[RemovalRecord, ...] = field(default=())
    state: State = "published"
    reprint_of: str | None = None

    def walk(self) -> Iterator[SectionRecord]:
        """Yield every section in reading order."""
        for section in self.sections:
            yield from section.walk()

    def as_json(self) -> dict[str, Any]:
        """Return the record as `import_articles --format json` prints it and reads it back.

        Values that nearly every record or removal has (state published, status removed) are left out.
        """
        shown = {key: _plain(value) for key, value in asdict(self).items()}
        shown["removed"] = [_without(removed, "status", "removed") for removed in shown["removed"]]
        return _without(_without(shown, "state", "published"), "reprint_of", None)


def _without(shown: dict[str, Any], name: str, usual: Any) -> dict[str, Any]:
    return {key: value for key, value in shown.items() if (key, value) != (name, usual)}


def _plain(value: Any) -> Any:
    """Return the value with dates as ISO 8601, decimals without trailing zeros and tuples as lists."""
    if isinstance(value, date):  # or datetime
        return value.isoformat()
    if isinstance(value, Decimal):
        return in_digits(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
