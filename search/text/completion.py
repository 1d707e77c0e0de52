"""Completes what is being typed from known names and phrases: by characters, by pinyin, by initials. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import NamedTuple

from archive.chinese.folding import fold
from search.text.pinyin import syllables

MOST_TRIES = 2000  # matches of one kind that are looked at, wherever they begin


@dataclass(frozen=True, slots=True)
class CompletionEntry:
    """A text to complete to. kind: title, organization, keyword or phrase; id: of its row, 0 if it has none."""

    text: str
    kind: str
    weight: int
    id: int = 0


class Completions:
    """All entries to complete to, indexed once; each completion is then a search in a few long strings."""

    def __init__(self, entries: Iterable[CompletionEntry]) -> None:
        self._entries = sorted(entries, key=lambda entry: (-entry.weight, len(entry.text), entry.text))
        folded = [fold(entry.text).replace("\n", " ") for entry in self._entries]
        pinyin = [syllables(text) for text in folded]
        self._characters = _Spellings([list(text) for text in folded])
        self._pinyin = _Spellings(pinyin)
        self._initials = _Spellings([[syllable[:1] for syllable in entry] for entry in pinyin])

    def complete(self, typed: str, limit: int) -> tuple[CompletionEntry, ...]:
        """Return at most *limit* entries: those that begin with *typed* before those that hold it, each by weight."""
        prefix = "".join(fold(typed).split())
        if not prefix:
            return ()
        spellings = [self._characters]
        if prefix.isascii():
            spellings += [self._initials, self._pinyin]
        found: dict[int, None] = {}
        for matches in (_Spellings.beginning_with, _Spellings.holding):
            for spelling in spellings:
                for index in islice(matches(spelling, prefix), limit):
                    found.setdefault(index)
        return tuple(self._entries[index] for index in islice(found, limit))


class _Match(NamedTuple):
    entry: int  # index of the entry
    offset: int  # in the joined text


class _Spellings:
    """One spelling of every entry, joined into one text. A match may begin only where a syllable begins."""

    def __init__(self, spelled: Sequence[Sequence[str]]) -> None:
        """spelled: the syllables (characters, initials) of each entry."""
        lines = list(map("".join, spelled))
        self._text = "\n" + "\n".join(lines)
        self._starts = [1, *accumulate((len(line) + 1 for line in lines), initial=1)][1:-1]
        self._begins_syllable = bytearray(len(self._text) + 1)
        for start, pieces in zip(self._starts, spelled, strict=True):
            for offset in accumulate(map(len, pieces), initial=start):
                self._begins_syllable[offset] = 1

    def beginning_with(self, prefix: str) -> Iterator[int]:
        """Yield the entries that begin with *prefix*, in order."""
        return (match.entry for match in self._matches("\n" + prefix, 1))

    def holding(self, text: str) -> Iterator[int]:
        """Yield the entries that hold *text* from the beginning of a syllable on, in order."""
        return (match.entry for match in self._matches(text, 0) if self._begins_syllable[match.offset])

    def _matches(self, text: str, skipped: int) -> Iterator[_Match]:
        """Yield the matches of *text* without its first *skipped* characters; an entry may come several times."""
        found = self._text.find(text)
        for _ in range(MOST_TRIES):
            if found < 0:
                return
            yield _Match(bisect_right(self._starts, found + skipped) - 1, found + skipped)
            found = self._text.find(text, found + 1)
