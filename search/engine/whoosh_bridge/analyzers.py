"""Whoosh's analyzers over our analysis: the same words and grams, as tokens."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from search.engine.analysis import gram_terms, word_terms

# Whoosh writes the class paths of these two into the index: they carry no state, and renaming them needs a rebuild.


class WordAnalyzer(Analyzer):
    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(**options)
        for text in word_terms(value):
            token.text = text
            yield token


class GramAnalyzer(Analyzer):
    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(**options)
        for text, place in gram_terms(value):
            token.text, token.pos = text, place
            yield token
