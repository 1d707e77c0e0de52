"""The runs of text that a query asks for: as they are, verbatim, in the other script. Pure; looks nothing up."""

from collections.abc import Iterator

from archive.chinese.conversion import converted
from archive.chinese.folding import fold
from search.text.queries import And, Not, Or, Phrase, Prefix, Query, Text

Leaf = Text | Phrase | Prefix


def wanted(query: Query | None) -> tuple[Leaf, ...]:
    """Its texts that say something, none twice whatever the script, in their order; nothing that is denied."""
    found: dict[tuple[str, str], Leaf] = {}
    for leaf in _leaves(query):
        if leaf.text.strip():
            found.setdefault((fold(leaf.text), leaf.field), leaf)
    return tuple(found.values())


def _leaves(query: Query | None) -> Iterator[Leaf]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case Text() | Phrase() | Prefix():
            yield query


def verbatim(query: Query) -> Query:
    """The same query, but each run must stand as it is, not only its words."""
    match query:
        case And(parts):
            return And(tuple(map(verbatim, parts)))
        case Or(parts):
            return Or(tuple(map(verbatim, parts)))
        case Not(part):
            return Not(verbatim(part))
        case Text(text, field):
            return Phrase(text, field)
    return query


def other_forms(query: Query | None) -> tuple[str, ...]:
    """What is found besides, since both scripts are searched: each run in the script it was not typed in."""
    found: dict[str, None] = {}
    for leaf in wanted(query):
        for script in ("hans", "hant"):
            form = converted(leaf.text, script)
            if form != leaf.text:
                found[form] = None
    return tuple(found)
