"""Compiles Haystack's filters to query values. Knows no engine and runs nothing."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from haystack.backends import SearchNode
from haystack.exceptions import SearchFieldError
from haystack.inputs import BaseInput, Exact
from haystack.inputs import Not as NotInput

from search.indexing.documents import day_number
from search.text.grammar import parse_query
from search.text.queries import ALL_FIELDS, And, Everything, Not, Or, Phrase, Prefix, Query, Range, Text

NOTHING = Or(())
CONTENT = ("content", "text")  # Haystack's names for all text fields together
COLUMNS = {
    "year": "year",
    "published": "published",
    "published_at": "published",
    "organization": "organization",
    "outlet": "outlet",
    "keyword": "keyword",
    "region": "region",
    "unit": "unit",
}


def query_of(node: SearchNode) -> Query:
    """Return the query value of a SearchNode tree. Raises SearchFieldError for an unknown field or lookup."""
    parts = tuple(map(_part, node.children))
    if not parts:
        return Everything()
    joined = parts[0] if len(parts) == 1 else And(parts) if node.connector == node.AND else Or(parts)
    return Not(joined) if node.negated else joined


def narrowed(line: str | Query) -> Query:
    """Return the query of `narrow("organization:3 OR year:2018..2020")`: the grammar with every column as a field."""
    if isinstance(line, str):
        return parse_query(line, columns=COLUMNS).query or NOTHING
    return line


def narrowing_text(field: str, lookup: str, value: Any) -> str:
    """Write one filter as a line that `narrowed` reads back, as Haystack asks for it.

    narrowing_text("year", "gte", 2018) == "year:2018.."
    """
    if field not in COLUMNS:
        raise SearchFieldError(f"narrow() takes {', '.join(COLUMNS)}, not {field!r}. Use filter() for text.")
    ranges = _ranges(COLUMNS[field], lookup, value)
    return " OR ".join(f"{field}:{_written(one.low)}..{_written(one.high)}" for one in ranges)


def _written(number: int | None) -> str:
    return "" if number is None else str(number)


def _part(child: Any) -> Query:
    """Compile a child of a SearchNode: another node, or a pair such as ("year__gte", 2018)."""
    if isinstance(child, SearchNode):
        return query_of(child)
    expression, value = child
    field, lookup = SearchNode().split_expression(expression)
    if field in CONTENT or field in ALL_FIELDS:
        return _text("" if field in CONTENT else field, lookup, value)
    if field in COLUMNS:
        ranges = _ranges(COLUMNS[field], lookup, value)
        return ranges[0] if len(ranges) == 1 else Or(ranges)
    known = ", ".join(sorted({*CONTENT, *ALL_FIELDS, *COLUMNS}))
    raise SearchFieldError(f"There is no field {field!r} to search in. Use one of {known}.")


# --- text ---------------------------------------------------------------------------------------


def _text(field: str, lookup: str, value: Any) -> Query:
    if lookup not in TEXT_LOOKUPS:
        raise SearchFieldError(f"Text cannot be looked up by {lookup!r}. Use one of {', '.join(TEXT_LOOKUPS)}.")
    return TEXT_LOOKUPS[lookup](field, value)


def _typed(field: str, value: Any) -> Query:
    """Compile a line in our grammar, a query value, or one of Haystack's input objects."""
    if isinstance(value, Query):
        return value
    if isinstance(value, Exact):
        return Phrase(value.query_string, field)
    query = parse_query(str(value), field=field).query or NOTHING
    return Not(query) if isinstance(value, NotInput) else query


def _any_of(field: str, values: Iterable[Any]) -> Query:
    return Or(tuple(_typed(field, value) for value in values))


def _value(kind: type[Text] | type[Phrase] | type[Prefix], field: str, value: Any) -> Query:
    return kind(str(value), field)


TEXT_LOOKUPS: dict[str, Callable[[str, Any], Query]] = {
    "content": _typed,
    "contains": partial(_value, Text),
    "exact": partial(_value, Phrase),
    "startswith": partial(_value, Prefix),
    "in": _any_of,
}

# --- columns ------------------------------------------------------------------------------------


def _ranges(column: str, lookup: str, value: Any) -> tuple[Range, ...]:
    """Return the alternative ranges that a lookup on a column asks for."""
    if lookup not in COLUMN_LOOKUPS:
        raise SearchFieldError(f"{column} cannot be looked up by {lookup!r}. Use one of {', '.join(COLUMN_LOOKUPS)}.")
    return tuple(Range(column, low, high) for low, high in COLUMN_LOOKUPS[lookup](value))


def _number(value: Any) -> int:
    """Return a whole number: the day number of a date, the id of a record, or the number itself."""
    value = value.query_string if isinstance(value, BaseInput) else value
    if isinstance(value, date):
        return day_number(value)
    try:
        return int(getattr(value, "pk", value))
    except (TypeError, ValueError) as error:
        raise SearchFieldError(f"{value!r} is no whole number, date or record") from error


Ends = tuple[int | None, int | None]  # inclusive; None: open


def _equal(value: Any) -> list[Ends]:
    return [(_number(value), _number(value))]


def _between(ends: tuple[Any, Any]) -> list[Ends]:
    low, high = ends
    return [(_number(low), _number(high))]


COLUMN_LOOKUPS: dict[str, Callable[[Any], list[Ends]]] = {
    "content": _equal,
    "exact": _equal,
    "gt": lambda value: [(_number(value) + 1, None)],
    "gte": lambda value: [(_number(value), None)],
    "lt": lambda value: [(None, _number(value) - 1)],
    "lte": lambda value: [(None, _number(value))],
    "in": lambda values: [ends for value in values for ends in _equal(value)],
    "range": _between,
}
