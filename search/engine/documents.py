"""The values that an engine takes and returns: documents, search requests and responses. The same for every engine.

This module must not hold any process.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from search.text.queries import Or, Query, Range

Sort = Literal["relevance", "newest", "oldest", "matches"]


@dataclass(frozen=True, slots=True)
class Document:
    """One report as an engine takes it. Texts are as stored: folding and tokenizing is the engine's work.

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
class SearchRequest:
    """One question to an index, as it travels from a page to the engine.

    query: what documents are asked for; only this counts for their scores.
    within: a further condition that every hit fulfils.
    filters: ranges of columns. Of the filters on one column any may hold, but some filter must hold on every column
    that has one. The counts of a facet disregard the filters on its own column, so that a second value can be chosen.
    start, stop: the slice of the hits to hand over; stop may lie beyond the last hit. Undated documents come last in
    both orders by date; "matches" puts those first that hold the query's words most often.
    facets: the columns whose values are counted over all hits.
    relax: whether a long query that finds little is answered by its relaxations too (search.text.relaxation).
    collapse: the column that names the groups of which each counts once (search.engine.query.collapsing); "" for none.
    """

    query: Query
    within: Query | None = None
    filters: tuple[Range, ...] = ()
    start: int = 0
    stop: int = 20
    sort: Sort = "relevance"
    facets: tuple[str, ...] = ()
    relax: bool = False
    collapse: str = ""

    def conditions(self, *, but: str = "") -> list[Query]:
        """Return the conditions beside the query: `within`, and one for each filtered column except *but*."""
        columns = dict.fromkeys(one.column for one in self.filters if one.column != but)
        ranges = [Or(tuple(one for one in self.filters if one.column == column)) for column in columns]
        return [*ranges, self.within] if self.within is not None else [*ranges]


class Hit(NamedTuple):
    """A document that answers, and its score: 0.0 when sorted by date, the number of matches when sorted by these."""

    id: int
    score: float


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """What an index answers to a SearchRequest.

    total: the number of all hits. hits: the requested slice of them; those of the query itself come first.
    facets: column → number → how many hits hold it. query: what was answered, with its relaxation.
    relaxation: the name of the step in `search.text.relaxation.STEPS` that added hits, "" where none did.
    members: with `collapse`, the id of a hit → the ids of the other hits of its group, where there are any.
    indexed: the number of documents in the index; None where no index was asked.
    """

    total: int
    hits: tuple[Hit, ...]
    query: Query
    facets: dict[str, dict[int, int]] = field(default_factory=dict)
    relaxation: str = ""
    members: dict[int, tuple[int, ...]] = field(default_factory=dict)
    indexed: int | None = None
