"""How text becomes the terms of the index: words, and grams of one and two characters. Documents and queries alike."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from archive.chinese.folding import fold
from search.text.words import words


def folded(text: str) -> str:
    """The fold, with "?" for half a surrogate pair, which no term can hold."""
    return fold(text).encode(errors="replace").decode()


def word_terms(text: str) -> list[str]:
    return [word.text for word in words(folded(text))]


def characters(text: str) -> str:
    """What grams are made of: the folded text without its white space."""
    return "".join(folded(text).split())


def gram_terms(text: str) -> Iterator[tuple[str, int]]:
    """Every character and every two neighbours, each with the place of its first character."""
    run = characters(text)
    for place, character in enumerate(run):
        yield character, place
        if place + 1 < len(run):
            yield run[place : place + 2], place


# Whoosh writes the class paths of these two into the index: they carry no state, and renaming them needs a rebuild.


class WordAnalyzer(Analyzer):  # type: ignore[misc]
    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(**options)
        for text in word_terms(value):
            token.text = text
            yield token


class GramAnalyzer(Analyzer):  # type: ignore[misc]
    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(**options)
        for text, place in gram_terms(value):
            token.text, token.pos = text, place
            yield token
