"""Completes what is being typed from known names and phrases: by characters, by pinyin, by initials. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from archive.chinese.folding import fold
from search.text.pinyin import syllables

MOST_TRIES = 2000  # places looked at in one column that turn out to begin inside a syllable or a known entry


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to complete to. kind: title, organization, keyword or phrase; id: of its record, 0 if it has none."""

    text: str
    kind: str
    weight: int
    id: int = 0


class Completions:
    """Made once from all entries; then each question is a search in a few long strings."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: (-entry.weight, len(entry.text), entry.text))
        folded = [fold(entry.text).replace("\n", " ") for entry in self._entries]
        read = [syllables(text) for text in folded]
        self._characters = _Column([list(text) for text in folded])
        self._pinyin = _Column(read)
        self._initials = _Column([[syllable[:1] for syllable in syllables] for syllables in read])

    def complete(self, typed: str, limit: int) -> tuple[Entry, ...]:
        """At most *limit* entries: first those that begin with what is typed, of these the weightiest first."""
        wanted = "".join(fold(typed).split())
        if not wanted:
            return ()
        columns = [self._characters]
        if wanted.isascii():
            columns += [self._initials, self._pinyin]
        found: dict[int, None] = {}
        for matches in (_Column.beginning, _Column.holding):
            for column in columns:
                for index in islice(matches(column, wanted), limit):
                    found.setdefault(index)
        return tuple(self._entries[index] for index in islice(found, limit))


class _Column:
    """One spelling of every entry, end to end; a match begins where a piece begins."""

    def __init__(self, spelled: Sequence[Sequence[str]]) -> None:
        lines = ["".join(pieces) for pieces in spelled]
        self._text = "\n" + "\n".join(lines)
        self._starts = [1, *accumulate((len(line) + 1 for line in lines), initial=1)][1:-1]
        self._begins = bytearray(len(self._text) + 1)
        for start, pieces in zip(self._starts, spelled, strict=True):
            for place in accumulate(map(len, pieces), initial=start):
                self._begins[place] = 1

    def beginning(self, wanted: str) -> Iterator[int]:
        """Entries that begin with *wanted*, in order."""
        return (index for index, _ in self._found("\n" + wanted, 1))

    def holding(self, wanted: str) -> Iterator[int]:
        """Entries that hold *wanted* from the beginning of a piece on, in order."""
        return (index for index, place in self._found(wanted, 0) if self._begins[place])

    def _found(self, wanted: str, offset: int) -> Iterator[tuple[int, int]]:
        place = self._text.find(wanted)
        for _ in range(MOST_TRIES):
            if place < 0:
                return
            yield bisect_right(self._starts, place + offset) - 1, place + offset
            place = self._text.find(wanted, place + 1)
