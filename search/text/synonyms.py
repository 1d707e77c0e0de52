"""Query expansion: adds words of the same meaning to a query. The groups of synonyms are handed in. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.chinese.folding import fold
from search.text.queries import And, Or, Phrase, Query, Text
from search.text.words import words

MOST_VARIANTS = 6  # of one run

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpandedQuery:
    """query: the one to evaluate. added: the words that it asks for beside the reader's own, each once."""

    query: Query
    added: tuple[str, ...] = ()


def expand_query(query: Query, groups: Sequence[Group]) -> ExpandedQuery:
    """Expand every run of *query* that holds a word of a group by variants with the group's other words.

    Phrases, prefixes, NEAR pairs and everything negated stay as they are.
    """
    members = {fold(word): group for group in groups for word in group}
    added: dict[str, None] = {}
    return ExpandedQuery(_expanded(query, members, added), tuple(added)) if members else ExpandedQuery(query)


def _expanded(query: Query, members: dict[str, Group], added: dict[str, None]) -> Query:
    match query:
        case And(parts):
            return And(tuple(_expanded(part, members, added) for part in parts))
        case Or(parts):
            return Or(tuple(_expanded(part, members, added) for part in parts))
        case Text(text, field):
            found = list(_variants(text, field, members))[:MOST_VARIANTS]
            added.update(dict.fromkeys(word for word, _ in found))
            return Or((query, *(variant for _, variant in found))) if found else query
    return query


def _variants(text: str, field: str, members: dict[str, Group]) -> Iterator[tuple[str, Text | Phrase]]:
    """Yield each synonym with the run in which it replaces the reader's word.

    A run that is nothing but the synonym becomes a phrase.
    """
    folded = fold(text)
    for word in sorted(words(folded), key=lambda word: word.start - word.end):
        for synonym in members.get(word.text, ()):
            if fold(synonym) not in folded:
                run = text[: word.start] + synonym + text[word.end :]
                yield synonym, Phrase(run, field) if run == synonym else Text(run, field)
