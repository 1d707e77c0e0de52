"""The values that pass between the importer's steps. Pure: no Django, no parsing, no files."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

Script = Literal["hans", "hant", "mixed"]
Precision = Literal["", "year", "month", "day", "minute"]
SectionKind = Literal["lead", "section", "point", "closing"]
Level = Literal["full", "catalogue"]
MetricStatus = Literal["extracted", "confirmed", "corrected", "rejected"]
State = Literal["draft", "review", "published", "withdrawn", "trashed"]
Verdict = Literal["removed", "doubtful", "confirmed", "restored"]  # a rule's, a rule's, a person's, a person's
# What people decided: (line, text) → "confirmed" or "restored"; line 0 stands for any line.
Decisions = Mapping[tuple[int, str], Verdict]
UNDECIDED: Decisions = {}
Status = Literal["created", "updated", "unchanged", "duplicate", "quarantined", "failed"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an input's text: its number in the decoded input (from 1), and what the layout says of it."""

    number: int
    text: str
    heading: bool = False
    linked: float = 0.0  # share of its characters inside links
    hidden: bool = False
    main: bool = True  # within the block that holds the page's running text
    strong: bool = False  # all of it in bold
    beside_picture: bool = False  # the first line below a picture, or one with a picture in it


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a report besides its text, each as printed; empty where nothing is."""

    title: str = ""
    published: str = ""
    outlet: str = ""
    editor: str = ""
    author: str = ""
    organization: str = ""
    channel: str = ""
    url: str = ""
    keywords: str = ""
    site: str = ""  # the site's name for itself; its outlet only where a page names none

    def or_else(self, other: "Facts") -> "Facts":
        """These facts, with the gaps filled from *other*."""
        return Facts(**{fact.name: getattr(self, fact.name) or getattr(other, fact.name) for fact in fields(self)})


@dataclass(frozen=True, slots=True)
class Document:
    """An input's lines, the facts its format states outright, and those it only hints at (the head of a page)."""

    lines: tuple[Line, ...]
    given: Facts = Facts()
    hints: Facts = Facts()


@dataclass(frozen=True, slots=True)
class Removed:
    """A line left out: its number in the decoded input (from 1), the rule's name, the line itself.

    Its status is "doubtful" where a person should look at it. People confirm the removal or restore the line; a
    restored line is in the report again and is kept here for what was decided.
    """

    line: int
    rule: str
    text: str
    status: Verdict = "removed"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a document, and every line left out with the rule that did it.

    Of a spoiled document nothing is left: nearly all of it is advertising or doubtful, and a person should look.
    """

    document: Document
    removed: tuple[Removed, ...]
    spoiled: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What an editor should know about an input: the rule, the line (0 = the whole input), a message."""

    rule: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """A section before it is stored; `content` is what figures' offsets count in.

    A number without heading, such as a point's, runs into the text: 一是 + 全员学。每年办班。
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
        """This section and all below it, in reading order."""
        yield self
        for child in self.sections:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class MetricRecord:
    """A figure before it is stored. Offsets count in the `content` of the section at `anchor`;
    a catalogue record's figures have no anchor and no offsets."""

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
    """An input that cannot be read: the rule it breaks, where (line 0 = the whole input), and what to do about it."""

    def __init__(self, rule: str, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(rule, line, message)


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """All that an input says about one report.

    *reprint_of*: the text digest (see archive.importing.reading.near_duplicates) of the report it repeats, "" where it
    is known to repeat none, None where nobody has looked.
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
    removed: tuple[Removed, ...] = field(default=())
    state: State = "published"
    reprint_of: str | None = None

    def walk(self) -> Iterator[SectionRecord]:
        """Every section in reading order."""
        for section in self.sections:
            yield from section.walk()

    def as_json(self) -> dict[str, Any]:
        """The record as `import_articles --format json` prints it and reads it back.

        What is so of nearly every record or removal (published, simply removed) is not said of each.
        """
        shown = {key: _plain(value) for key, value in asdict(self).items()}
        shown["removed"] = [_without(removed, "status", "removed") for removed in shown["removed"]]
        return _without(_without(shown, "state", "published"), "reprint_of", None)


def _without(shown: dict[str, Any], name: str, ordinary: Any) -> dict[str, Any]:
    return {key: value for key, value in shown.items() if (key, value) != (name, ordinary)}


def _plain(value: Any) -> Any:
    """Dates as ISO 8601, decimals without trailing zeros, tuples as lists."""
    if isinstance(value, date):  # or datetime
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
