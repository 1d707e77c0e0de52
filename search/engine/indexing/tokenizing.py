"""Cuts batches of texts into the terms of the index: characters of the folded text, and words.

Exactly what search.text.words gives for each text, at the cost of one segmenter call per text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from archive.chinese.folding import fold_table
from search.engine.storage.layout import CODE_POINTS, NUL
from search.text.words import NOT_HAN, OTHER_WORD, segmenter

BREAK = ord("\n")  # what the segmenter gets for all that is not Chinese
WHITE = 0  # what white space folds to here


class Numbering(dict[str, int]):
    """Word → number, in the order of first sight."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(frozen=True)
class Batch:
    """Folded texts end to end, one per document: codes with white space as WHITE, and each text's length."""

    codes: NDArray[np.uint32]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Batch":
        codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4")
        return cls(_fold_codes()[codes], np.fromiter(map(len, texts), np.int64, len(texts)))

    @cached_property
    def documents(self) -> NDArray[np.uint32]:
        """The document each code is in."""
        return np.repeat(np.arange(self.lengths.size, dtype=np.uint32), self.lengths)

    def characters(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """The codes that are not white space, and their documents."""
        kept = np.flatnonzero(self.codes)
        return self.codes[kept], self.documents[kept]

    def words(self, numbering: Numbering) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """The numbers of all words, and their documents. New words get the next numbers."""
        cut = segmenter().cut_for_search
        found = [
            _numbers([list(cut(text)) for text in self._chinese()], numbering),
            _numbers([OTHER_WORD.findall(text) for text in _texts(self.codes, self.lengths)], numbering),
        ]
        numbers, documents = (np.concatenate(parts) for parts in zip(*found, strict=True))
        real = np.flatnonzero(numbers != numbering[chr(BREAK)])
        return numbers[real], documents[real]

    def _chinese(self) -> list[str]:
        """The texts with each run of other characters replaced by one BREAK."""
        chinese = _is_chinese()[self.codes]
        kept = np.flatnonzero(chinese | np.append(True, chinese[:-1]))
        codes = np.where(chinese, self.codes, BREAK)[kept]
        return _texts(codes, np.bincount(self.documents[kept], minlength=self.lengths.size))


def _texts(codes: NDArray[np.uint32], lengths: NDArray[np.int64]) -> list[str]:
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    ends = np.cumsum(lengths).tolist()
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _numbers(words: list[list[str]], numbering: Numbering) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    counts = np.fromiter(map(len, words), np.int64, len(words))
    numbers = map(numbering.__getitem__, chain.from_iterable(words))
    documents = np.repeat(np.arange(counts.size, dtype=np.uint32), counts)
    return np.fromiter(numbers, np.uint32, documents.size), documents


@cache
def _fold_codes() -> NDArray[np.uint32]:
    """Code point → folded code point."""
    table = np.arange(CODE_POINTS, dtype=np.uint32)
    for code, folded in fold_table().items():
        table[code] = ord(folded)
    table[0xD800:0xE000] = ord("?")  # as search.engine.analysis.folded has it
    table[0] = NUL
    white = [code for code in range(0x3001) if chr(code).isspace()]
    table[np.isin(table, white)] = WHITE
    return table


@cache
def _is_chinese() -> NDArray[np.bool_]:
    """Code point → whether the segmenter takes it."""
    chinese = np.zeros(CODE_POINTS, bool)
    chinese[[code for code in range(0x10000) if not NOT_HAN.match(chr(code))]] = True
    return chinese
