"""What goes into an index and what comes out of a search. Values only; the same for every engine."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Sort = Literal["relevance", "newest", "oldest", "matches"]


@dataclass(frozen=True, slots=True)
class Document:
    """One report as an engine takes it. Text is as stored: folding and cutting is the engine's work.

    version: digest of all that is indexed; equal versions need no re-indexing.
    texts: text by field name (search.text.queries.ALL_FIELDS).
    columns: whole numbers by column: year, published (days since 1970-01-01), organization, outlet,
    keyword (ids), region (its id and those of all it is part of), unit (of its figures, by unit_number), and one for
    each unit of its figures; a column may hold several numbers or none.
    """

    id: int
    version: str
    texts: dict[str, str]
    columns: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Ask:
    """Which of the hits to hand over, in what order, and the columns whose values to count over all of them.

    start, stop: the slice; stop may lie beyond the last hit. Sorted by matches, those that hold the query's words
    most often come first. Undated reports come last in both orders by date.
    """

    start: int = 0
    stop: int = 20
    sort: Sort = "relevance"
    facets: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A report that answers, and its score: 0.0 when sorted by date, the number of matches when by these."""

    id: int
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """total counts all hits; hits are the asked slice; facets: column → number → count of hits."""

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, dict[int, int]] = field(default_factory=dict)
