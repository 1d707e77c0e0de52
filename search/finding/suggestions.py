"""Help when little is found: what may have been meant, what each word finds. Every line offered finds something."""

from dataclasses import dataclass

from haystack.query import SearchQuerySet

from archive.chinese.folding import fold
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

    def __bool__(self):
        return bool(self.meant or self.words or self.phrases)


def suggestions(line, *, total):
    """What else could be searched for instead of *line*, which finds *total*."""
    query = read_query(line).query
    runs = list(dict.fromkeys(_runs(query)))[:MOST_RUNS] if query is not None and total < FEW else []
    if not runs:
        return Suggestions()
    meant = [one for one in _tried(_lines_meant(line, runs)) if one.total > total]
    phrases = (f"“{part}”" for run in runs for part in runs_of_words(run, MOST_TRIED)) if not total else ()
    return Suggestions(tuple(meant[:MOST_SHOWN]), _each_word(runs), tuple(_tried(phrases)[:MOST_SHOWN]))


def _runs(query: Query):
    """What is typed to be found: no field's, no part of what is denied."""
    match query:
        case Text(text, "") | Phrase(text, ""):
            yield text
        case Near(one, other, _, ""):
            yield from (one, other)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _runs(part)


def _lines_meant(line, runs):
    """The runs joined, if they were typed apart; then the line with one word of a run in place of what was typed."""
    if len(runs) > 1 and "".join(line.split()) == "".join(runs):
        yield "".join(runs)
    known = vocabulary()
    for run in runs if known else ():
        for one in known.corrections.candidates(run, MOST_TRIED):
            yield line.replace(run, run[: one.start] + written(one.word) + run[one.end :], 1)


def _each_word(runs):
    """Of a query of one word nothing: that is what was searched for."""
    found = list(dict.fromkeys(word for run in runs for word in needed(fold(run))))[:MOST_WORDS]
    return tuple(Suggestion(written(word), _total(word)) for word in found) if len(found) > 1 else ()


def _tried(lines):
    tried = (Suggestion(line, _total(line)) for line, _ in zip(dict.fromkeys(lines), range(MOST_TRIED), strict=False))
    return [suggestion for suggestion in tried if suggestion.total]


def _total(line):
    query = read_query(line).query
    return SearchQuerySet().filter(content=query).order_by("-published").count() if query else 0
