"""Suggests other lines when little is found: corrections, single words, phrases. Each comes with its number of hits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from archive.chinese.folding import fold
from search.finding.index_access import backend, or_else
from search.finding.vocabulary import vocabulary, written
from search.text.grammar import parse_query
from search.text.queries import And, Near, Or, Phrase, Query, Text
from search.text.suggestions import subphrases
from search.text.words import required_words

FEW = 3  # hits below which something is suggested
MOST_RUNS = 3  # of a query that are looked at
MOST_TRIED, MOST_SHOWN = 6, 3
MOST_WORDS = 8


@dataclass(frozen=True)
class Suggestion:
    """A line to search for, and how many articles it finds."""

    line: str
    total: int


@dataclass(frozen=True)
class Suggestions:
    """Suggestions for a line; false if there are none.

    meant: the line with a word corrected. words: each of its words alone, also one that finds nothing.
    phrases: parts of the line in quotation marks.
    """

    meant: tuple[Suggestion, ...] = ()
    words: tuple[Suggestion, ...] = ()
    phrases: tuple[Suggestion, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.meant or self.words or self.phrases)


@or_else(lambda reason: Suggestions())
def suggestions(line: str, *, total: int) -> Suggestions:
    """Suggest lines to search for instead of *line*, which finds *total*. All candidates are counted in one visit."""
    query = parse_query(line).query
    runs = list(dict.fromkeys(_runs(query)))[:MOST_RUNS] if query is not None and total < FEW else []
    if not runs:
        return Suggestions()
    meant = _first(_corrected_lines(line, runs))
    words = _each_word(runs)
    phrases = _first(f"“{part}”" for run in runs for part in subphrases(run, MOST_TRIED)) if not total else []
    counted = _counted([*meant, *words, *phrases])
    return Suggestions(
        tuple(counted[one] for one in meant if counted[one].total > total)[:MOST_SHOWN],
        tuple(counted[one] for one in words),
        tuple(counted[one] for one in phrases if counted[one].total)[:MOST_SHOWN],
    )


def _first(lines: Iterable[str]) -> list[str]:
    return list(islice(dict.fromkeys(lines), MOST_TRIED))


def _counted(lines: list[str]) -> dict[str, Suggestion]:
    """Return each of *lines* with the number of articles it finds."""
    queries = {line: query for line in lines if (query := parse_query(line).query)}
    totals = dict(zip(queries, backend().totals(list(queries.values())), strict=True)) if queries else {}
    return {line: Suggestion(line, totals.get(line, 0)) for line in lines}


def _runs(query: Query) -> Iterator[str]:
    """Yield the texts that are searched for in any field; nothing of what is excluded by a minus."""
    match query:
        case Text(text, "") | Phrase(text, ""):
            yield text
        case Near(one, other, _, ""):
            yield from (one, other)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _runs(part)


def _corrected_lines(line: str, runs: list[str]) -> Iterator[str]:
    """Yield the runs joined, if they were typed apart; then the line with one word of a run corrected."""
    if len(runs) > 1 and "".join(line.split()) == "".join(runs):
        yield "".join(runs)
    known = vocabulary()
    if known is None:
        return
    for run in runs:
        for one in known.corrections.candidates(run, MOST_TRIED):
            yield line.replace(run, run[: one.start] + written(one.word) + run[one.end :], 1)


def _each_word(runs: list[str]) -> list[str]:
    """Return the words of *runs*; none if there is only one, since the line has searched for it."""
    words = list(dict.fromkeys(word for run in runs for word in required_words(fold(run))))[:MOST_WORDS]
    return list(map(written, words)) if len(words) > 1 else []
