"""What a reader asks for, as values. Pure; says nothing of how any engine answers it.

`search.text.grammar` reads a reader's line into these; an engine evaluates them. All text in them is
as typed: folding and cutting into words is the engine's first step, the same for documents and queries.
"""

from dataclasses import dataclass

TEXT_FIELDS = ("title", "headings", "keywords", "names", "body")
NAME_FIELDS = ("organization_name", "outlet_name", "editor_name")  # what `names` holds, one by one; asked by name only
ALL_FIELDS = TEXT_FIELDS + NAME_FIELDS


@dataclass(frozen=True, slots=True)
class Everything:
    """Every report."""


@dataclass(frozen=True, slots=True)
class Text:
    """An unquoted run: matches where it stands verbatim, and where all its words stand.

    field: one of ALL_FIELDS, or "" for any of TEXT_FIELDS.
    """

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quoted run: matches only where it stands verbatim (white space and script aside)."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Loose:
    """Unquoted runs, relaxed: matches where such of their words stand as have at least *share* of all their weight.

    A word weighs what it is rare; question words do not count. share: above 0, up to 1 for every word.
    """

    parts: tuple[Text, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with this text: 协商*."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Two runs, verbatim, in either order, with at most *distance* characters between them (white space aside)."""

    one: str
    other: str
    distance: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A filter on a column of whole numbers; both ends inclusive, None = open.

    column: year, published (days since 1970-01-01), organization, outlet, keyword, region (their ids), unit, or a
    unit of figures (see `search.text.metrics`).
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


Query = Everything | Text | Loose | Phrase | Prefix | Near | Range | And | Or | Not


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
