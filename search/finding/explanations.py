"""Explains results: how a query was tokenized and why its hits have their scores. Knows no wording and no layout."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from search.engine.query.explanation import AnalyzedLeaf, ScoreExplanation
from search.finding.index_access import backend, or_else
from search.text.queries import Query


@dataclass(frozen=True)
class QueryExplanation:
    """leaves: how each text of the query was folded and tokenized. scores: explanations by article id."""

    leaves: tuple[AnalyzedLeaf, ...] = ()
    scores: dict[int, ScoreExplanation] = field(default_factory=dict)


@or_else(lambda reason: QueryExplanation())
def explained(query: Query, ids: Sequence[int]) -> QueryExplanation:
    """Explain the hits *ids* of *query*. The result is empty while the index cannot be used: it scores nothing then."""
    return QueryExplanation(*backend().explain(query, ids))
