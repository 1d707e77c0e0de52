"""Why hits scored so, and how their query was tokenized, asked of the index. Words and lays out nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.engine.query.explanation import CutLeaf, Explanation
from search.finding.index_access import backend, or_else
from search.text.queries import Query


@dataclass(frozen=True)
class Explained:
    """leaves: how each text of the query was folded and tokenized. scores: id → why that report scored so."""

    leaves: tuple[CutLeaf, ...] = ()
    scores: dict[int, Explanation] | None = None


@or_else(lambda reason: Explained())
def explained(query: Query, ids: Sequence[int]) -> Explained:
    """Nothing while the index cannot be used: then nothing was scored either."""
    return Explained(*backend().explain(query, ids))
