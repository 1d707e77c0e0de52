"""Why hits scored so, and how their query was cut, asked of the index. Words and lays out nothing."""

from dataclasses import dataclass

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from search.engine.indexing.commits import IndexUnusable
from search.engine.query.explanation import AnalyzedLeaf, ScoreExplanation


@dataclass(frozen=True)
class Explained:
    """leaves: how each text of the query was folded and cut. scores: id → why that report scored so."""

    leaves: tuple[AnalyzedLeaf, ...] = ()
    scores: dict[int, ScoreExplanation] | None = None


def explained(query, ids):
    """Nothing while the index is unusable: then nothing was scored either."""
    try:
        return Explained(*connections[DEFAULT_ALIAS].get_backend().explain(query, ids))
    except IndexUnusable:
        return Explained()
