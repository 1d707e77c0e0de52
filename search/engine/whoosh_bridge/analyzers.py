"""Whoosh's analyzers over `search.engine.analysis`: they yield the same words and n-grams as Whoosh's tokens.

Whoosh writes the class paths of the two classes into the index, so they must carry no state, and renaming them needs
another index format.
"""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from search.engine.analysis import ngram_terms, word_terms


class WordAnalyzer(Analyzer):
    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(**options)
        for text in word_terms(value):
            token.text = text
            yield token


class NgramAnalyzer(Analyzer):
    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(**options)
        for text, position in ngram_terms(value):
            token.text, token.pos = text, position
            yield token
