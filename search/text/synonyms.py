"""Widens a query by words that mean the same. The groups are handed in. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.chinese.folding import fold
from search.text.queries import And, Or, Phrase, Query, Text
from search.text.words import words

MOST_VARIANTS = 6  # of one run

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Widened:
    """query: the one to be asked. also: the words that it asks for beside those of the reader, none twice."""

    query: Query
    also: tuple[str, ...] = ()


def widened(query: Query, groups: Sequence[Group]) -> Widened:
    """*query* with every run that holds a word of a group asked for with the group's other words as well.

    Quoted runs, beginnings of words, runs near one another and all that is denied stay as they are.
    """
    members = {fold(word): group for group in groups for word in group}
    also: dict[str, None] = {}
    return Widened(_widened(query, members, also), tuple(also)) if members else Widened(query)


def _widened(query: Query, members: dict[str, Group], also: dict[str, None]) -> Query:
    match query:
        case And(parts):
            return And(tuple(_widened(part, members, also) for part in parts))
        case Or(parts):
            return Or(tuple(_widened(part, members, also) for part in parts))
        case Text(text, field):
            found = list(_variants(text, field, members))[:MOST_VARIANTS]
            also.update(dict.fromkeys(word for word, _ in found))
            return Or((query, *(variant for _, variant in found))) if found else query
    return query


def _variants(text: str, field: str, members: dict[str, Group]) -> Iterator[tuple[str, Text | Phrase]]:
    """(other word, the run with it in place of one of its own); a run that is the word gives way to a phrase."""
    folded = fold(text)
    for word in sorted(words(folded), key=lambda word: word.start - word.end):
        for other in members.get(word.text, ()):
            if fold(other) not in folded:
                run = text[: word.start] + other + text[word.end :]
                yield other, Phrase(run, field) if run == other else Text(run, field)
