"""Lists the terms of a query and rewrites them: as phrases, in the other script. Pure; looks nothing up."""

from collections.abc import Iterator

from archive.chinese.conversion import converted
from archive.chinese.folding import fold
from search.text.queries import And, Not, Or, Phrase, Prefix, Query, Text

QueryTerm = Text | Phrase | Prefix


def query_terms(query: Query | None) -> tuple[QueryTerm, ...]:
    """Return the terms of *query* that are not blank and not negated, in order.

    Terms of the same field whose texts fold to the same are listed once.
    """
    found: dict[tuple[str, str], QueryTerm] = {}
    for term in _all_terms(query):
        if term.text.strip():
            found.setdefault((fold(term.text), term.field), term)
    return tuple(found.values())


def _all_terms(query: Query | None) -> Iterator[QueryTerm]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _all_terms(part)
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
    """Return each term's text in the script it was not typed in; both scripts are always searched."""
    found: dict[str, None] = {}
    for term in query_terms(query):
        for script in ("hans", "hant"):
            form = converted(term.text, script)
            if form != term.text:
                found[form] = None
    return tuple(found)
