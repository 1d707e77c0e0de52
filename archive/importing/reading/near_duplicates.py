"""When two texts are the same, or nearly: digests, sketches, resemblance, all of folded text. Pure."""

import hashlib
import re
from dataclasses import dataclass

import numpy

from archive.chinese.folding import fold
from archive.importing.records import ArticleRecord

GRAM = 5  # characters that are compared together
LEAST_LETTERS = 100  # of a text that can be told to repeat another
NEARLY = 0.5  # resemblance from which a text repeats another: one character in fifteen changed, or half left out

# MinHash (Broder 1997): the share of equal minima of two texts estimates their resemblance. Minima are compared in
# bands of ROWS; texts of resemblance r share one of BANDS bands with probability 1 - (1 - r**ROWS) ** BANDS:
# 0.98 at 0.6, 0.88 at 0.5, 0.002 at 0.05.
BANDS, ROWS = 16, 3
GOLDEN = 0x9E3779B97F4A7C15  # odd multipliers that spread well: splitmix64's
MIXING = 0xBF58476D1CE4E5B9
WORD = 2**64

NOT_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """By what a record's text is found again: the digest of just this text, the sketch of nearly this one."""

    digest: str
    sketch: tuple[int, ...]

    @classmethod
    def of(cls, record: ArticleRecord) -> "Fingerprint":
        return cls(text_digest(record), sketch(letters(joined(record))))


def text_digest(record: ArticleRecord) -> str:
    """SHA-256 of the record's text, folded and without white space; empty for a record without text."""
    text = "".join(fold(joined(record)).split())
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def joined(record: ArticleRecord) -> str:
    """The record's text in one piece."""
    return "".join(section.content for section in record.walk())


def letters(text: str) -> str:
    """*text* as it is compared: folded letters and digits, no matter how a site sets spaces and points."""
    return NOT_LETTER.sub("", fold(text))


def sketch(text: str) -> tuple[int, ...]:
    """BANDS signed 64-bit numbers of which nearly the same texts share some; none of a short text.

    *text* is what `letters` gives.
    """
    if len(text) < LEAST_LETTERS:
        return ()
    grams = _hashed_grams(text)
    minima = [int((grams * factor).min()) for factor in _factors(BANDS * ROWS)]
    return tuple(_band(number, minima[number * ROWS : (number + 1) * ROWS]) for number in range(BANDS))


def resemblance(one: str, other: str) -> float:
    """Share of the five-character pieces of both texts that stand in both (Jaccard); 0 … 1."""
    if min(len(one), len(other)) < GRAM:
        return 0.0
    ours, theirs = numpy.unique(_hashed_grams(one)), numpy.unique(_hashed_grams(other))
    common = len(numpy.intersect1d(ours, theirs, assume_unique=True))
    return common / (len(ours) + len(theirs) - common)


def _hashed_grams(text: str) -> "numpy.typing.NDArray[numpy.uint64]":
    codes = numpy.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(numpy.uint64)
    hashes = numpy.zeros(len(codes) - GRAM + 1, dtype=numpy.uint64)
    for place in range(GRAM):
        hashes = (hashes + codes[place : len(hashes) + place]) * numpy.uint64(GOLDEN)
        hashes ^= hashes >> numpy.uint64(29)
    return hashes


def _factors(count: int) -> list[numpy.uint64]:
    """Odd numbers, the same in every process: multiplying by each orders the grams in a way of its own."""
    return [numpy.uint64((number * GOLDEN * MIXING + GOLDEN) % WORD | 1) for number in range(1, count + 1)]


def _band(number: int, minima: list[int]) -> int:
    digest = hashlib.blake2b(repr((number, *minima)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
