"""Help when little is found: what may have been meant, what each word finds. Every line offered finds something."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from archive.chinese.folding import fold
from search.finding.index_access import backend, or_else
from search.finding.vocabulary import vocabulary, written
from search.text.grammar import read_query
from search.text.queries import And, Near, Or, Phrase, Query, Text
from search.text.suggestions import runs_of_words
from search.text.words import needed

FEW = 3  # hits below which help is offered
MOST_RUNS = 3  # of a query that are looked at
MOST_TRIED, MOST_SHOWN = 6, 3
MOST_WORDS = 8


@dataclass(frozen=True)
class Suggestion:
    """A line to search for, and how many reports that finds."""

    line: str
    total: int


@dataclass(frozen=True)
class Suggestions:
    """meant: the line with a word put right. words: each word alone, also one that finds nothing. phrases: parts."""

    meant: tuple[Suggestion, ...] = ()
    words: tuple[Suggestion, ...] = ()
    phrases: tuple[Suggestion, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.meant or self.words or self.phrases)


@or_else(lambda reason: Suggestions())
def suggestions(line: str, *, total: int) -> Suggestions:
    """What else could be searched for instead of *line*, which finds *total*; all candidates are counted at once."""
    query = read_query(line).query
    runs = list(dict.fromkeys(_runs(query)))[:MOST_RUNS] if query is not None and total < FEW else []
    if not runs:
        return Suggestions()
    meant = _first(_lines_meant(line, runs))
    words = _each_word(runs)
    phrases = _first(f"“{part}”" for run in runs for part in runs_of_words(run, MOST_TRIED)) if not total else []
    counted = _counted([*meant, *words, *phrases])
    return Suggestions(
        tuple(counted[one] for one in meant if counted[one].total > total)[:MOST_SHOWN],
        tuple(counted[one] for one in words),
        tuple(counted[one] for one in phrases if counted[one].total)[:MOST_SHOWN],
    )


def _first(lines: Iterable[str]) -> list[str]:
    return list(islice(dict.fromkeys(lines), MOST_TRIED))


def _counted(lines: list[str]) -> dict[str, Suggestion]:
    """Each of *lines* with how many reports it finds."""
    queries = {line: query for line in lines if (query := read_query(line).query)}
    totals = dict(zip(queries, backend().totals(list(queries.values())), strict=True)) if queries else {}
    return {line: Suggestion(line, totals.get(line, 0)) for line in lines}


def _runs(query: Query) -> Iterator[str]:
    """What is typed to be found: no field's, no part of what is denied."""
    match query:
        case Text(text, "") | Phrase(text, ""):
            yield text
        case Near(one, other, _, ""):
            yield from (one, other)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _runs(part)


def _lines_meant(line: str, runs: list[str]) -> Iterator[str]:
    """The runs joined, if they were typed apart; then the line with one word of a run in place of what was typed."""
    if len(runs) > 1 and "".join(line.split()) == "".join(runs):
        yield "".join(runs)
    known = vocabulary()
    for run in runs if known else ():
        for one in known.corrections.candidates(run, MOST_TRIED):
            yield line.replace(run, run[: one.start] + written(one.word) + run[one.end :], 1)


def _each_word(runs: list[str]) -> list[str]:
    """The words of *runs*; none of a single one, which is what was searched for."""
    found = list(dict.fromkeys(word for run in runs for word in needed(fold(run))))[:MOST_WORDS]
    return list(map(written, found)) if len(found) > 1 else []
