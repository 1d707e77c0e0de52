"""Analysis: how one text becomes the terms of the index. The same for documents and queries.

Terms are words and n-grams: single characters (unigrams) and pairs of neighbours (bigrams). Documents are analyzed in
batches by `search.engine.indexing.tokenizing`, with the same result. This module must not know postings or queries.
"""

from collections.abc import Iterator

from archive.chinese.folding import fold
from search.text.words import words


def folded(text: str) -> str:
    """Return *text* folded, with "?" for half a surrogate pair, which no term can hold."""
    return fold(text).encode(errors="replace").decode()


def word_terms(text: str) -> list[str]:
    """Return the words of *text*, by position, repetitions included."""
    return [word.text for word in words(folded(text))]


def characters(text: str) -> str:
    """Return the characters that n-grams are made of: the folded text without its white space."""
    return "".join(folded(text).split())


def ngram_terms(text: str) -> Iterator[tuple[str, int]]:
    """Yield every character and every bigram, each with the position of its first character.

    Example: 税务 gives (税, 0), (税务, 0), (务, 1).
    """
    run = characters(text)
    for position, character in enumerate(run):
        yield character, position
        if position + 1 < len(run):
            yield run[position : position + 2], position
