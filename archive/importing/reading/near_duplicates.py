"""Same and nearly the same texts: digests, MinHash bands, resemblance, all of folded text. Pure."""

import hashlib
import re
from dataclasses import dataclass

import numpy

from archive.chinese.folding import fold
from archive.importing.records import ArticleRecord

SHINGLE = 5  # characters; texts are compared by their shingles, the runs of so many characters
SHORTEST = 100  # characters of a text that has bands; so short a text repeats others by chance
LEAST_RESEMBLANCE = 0.5  # of near-duplicates: one character in fifteen is changed, or half of the text is left out

# MinHash (Broder 1997): the share of equal minima of two texts estimates their resemblance. Locality-sensitive hashing
# compares minima in bands of ROWS: texts of resemblance r have at least one of BANDS bands in common with probability
# 1 - (1 - r**ROWS) ** BANDS, which is 0.98 at 0.6, 0.88 at 0.5, 0.002 at 0.05.
BANDS, ROWS = 16, 3
GOLDEN = 0x9E3779B97F4A7C15  # odd multipliers that spread well: splitmix64's
MIXING = 0xBF58476D1CE4E5B9
WORD = 2**64

NOT_COMPARED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The values by which a record's text is found again: a digest of the same text, LSH bands of nearly the same."""

    digest: str
    bands: tuple[int, ...]

    @classmethod
    def of(cls, record: ArticleRecord) -> "Fingerprint":
        return cls(text_digest(record), lsh_bands(comparable(text_of(record))))


def text_digest(record: ArticleRecord) -> str:
    """Return the SHA-256 of the record's text, folded and without white space; "" for a record without text."""
    text = "".join(fold(text_of(record)).split())
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def text_of(record: ArticleRecord) -> str:
    """Return the text of all sections in one piece."""
    return "".join(section.content for section in record.walk())


def comparable(text: str) -> str:
    """Return the folded letters and digits of *text*: sites differ in how they set spaces and punctuation."""
    return NOT_COMPARED.sub("", fold(text))


def lsh_bands(text: str) -> tuple[int, ...]:
    """Return BANDS signed 64-bit numbers, some of which near-duplicates have in common; () for a short text.

    *text* is comparable.
    """
    if len(text) < SHORTEST:
        return ()
    shingles = _hashed_shingles(text)
    minima = [int((shingles * factor).min()) for factor in _factors(BANDS * ROWS)]
    return tuple(_band(number, minima[number * ROWS : (number + 1) * ROWS]) for number in range(BANDS))


def resemblance(one: str, other: str) -> float:
    """Return the Jaccard similarity (0 to 1) of the two comparable texts' sets of shingles."""
    if min(len(one), len(other)) < SHINGLE:
        return 0.0
    ours, theirs = numpy.unique(_hashed_shingles(one)), numpy.unique(_hashed_shingles(other))
    common = len(numpy.intersect1d(ours, theirs, assume_unique=True))
    return common / (len(ours) + len(theirs) - common)


def _hashed_shingles(text: str) -> "numpy.typing.NDArray[numpy.uint64]":
    codes = numpy.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(numpy.uint64)
    hashes = numpy.zeros(len(codes) - SHINGLE + 1, dtype=numpy.uint64)
    for offset in range(SHINGLE):
        hashes = (hashes + codes[offset : len(hashes) + offset]) * numpy.uint64(GOLDEN)
        hashes ^= hashes >> numpy.uint64(29)
    return hashes


def _factors(count: int) -> list[numpy.uint64]:
    """Return odd numbers, the same in every process; multiplying by one of them permutes the hashes."""
    return [numpy.uint64((number * GOLDEN * MIXING + GOLDEN) % WORD | 1) for number in range(1, count + 1)]


def _band(number: int, minima: list[int]) -> int:
    digest = hashlib.blake2b(repr((number, *minima)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
