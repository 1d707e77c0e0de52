"""Terms as ranges of keys: words by their bytes, bigrams and single characters by code points.

This module must not look anything up. `search.engine.storage.layout` says what a bigram key is.
"""

from typing import Any, NamedTuple

from search.engine.storage.layout import CODE_BITS, END, NUL


class Term(NamedTuple):
    """The terms of one kind from *low* up to but not including *high*, which count together as a single term.

    kind: one of `layout.KINDS`. low, high: the UTF-8 bytes of words, or bigram keys.
    A prefix is a range of words (协*: from 协 to the last word that begins with it), a single character is a range of
    bigrams (税: all that begin with it).
    """

    kind: str
    low: Any
    high: Any


def code_points(run: str) -> tuple[int, ...]:
    """Return the code points of *run*, which is folded and without white space, with NUL in place of U+0000."""
    return tuple(ord(character) or NUL for character in run)


def bigram_key(first: int, second: int) -> int:
    """Return the key of the bigram of two code points."""
    return first << CODE_BITS | second


def bigram_terms(codes: tuple[int, ...]) -> list[Term]:
    """Return the bigrams of neighbours in *codes*, one fewer than there are code points."""
    return [Term("bigrams", key, key + 1) for key in map(bigram_key, codes, codes[1:])]


def character_term(code: int) -> Term:
    """Return the term of a single character: all bigrams that begin with it."""
    return Term("bigrams", code << CODE_BITS | END, code + 1 << CODE_BITS)


def word_term(text: str) -> Term:
    """Return the term of one word."""
    word = text.encode()
    return Term("words", word, word + b"\0")
