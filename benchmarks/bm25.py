"""Plain BM25 over one kind of token, exactly as in the books: what our own ranking is measured against."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.75

Cut = Callable[[str], list[str]]


class Bm25:
    """An index of texts, each cut into tokens by *cut*; all numbers exact.

    score = Σ idf(t) · f·(k1+1) / (f + k1·(1 − b + b·length/mean length)), idf = ln(1 + (N − n + ½) / (n + ½)),
    over the tokens of the query, one that it has twice counting twice
    (Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009).
    """

    def __init__(self, texts: Sequence[str], cut: Cut) -> None:
        self._cut = cut
        self._numbers: dict[str, int] = {}
        cut_texts = [self._numbered(text) for text in texts]
        self._lengths = np.array([numbers.size for numbers in cut_texts], float)
        documents = np.repeat(np.arange(len(texts)), self._lengths.astype(int))
        postings, counts = np.unique(np.concatenate(cut_texts) * len(texts) + documents, return_counts=True)
        terms, self._documents = np.divmod(postings, len(texts))
        self._starts = terms.searchsorted(np.arange(len(self._numbers) + 1))
        self._impacts = self._saturated(counts)

    def best(self, query: str, limit: int) -> list[int]:
        """The *limit* best texts by index, ties by index, none that shares no token with *query*."""
        scores = np.zeros(self._lengths.size)
        for token in self._cut(query):
            if (number := self._numbers.get(token)) is not None:
                held = slice(self._starts[number], self._starts[number + 1])
                scores[self._documents[held]] += self._rarity(held) * self._impacts[held]
        found = np.flatnonzero(scores)
        order = np.lexsort((found, -scores[found]))
        return [int(index) for index in found[order[:limit]]]

    def _numbered(self, text: str) -> NDArray[np.int64]:
        return np.array([self._numbers.setdefault(token, len(self._numbers)) for token in self._cut(text)], np.int64)

    def _saturated(self, counts: NDArray[np.intp]) -> NDArray[np.float64]:
        shares = self._lengths[self._documents] / self._lengths.mean()
        saturated: NDArray[np.float64] = counts * (K1 + 1) / (counts + K1 * (1 - B + B * shares))
        return saturated

    def _rarity(self, held: slice) -> float:
        holding = int(held.stop) - int(held.start)
        return math.log1p((self._lengths.size - holding + 0.5) / (holding + 0.5))
