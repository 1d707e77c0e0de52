"""Query values: the syntax tree of what a reader asks for. Pure, and independent of any engine.

`search.text.grammar` parses a typed line into these values; an engine evaluates them. Their text is as it was typed:
folding it and tokenizing it is the engine's first step, done in the same way for documents and for queries.
"""

from dataclasses import dataclass

TEXT_FIELDS = ("title", "headings", "keywords", "names", "body")
NAME_FIELDS = ("organization_name", "outlet_name", "editor_name")  # the parts of `names`; searched by name only
ALL_FIELDS = TEXT_FIELDS + NAME_FIELDS


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every article."""


@dataclass(frozen=True, slots=True)
class Text:
    """An unquoted run of text. It matches an article that holds it verbatim, and one that holds all its words.

    field: one of ALL_FIELDS, or "" for any of TEXT_FIELDS.
    """

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quoted run of text. It matches only a verbatim occurrence; white space and script make no difference."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Unquoted runs after query relaxation. An article matches when enough of their content words occur in it.

    Each word weighs its rarity; question words do not count.
    share: the least part of the words' total weight that must occur, above 0; with 1 every word must occur.
    """

    parts: tuple[Text, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Prefix:
    """Matches words that begin with this text: 协商*."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Two runs, verbatim, in either order, with at most *distance* characters between them; white space not counted."""

    one: str
    other: str
    distance: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A filter on a column of whole numbers. Both ends are inclusive; None leaves an end open.

    column: year, published (days since 1970-01-01), organization, outlet, keyword or region (row ids), unit, or the
    column of a unit of metrics (see `search.text.metrics`).
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


Query = Everything | Text | Relaxed | Phrase | Prefix | Near | Range | And | Or | Not


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """A part of the typed line, line[start:end], that could not be parsed as it was meant.

    code: a short name that a page turns into a sentence (unclosed_quote, unclosed_parenthesis, …).
    """

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The result of parsing a typed line. query is None when nothing in the line can be searched for."""

    query: Query | None
    problems: tuple[QueryProblem, ...] = ()
