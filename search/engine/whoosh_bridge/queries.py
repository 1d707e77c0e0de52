"""Query values into Whoosh's query objects, with the weights that rank. Whoosh's query parser is never used."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from whoosh import query as whoosh

from search.engine.analysis import characters, folded
from search.engine.whoosh_bridge.schema import HIGHEST, LOWEST, grams_field, words_field
from search.text.queries import (
    NAME_FIELDS,
    TEXT_FIELDS,
    And,
    Everything,
    Loose,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Text,
)
from search.text.words import needed

WEIGHTS = {"title": 4.0, "headings": 2.0, "keywords": 3.0, "names": 1.5, "body": 1.0}
WEIGHTS |= dict.fromkeys(NAME_FIELDS, WEIGHTS["names"])
GRAM_WEIGHT = 0.5  # of a verbatim match, beside the words' own weight


def whoosh_query(query: Query) -> whoosh.Query:
    match query:
        case And(parts):
            return _all(parts)
        case Or(parts):
            return _any(map(whoosh_query, parts))
        case Not(part):
            return whoosh.Not(whoosh_query(part))
        case Everything():
            return whoosh.Every()
        case Range():
            return _range(query)
        case Near():
            raise NotImplementedError("Whoosh is not asked how near two runs stand; see search.engine.query.proximity.")
        case Loose():
            raise NotImplementedError("Whoosh matches by no share of the words: search for the parts of this instead")
        case _:
            return _in_text(query)


def _in_text(query: Text | Phrase | Prefix) -> whoosh.Query:
    match query:
        case Text(text, field):
            return whoosh.Or([_verbatim(text, field), _all_words(text, field)])
        case Phrase(text, field):
            return _verbatim(text, field)
        case Prefix(text, field):
            return _in_fields(field, words_field, lambda name, weight: whoosh.Prefix(name, folded(text), boost=weight))


def _verbatim(text: str, field: str) -> whoosh.Query:
    run = characters(text)
    grams = ["".join(pair) for pair in pairwise(run)] or list(run)
    if not grams:
        return whoosh.NullQuery
    return _in_fields(field, grams_field, lambda name, weight: _gram_run(name, grams, weight * GRAM_WEIGHT))


def _gram_run(name: str, grams: list[str], weight: float) -> whoosh.Query:
    if len(grams) == 1:
        return whoosh.Term(name, grams[0], boost=weight)
    return whoosh.Phrase(name, grams, slop=1, boost=weight)


def _all_words(text: str, field: str) -> whoosh.Query:
    terms = needed(folded(text))
    return whoosh.And([_word(term, field) for term in terms]) if terms else whoosh.NullQuery


def _word(term: str, field: str) -> whoosh.Query:
    return _in_fields(field, words_field, lambda name, weight: whoosh.Term(name, term, boost=weight))


def _in_fields(field: str, named: Callable[[str], str], made: Callable[[str, float], whoosh.Query]) -> whoosh.Query:
    """In the named field, or in any."""
    return whoosh.Or([made(named(name), WEIGHTS[name]) for name in ([field] if field else TEXT_FIELDS)])


def _range(query: Range) -> whoosh.Query:
    low = LOWEST if query.low is None else max(query.low, LOWEST)
    high = HIGHEST if query.high is None else min(query.high, HIGHEST)
    return whoosh.NumericRange(query.column, low, high) if low <= high else whoosh.NullQuery


def _all(parts: tuple[Query, ...]) -> whoosh.Query:
    """Whoosh wants what must not be apart from what must be.

    Not by its AndNot, whose matcher lets a first hit pass when what must not be begins at an earlier document,
    nor by its Require, whose matcher is AndNot's. Inside an Or, And leaves the Not to its own matcher, which is right.
    """
    wanted = [whoosh_query(part) for part in parts if not isinstance(part, Not)]
    unwanted = [whoosh_query(part.part) for part in parts if isinstance(part, Not)]
    found = whoosh.And(wanted) if wanted else whoosh.Every()
    return whoosh.And([found, whoosh.Or([whoosh.Not(_any(unwanted))])]) if unwanted else found


def _any(parts: Iterable[whoosh.Query]) -> whoosh.Query:
    made = list(parts)
    return whoosh.Or(made) if made else whoosh.NullQuery
