"""Query terms: which words, bigrams and characters a leaf of a query asks for, analyzed as documents are.

A *leaf* is a part of a query that holds text: `Text`, `Phrase` or `Prefix`. This module must not look anything up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from search.engine.analysis import characters, folded
from search.engine.postings.keys import Term, bigram_terms, character_term, code_points, word_term
from search.engine.query.scoring import KIND_WEIGHTS
from search.text.content_words import content_runs, content_words, required_content_words
from search.text.queries import TEXT_FIELDS, And, Near, Or, Phrase, Prefix, Query, Relaxed, Text
from search.text.words import required_words, user_words, words

LONGEST_BY_CHARACTER = (
    80  # characters; a longer text is not scored by single characters, which cost most and tell least
)
AFTER_ANY = b"\xff"  # sorts after every continuation of a word in UTF-8

Leaf = Text | Phrase | Prefix


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """The terms of one leaf.

    fields: the fields that the leaf asks for. required: words that must all occur, each in any of the fields.
    content: those of them that are not question words; a relaxed query wants a share of these.
    phrase: code points that match where they occur in sequence in one of the fields; empty for a prefix.
    scored: terms that add to the score, each with the weight of its kind.
    """

    fields: tuple[str, ...]
    required: tuple[Term, ...]
    content: tuple[Term, ...]
    phrase: tuple[int, ...]
    scored: tuple[tuple[Term, float], ...]


def query_terms(leaf: Leaf) -> QueryTerms:
    """Return the terms of *leaf*, which have no words and no phrase if its text is nothing but white space.

    The words depend on those that are added to the dictionary at present (`search.text.words.user_dictionary`).
    """
    return _query_terms(leaf, user_words())


@lru_cache(maxsize=1024)
def _query_terms(leaf: Leaf, added_words: tuple[str, ...]) -> QueryTerms:
    """Return the terms of *leaf*. *added_words* is part of the cache's key."""
    fields = (leaf.field,) if leaf.field else TEXT_FIELDS
    run, text = characters(leaf.text), folded(leaf.text)
    codes = code_points(run)
    match leaf:
        case Prefix():
            beginning = run.encode()
            term = Term("words", beginning, beginning + AFTER_ANY)
            return QueryTerms(fields, (term,) if codes else (), (), (), ((term, KIND_WEIGHTS["words"]),))
        case Phrase():
            scored = _scored((word.text for word in words(text)), [run])
            return QueryTerms(fields, (), (), codes, tuple(scored))
        case Text():
            found = words(text)
            required = tuple(map(word_term, required_words(text)))
            content = tuple(map(word_term, required_content_words(text)))
            scored = _scored((word.text for word in content_words(found)), content_runs(text, found))
            return QueryTerms(fields, required, content, codes, tuple(scored))


def scoring_leaves(query: Query) -> Iterator[Leaf]:
    """Yield the leaves of *query* that add to scores: all but those that are negated. One may come several times."""
    match query:
        case Text() | Phrase() | Prefix():
            yield query
        case And(parts) | Or(parts) | Relaxed(parts):
            for part in parts:
                yield from scoring_leaves(part)
        case Near(one, other, _, field):
            yield from (Phrase(one, field), Phrase(other, field))


def _scored(found: Iterable[str], runs: list[str]) -> Iterator[tuple[Term, float]]:
    """Yield the distinct words in *found*, then bigrams and characters of *runs*, each with the weight of its kind."""
    codes = [code_points(run) for run in runs]
    bigrams = chain.from_iterable(map(bigram_terms, codes))
    single = chain.from_iterable(codes) if sum(map(len, codes)) <= LONGEST_BY_CHARACTER else ()
    yield from ((word_term(word), KIND_WEIGHTS["words"]) for word in dict.fromkeys(found))
    yield from ((bigram, KIND_WEIGHTS["bigrams"]) for bigram in dict.fromkeys(bigrams))
    yield from ((character_term(code), KIND_WEIGHTS["characters"]) for code in dict.fromkeys(single))
