"""The leaf queries of a query, those that match text by themselves; as phrases, and in the other script. Pure."""

from collections.abc import Iterator

from archive.chinese.conversion import converted
from archive.chinese.folding import fold
from search.text.queries import And, Not, Or, Phrase, Prefix, Query, Text

LeafQuery = Text | Phrase | Prefix


def leaf_queries(query: Query | None) -> tuple[LeafQuery, ...]:
    """Return the leaf queries of *query* that are not blank and not negated, in order.

    Of several for one field whose texts fold to the same, only the first is listed.
    """
    found: dict[tuple[str, str], LeafQuery] = {}
    for leaf in _all_leaves(query):
        if leaf.text.strip():
            found.setdefault((fold(leaf.text), leaf.field), leaf)
    return tuple(found.values())


def _all_leaves(query: Query | None) -> Iterator[LeafQuery]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _all_leaves(part)
        case Text() | Phrase() | Prefix():
            yield query


def as_phrases(query: Query) -> Query:
    """Return *query* with every unquoted run turned into a phrase, so that it matches verbatim only."""
    match query:
        case And(parts):
            return And(tuple(map(as_phrases, parts)))
        case Or(parts):
            return Or(tuple(map(as_phrases, parts)))
        case Not(part):
            return Not(as_phrases(part))
        case Text(text, field):
            return Phrase(text, field)
    return query


def other_script_forms(query: Query | None) -> tuple[str, ...]:
    """Return the text of each leaf query in the script it was not typed in; both scripts are always searched."""
    found: dict[str, None] = {}
    for leaf in leaf_queries(query):
        for script in ("hans", "hant"):
            form = converted(leaf.text, script)
            if form != leaf.text:
                found[form] = None
    return tuple(found)
