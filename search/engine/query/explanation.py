"""Why a document scored as it did, and how a query's texts were folded and cut. Explains; decides nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.engine.analysis import folded
from search.engine.postings.keys import Term
from search.engine.postings.segments import Segment, Terms
from search.engine.query.scoring import FIELD_WEIGHTS, Fields, inverse_document_frequency
from search.engine.query.searcher import Searcher
from search.engine.query.terms import AFTER_ANY, Leaf, asked, leaves
from search.engine.storage.layout import CODE_BITS, END
from search.text.queries import Query


@dataclass(frozen=True, slots=True)
class CutLeaf:
    """One leaf as the index was asked for it.

    words: those that must all stand, unless the whole stands verbatim. field: "" for any.
    """

    kind: str
    text: str
    field: str
    folded: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one term adds to a score by one field.

    kind: words, pairs or characters. frequency: how often it stands there; length: of that field, in terms of
    its kind, and usual: of all documents. rarity: its idf. weight: of its kind times of the field.
    amount = weight · rarity · frequency·(k1+1) / (frequency + k1·(1 − b + b·length/usual)), and more for a pair that
    stands at the beginning of the body (see search.engine.query.scoring).
    """

    term: str
    kind: str
    field: str
    frequency: int
    length: int
    usual: float
    rarity: float
    weight: float
    amount: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a document scored so: contributions, the largest first; they add up to the score by its terms."""

    id: int
    contributions: tuple[Contribution, ...]

    @property
    def total(self) -> float:
        return sum(one.amount for one in self.contributions)


def cut(query: Query) -> tuple[CutLeaf, ...]:
    """How each leaf of *query* that counts for scores was folded and cut."""
    return tuple(map(_cut, dict.fromkeys(leaves(query))))


def _cut(leaf: Leaf) -> CutLeaf:
    words = tuple(written(term) for term in asked(leaf).all_of)
    return CutLeaf(type(leaf).__name__.lower(), leaf.text, leaf.field, folded(leaf.text), words)


def explain(searcher: Searcher, query: Query, id: int) -> Explanation:
    """Of a document that is not indexed, nothing."""
    found = (
        one
        for segment in searcher.segments
        for document in ((segment.ids == id) & segment.live).nonzero()[0].tolist()
        for leaf in dict.fromkeys(leaves(query))
        for one in _of_leaf(searcher, segment, document, leaf)
    )
    return Explanation(id, tuple(sorted(found, key=lambda one: (-one.amount, one.term, one.field))))


def _of_leaf(searcher: Searcher, segment: Segment, document: int, leaf: Leaf) -> Iterator[Contribution]:
    wanted = asked(leaf)
    for term, weight in wanted.scored:
        rarity = _rarity(searcher, wanted.fields, term)
        for field in wanted.fields:
            if value := _value(searcher, segment, term, field, document):
                yield _contribution(searcher, segment, (term, field, document), (value, rarity, weight))


def _rarity(searcher: Searcher, fields: Fields, term: Term) -> float:
    holding = sum(searcher.impacts.of(segment, fields, term).count for segment in searcher.segments)
    return inverse_document_frequency(holding, sum(segment.count for segment in searcher.segments))


def _value(searcher: Searcher, segment: Segment, term: Term, field: str, document: int) -> float:
    """What the term adds in *field* before rarity and the weight of its kind; 0 where it does not stand."""
    if found := searcher.impacts.in_field(segment, field, term):
        documents, values = found
        return float(values[documents == document].sum())
    return 0.0


def _frequency(terms: Terms, keys: tuple[int, int], document: int) -> int:
    documents, counts = terms.postings(*terms.slots(*keys))
    return int(counts[documents == document].sum())


def _contribution(
    searcher: Searcher, segment: Segment, where: tuple[Term, str, int], weighed: tuple[float, float, float]
) -> Contribution:
    (term, field, document), (value, rarity, kind_weight) = where, weighed
    terms = segment.terms(field, term.kind)
    assert terms is not None  # it adds something there
    return Contribution(
        term=written(term),
        kind=_kind(term),
        field=field,
        frequency=_frequency(terms, segment.keys(term), document),
        length=int(terms.lengths[document]),
        usual=searcher.impacts.usual_lengths[field, term.kind],
        rarity=rarity,
        weight=kind_weight * FIELD_WEIGHTS[field],
        amount=value * kind_weight * rarity,
    )


def _kind(term: Term) -> str:
    return "characters" if term.kind == "pairs" and term.high > term.low + 1 else term.kind


def written(term: Term) -> str:
    """A term as readers would write it: a word, the beginning of words with *, a pair, a character."""
    if term.kind == "words":
        return f"{term.low.decode()}{'*' if term.high.endswith(AFTER_ANY) else ''}"
    first, second = divmod(int(term.low), 1 << CODE_BITS)
    return chr(first) + (chr(second) if _kind(term) == "pairs" and second != END else "")
