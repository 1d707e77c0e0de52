"""Terms as ranges of keys: words by their bytes, pairs of characters and single characters by code points."""

from typing import Any, NamedTuple

from search.engine.storage.layout import CODE_BITS, END


class Term(NamedTuple):
    """A range of the terms of one kind, from *low* up to but not *high*, that counts as a single term.

    Of words by their UTF-8 bytes, of pairs by their keys. A prefix is a range of words, a character one of pairs.
    """

    kind: str
    low: Any
    high: Any


def pairs_of(codes: tuple[int, ...]) -> list[Term]:
    """The pairs of neighbours in *codes*."""
    return [Term("pairs", key, key + 1) for key in map(pair, codes, codes[1:])]


def pair(first: int, second: int) -> int:
    """The key of a pair of code points."""
    return first << CODE_BITS | second


def character(code: int) -> Term:
    """A single character: all pairs that begin with it."""
    return Term("pairs", code << CODE_BITS | END, code + 1 << CODE_BITS)
