"""Explanation: why a document has its score, and how the leaves of a query were analyzed. For people to read.

This module must not influence any score: it computes the same sums once more, for one document.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from search.engine.analysis import folded
from search.engine.postings.keys import Term
from search.engine.postings.segments import Segment
from search.engine.query.scoring import FIELD_WEIGHTS
from search.engine.query.searcher import Searcher
from search.engine.query.terms import AFTER_ANY, Leaf, query_terms, scoring_leaves
from search.engine.storage.layout import CODE_BITS, END
from search.text.queries import Query


@dataclass(frozen=True, slots=True)
class AnalyzedLeaf:
    """One leaf of a query as the index was asked for it.

    kind: text, phrase or prefix. field: "" for any. words: those that must all occur, unless the whole occurs verbatim.
    """

    kind: str
    text: str
    field: str
    folded: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """The amount that one term in one field adds to a score.

    kind: words, bigrams or characters. frequency: the term's in the field. length: the field's, in terms of this kind.
    average_length: the average of the lengths in all documents. weight: the kind's times the field's.
    amount = weight · idf · frequency·(k1+1) / (frequency + k1·(1 − b + b·length/average_length)), and more for a bigram
    at the beginning of the body (see search.engine.query.scoring).
    """

    term: str
    kind: str
    field: str
    frequency: int
    length: int
    average_length: float
    idf: float
    weight: float
    amount: float


@dataclass(frozen=True, slots=True)
class ScoreExplanation:
    """The contributions to the score of document *id*, the largest first. They add up to the score."""

    id: int
    contributions: tuple[Contribution, ...]

    @property
    def total(self) -> float:
        return sum(one.amount for one in self.contributions)


def analyze_leaves(query: Query) -> tuple[AnalyzedLeaf, ...]:
    """Return how each leaf of *query* that adds to scores was folded and cut into words."""
    return tuple(
        AnalyzedLeaf(
            kind=type(leaf).__name__.lower(),
            text=leaf.text,
            field=leaf.field,
            folded=folded(leaf.text),
            words=tuple(map(readable, query_terms(leaf).required)),
        )
        for leaf in dict.fromkeys(scoring_leaves(query))
    )


def explain_score(searcher: Searcher, query: Query, id: int) -> ScoreExplanation:
    """Return why document *id* has its score for *query*; without contributions if the document is not indexed."""
    found = (
        contribution
        for segment in searcher.segments
        for doc_id in ((segment.ids == id) & segment.live).nonzero()[0].tolist()
        for leaf in dict.fromkeys(scoring_leaves(query))
        for contribution in _contributions(searcher, segment, doc_id, leaf)
    )
    return ScoreExplanation(id, tuple(sorted(found, key=lambda one: (-one.amount, one.term, one.field))))


def _contributions(searcher: Searcher, segment: Segment, doc_id: int, leaf: Leaf) -> Iterator[Contribution]:
    terms = query_terms(leaf)
    for term, kind_weight in terms.scored:
        idf = searcher.idf(terms.fields, term)
        for field in terms.fields:
            if impact := _impact(searcher, segment, term, field, doc_id):
                yield _contribution(searcher, segment, (term, field, doc_id), (impact, idf, kind_weight))


def _impact(searcher: Searcher, segment: Segment, term: Term, field: str, doc_id: int) -> float:
    """Return the term's impact in *field* of one document, 0 where it does not occur."""
    if found := searcher.impacts.in_field(segment, field, term):
        doc_ids, values = found
        return float(values[doc_ids == doc_id].sum())
    return 0.0


def _contribution(
    searcher: Searcher, segment: Segment, where: tuple[Term, str, int], factors: tuple[float, float, float]
) -> Contribution:
    (term, field, doc_id), (impact, idf, kind_weight) = where, factors
    index = segment.inverted_index(field, term.kind)
    assert index is not None  # the term has an impact there
    doc_ids, frequencies = index.postings(*index.ordinals(*segment.keys(term)))
    return Contribution(
        term=readable(term),
        kind=_kind(term),
        field=field,
        frequency=int(frequencies[doc_ids == doc_id].sum()),
        length=int(index.lengths[doc_id]),
        average_length=searcher.impacts.average_lengths[field, term.kind],
        idf=idf,
        weight=kind_weight * FIELD_WEIGHTS[field],
        amount=impact * kind_weight * idf,
    )


def _kind(term: Term) -> str:
    return "characters" if term.kind == "bigrams" and term.high > term.low + 1 else term.kind


def readable(term: Term) -> str:
    """Return a term as people write it: a word, the beginning of words with *, a bigram or a character."""
    if term.kind == "words":
        return f"{term.low.decode()}{'*' if term.high.endswith(AFTER_ANY) else ''}"
    first, second = divmod(int(term.low), 1 << CODE_BITS)
    return chr(first) + (chr(second) if _kind(term) == "bigrams" and second != END else "")
