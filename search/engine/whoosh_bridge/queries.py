"""Translates query values into Whoosh's query objects, with weights by field.

This module must not use Whoosh's query parser: text that people typed never reaches it.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise

from whoosh import query as whoosh

from search.engine.analysis import characters, folded
from search.engine.whoosh_bridge.schema import HIGHEST, LOWEST, ngrams_field, words_field
from search.text.queries import (
    NAME_FIELDS,
    TEXT_FIELDS,
    And,
    Everything,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Relaxed,
    Text,
)
from search.text.words import required_words

WEIGHTS = {"title": 4.0, "headings": 2.0, "keywords": 3.0, "names": 1.5, "body": 1.0}
WEIGHTS |= dict.fromkeys(NAME_FIELDS, WEIGHTS["names"])
NGRAM_WEIGHT = 0.5  # of a phrase, beside the weight of its words


def whoosh_query(query: Query) -> whoosh.Query:
    """Return *query* for Whoosh's searcher. Raises NotImplementedError for `Near` and `Relaxed`: Whoosh has none."""
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
            raise NotImplementedError(
                "Whoosh has no query for proximity of characters: see search.engine.query.proximity."
            )
        case Relaxed():
            raise NotImplementedError("Whoosh has no query for a share of words: search for the parts of this instead.")
        case _:
            return _in_text(query)


def _in_text(query: Text | Phrase | Prefix) -> whoosh.Query:
    match query:
        case Text(text, field):
            return whoosh.Or([_phrase(text, field), _all_words(text, field)])
        case Phrase(text, field):
            return _phrase(text, field)
        case Prefix(text, field):
            return _in_fields(field, words_field, lambda name, weight: whoosh.Prefix(name, folded(text), boost=weight))


def _phrase(text: str, field: str) -> whoosh.Query:
    run = characters(text)
    ngrams = ["".join(bigram) for bigram in pairwise(run)] or list(run)
    if not ngrams:
        return whoosh.NullQuery
    return _in_fields(field, ngrams_field, lambda name, weight: _ngram_phrase(name, ngrams, weight * NGRAM_WEIGHT))


def _ngram_phrase(name: str, ngrams: list[str], weight: float) -> whoosh.Query:
    if len(ngrams) == 1:
        return whoosh.Term(name, ngrams[0], boost=weight)
    return whoosh.Phrase(name, ngrams, slop=1, boost=weight)


def _all_words(text: str, field: str) -> whoosh.Query:
    terms = required_words(folded(text))
    return whoosh.And([_word(term, field) for term in terms]) if terms else whoosh.NullQuery


def _word(term: str, field: str) -> whoosh.Query:
    return _in_fields(field, words_field, lambda name, weight: whoosh.Term(name, term, boost=weight))


def _in_fields(field: str, named: Callable[[str], str], made: Callable[[str, float], whoosh.Query]) -> whoosh.Query:
    """Return the query that *made* makes for *field*, or for any of TEXT_FIELDS if it is empty.

    named: from a field to Whoosh's name of it. made: from that name and the field's weight to a query.
    """
    return whoosh.Or([made(named(name), WEIGHTS[name]) for name in ([field] if field else TEXT_FIELDS)])


def _range(query: Range) -> whoosh.Query:
    low = LOWEST if query.low is None else max(query.low, LOWEST)
    high = HIGHEST if query.high is None else min(query.high, HIGHEST)
    return whoosh.NumericRange(query.column, low, high) if low <= high else whoosh.NullQuery


def _all(parts: tuple[Query, ...]) -> whoosh.Query:
    """Return the conjunction of *parts*, with the negated ones joined into one Or.

    Whoosh's AndNot cannot be used: its matcher lets a first hit pass if the negated part begins at an earlier document.
    Nor can its Require, which has the same matcher. Inside an Or, And leaves the Not to the Not's own matcher, which
    works.
    """
    required = [whoosh_query(part) for part in parts if not isinstance(part, Not)]
    negated = [whoosh_query(part.part) for part in parts if isinstance(part, Not)]
    found = whoosh.And(required) if required else whoosh.Every()
    return whoosh.And([found, whoosh.Or([whoosh.Not(_any(negated))])]) if negated else found


def _any(parts: Iterable[whoosh.Query]) -> whoosh.Query:
    made = list(parts)
    return whoosh.Or(made) if made else whoosh.NullQuery
