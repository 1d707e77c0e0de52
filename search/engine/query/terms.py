"""What the texts of a query ask of the index: folded and cut as documents are. Looks nothing up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from search.engine.analysis import characters, folded
from search.engine.postings.keys import Term, character, pairs_of
from search.engine.query.scoring import KIND_WEIGHTS
from search.engine.storage.layout import NUL
from search.text.content_words import needed_of_telling, telling_runs, telling_words
from search.text.queries import TEXT_FIELDS, And, Loose, Near, Or, Phrase, Prefix, Query, Text
from search.text.words import added, needed, words

LONGEST_BY_CHARACTER = 80  # characters of a text scored by each of them too: of a longer one they cost most, tell least
AFTER_ANY = b"\xff"  # sorts after every continuation of a word in UTF-8

Leaf = Text | Phrase | Prefix


@dataclass(frozen=True, slots=True)
class Asked:
    """What one leaf of a query asks for.

    all_of: terms that must all stand in one or another of *fields*; telling: those of them that are no
    question words, of which a relaxed query needs a share. verbatim: code points that match
    where they stand one after the other in one of *fields*. scored: terms that add to the score, with
    the weights of their kinds.
    """

    fields: tuple[str, ...]
    all_of: tuple[Term, ...]
    telling: tuple[Term, ...]
    verbatim: tuple[int, ...]
    scored: tuple[tuple[Term, float], ...]


def asked(leaf: Leaf) -> Asked:
    """What *leaf* asks for; nothing at all if its text holds nothing but white space."""
    return _asked(leaf, added())


@lru_cache(maxsize=1024)
def _asked(leaf: Leaf, known: tuple[str, ...]) -> Asked:
    """*known*: the words added to the dictionary, by which it is cut."""
    fields = (leaf.field,) if leaf.field else TEXT_FIELDS
    run = characters(leaf.text)
    codes = tuple(ord(character) or NUL for character in run)
    if isinstance(leaf, Prefix):
        beginning = run.encode()
        term = Term("words", beginning, beginning + AFTER_ANY)
        return Asked(fields, (term,) if codes else (), (), (), ((term, KIND_WEIGHTS["words"]),))
    if isinstance(leaf, Phrase):
        cut = (word.text for word in words(folded(leaf.text)))
        return Asked(fields, (), (), codes, tuple(_scored(cut, [run])))
    return _asked_loosely(leaf, fields, codes)


def _asked_loosely(leaf: Text, fields: tuple[str, ...], codes: tuple[int, ...]) -> Asked:
    text = folded(leaf.text)
    found = words(text)
    all_of, telling = (tuple(map(_word, wanted)) for wanted in (needed(text), needed_of_telling(text)))
    scored = _scored((word.text for word in telling_words(found)), telling_runs(text, found))
    return Asked(fields, all_of, telling, codes, tuple(scored))


def leaves(query: Query) -> Iterator[Leaf]:
    """The leaves of *query* that a document may owe its score to: none of what is denied."""
    match query:
        case Text() | Phrase() | Prefix():
            yield query
        case And(parts) | Or(parts) | Loose(parts):
            for part in parts:
                yield from leaves(part)
        case Near(one, other, _, field):
            yield from (Phrase(one, field), Phrase(other, field))


def _word(text: str) -> Term:
    word = text.encode()
    return Term("words", word, word + b"\0")


def _scored(cut: Iterable[str], runs: list[str]) -> Iterator[tuple[Term, float]]:
    codes = [tuple(ord(character) or NUL for character in run) for run in runs]
    pairs = chain.from_iterable(map(pairs_of, codes))
    single = chain.from_iterable(codes) if sum(map(len, codes)) <= LONGEST_BY_CHARACTER else ()
    yield from ((_word(word), KIND_WEIGHTS["words"]) for word in dict.fromkeys(cut))
    yield from ((pair, KIND_WEIGHTS["pairs"]) for pair in dict.fromkeys(pairs))
    yield from ((character(code), KIND_WEIGHTS["characters"]) for code in dict.fromkeys(single))
