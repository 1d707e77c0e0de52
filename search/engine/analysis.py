"""How text becomes the terms of the index: words, and grams of one and two characters. Documents and queries alike."""

from collections.abc import Iterator

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
