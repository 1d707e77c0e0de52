"""What a reader asks for, as values. Pure; says nothing of how any engine answers it.

`search.text.grammar` reads a reader's line into these; an engine evaluates them. All text in them is
as typed: folding and cutting into words is the engine's first step, the same for documents and queries.
"""

from dataclasses import dataclass

TEXT_FIELDS = ("title", "headings", "keywords", "names", "body")


@dataclass(frozen=True, slots=True)
class Everything:
    """Every report."""


@dataclass(frozen=True, slots=True)
class Text:
    """An unquoted run: matches where it stands verbatim, and where all its words stand.

    field: one of TEXT_FIELDS, or "" for any of them.
    """

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quoted run: matches only where it stands verbatim (white space and script aside)."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with this text: 协商*."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A filter on a column of whole numbers; both ends inclusive, None = open.

    column: year, published (days since 1970-01-01), organization, outlet, keyword,
    region (their ids) or unit.
    """

    column: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Query"


Query = Everything | Text | Phrase | Prefix | Range | And | Or | Not


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in the typed line that could not be read as meant: offsets, and what was done instead.

    code: a short name that the page turns into a sentence (unclosed_quote, unclosed_parenthesis, …).
    """

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a typed line was understood. query is None when nothing in it can be searched for."""

    query: Query | None
    problems: tuple[Problem, ...] = ()
