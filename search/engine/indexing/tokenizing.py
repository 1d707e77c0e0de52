"""Tokenizing: batches of texts become the tokens of the index, which are folded characters and words.

The words are exactly those that `search.text.words` gives for each text, at the cost of one segmenter call per text.
This module must not count or sort tokens: `search.engine.indexing.inverting` does.
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

BREAK = ord("\n")  # replaces each run of other than Chinese characters in what the segmenter gets
WHITE_SPACE = 0  # the code that all white space is folded to here


class WordNumbers(dict[str, int]):
    """Word → number. A new word gets the next number when it is looked up."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(frozen=True)
class TokenBatch:
    """The folded texts of one field, one text per document, end to end.

    codes: the code points of all texts, white space as WHITE_SPACE. lengths: the length of each text in code points.
    """

    codes: NDArray[np.uint32]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "TokenBatch":
        codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4")
        return cls(_fold_codes()[codes], np.fromiter(map(len, texts), np.int64, len(texts)))

    @cached_property
    def doc_ids(self) -> NDArray[np.uint32]:
        """The document of each code."""
        return np.repeat(np.arange(self.lengths.size, dtype=np.uint32), self.lengths)

    def characters(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Return the codes that are not white space, in the order of the text, and the document of each."""
        kept = np.flatnonzero(self.codes)
        return self.codes[kept], self.doc_ids[kept]

    def words(self, numbers: WordNumbers) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Return the numbers of all words, and the document of each. New words are added to *numbers*.

        The Chinese words of all documents come first, then the others: their order in the text is not kept.
        """
        cut = segmenter().cut_for_search
        found = [
            _numbered([list(cut(text)) for text in self._chinese_texts()], numbers),
            _numbered([OTHER_WORD.findall(text) for text in _texts(self.codes, self.lengths)], numbers),
        ]
        words, doc_ids = (np.concatenate(parts) for parts in zip(*found, strict=True))
        real = np.flatnonzero(words != numbers[chr(BREAK)])
        return words[real], doc_ids[real]

    def _chinese_texts(self) -> list[str]:
        """Return the texts with each run of other than Chinese characters replaced by one BREAK."""
        chinese = _is_chinese()[self.codes]
        kept = np.flatnonzero(chinese | np.append(True, chinese[:-1]))
        codes = np.where(chinese, self.codes, BREAK)[kept]
        return _texts(codes, np.bincount(self.doc_ids[kept], minlength=self.lengths.size))


def _texts(codes: NDArray[np.uint32], lengths: NDArray[np.int64]) -> list[str]:
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    ends = np.cumsum(lengths).tolist()
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _numbered(words: list[list[str]], numbers: WordNumbers) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the number of each word, document after document, and the document of each."""
    counts = np.fromiter(map(len, words), np.int64, len(words))
    doc_ids = np.repeat(np.arange(counts.size, dtype=np.uint32), counts)
    return np.fromiter(map(numbers.__getitem__, chain.from_iterable(words)), np.uint32, doc_ids.size), doc_ids


@cache
def _fold_codes() -> NDArray[np.uint32]:
    """Return the table from code point to folded code point."""
    table = np.arange(CODE_POINTS, dtype=np.uint32)
    for code, folded in fold_table().items():
        table[code] = ord(folded)
    table[0xD800:0xE000] = ord("?")  # as search.engine.analysis.folded has it
    table[0] = NUL
    white = [code for code in range(0x3001) if chr(code).isspace()]
    table[np.isin(table, white)] = WHITE_SPACE
    return table


@cache
def _is_chinese() -> NDArray[np.bool_]:
    """Return the table from code point to whether the segmenter takes the character."""
    chinese = np.zeros(CODE_POINTS, bool)
    chinese[[code for code in range(0x10000) if not NOT_HAN.match(chr(code))]] = True
    return chinese
