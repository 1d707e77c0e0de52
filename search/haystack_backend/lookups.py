"""Haystack's filters into query values. Knows no engine and runs nothing."""

from datetime import date
from functools import partial

from haystack.backends import SearchNode
from haystack.exceptions import SearchFieldError
from haystack.inputs import BaseInput, Exact
from haystack.inputs import Not as NotInput

from search.indexing.documents import day_number
from search.text.grammar import read_query
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
QUERY_TYPES = Query.__args__


def query_of(node):
    """The query value of a SearchNode tree. Raises SearchFieldError on a field or lookup that there is not."""
    parts = tuple(map(_part, node.children))
    if not parts:
        return Everything()
    joined = parts[0] if len(parts) == 1 else And(parts) if node.connector == node.AND else Or(parts)
    return Not(joined) if node.negated else joined


def narrowed(line):
    """What `narrow("organization:3 OR year:2018..2020")` asks for: the grammar with every column named."""
    if isinstance(line, QUERY_TYPES):
        return line
    return read_query(line, columns=COLUMNS).query or NOTHING


def narrowing_text(field, lookup, value):
    """One filter as a line that `narrowed` reads back."""
    if field not in COLUMNS:
        raise SearchFieldError(f"narrow() takes {', '.join(COLUMNS)}, not {field!r}. Use filter() for text.")
    found = _column(COLUMNS[field], lookup, value)
    ranges = found.parts if isinstance(found, Or) else (found,)
    return " OR ".join(f"{field}:{_written(end.low)}..{_written(end.high)}" for end in ranges)


def _written(number):
    return "" if number is None else number


def _part(child):
    if isinstance(child, SearchNode):
        return query_of(child)
    expression, value = child
    field, lookup = SearchNode().split_expression(expression)
    if field in CONTENT or field in ALL_FIELDS:
        return _text("" if field in CONTENT else field, lookup, value)
    if field in COLUMNS:
        return _column(COLUMNS[field], lookup, value)
    raise SearchFieldError(f"There is no field {field!r} to search in. Use one of {_known_fields()}.")


def _known_fields():
    return ", ".join(sorted({*CONTENT, *ALL_FIELDS, *COLUMNS}))


# --- text ---------------------------------------------------------------------------------------


def _text(field, lookup, value):
    if lookup not in TEXT_LOOKUPS:
        raise SearchFieldError(f"Text cannot be looked up by {lookup!r}. Use one of {', '.join(TEXT_LOOKUPS)}.")
    return TEXT_LOOKUPS[lookup](field, value)


def _typed(field, value):
    """A line in our grammar, a value that was read before, or one of Haystack's input objects."""
    if isinstance(value, QUERY_TYPES):
        return value
    if isinstance(value, Exact):
        return Phrase(value.query_string, field)
    query = read_query(str(value), field=field).query or NOTHING
    return Not(query) if isinstance(value, NotInput) else query


def _any_of(field, values):
    return Or(tuple(_typed(field, value) for value in values))


def _value(kind, field, value):
    return kind(str(value), field)


TEXT_LOOKUPS = {
    "content": _typed,
    "contains": partial(_value, Text),
    "exact": partial(_value, Phrase),
    "startswith": partial(_value, Prefix),
    "in": _any_of,
}

# --- columns ------------------------------------------------------------------------------------


def _column(column, lookup, value):
    if lookup not in COLUMN_LOOKUPS:
        raise SearchFieldError(f"{column} cannot be looked up by {lookup!r}. Use one of {', '.join(COLUMN_LOOKUPS)}.")
    return COLUMN_LOOKUPS[lookup](column, value)


def _number(value):
    """A whole number: of a date its day, of a record its id."""
    value = value.query_string if isinstance(value, BaseInput) else value
    if isinstance(value, date):
        return day_number(value)
    try:
        return int(getattr(value, "pk", value))
    except (TypeError, ValueError) as error:
        raise SearchFieldError(f"{value!r} is no whole number, date or record") from error


def _equal(column, value):
    return Range(column, _number(value), _number(value))


def _among(column, values):
    return Or(tuple(_equal(column, value) for value in values))


def _between(column, ends):
    low, high = ends
    return Range(column, _number(low), _number(high))


COLUMN_LOOKUPS = {
    "content": _equal,
    "exact": _equal,
    "gt": lambda column, value: Range(column, _number(value) + 1, None),
    "gte": lambda column, value: Range(column, _number(value), None),
    "lt": lambda column, value: Range(column, None, _number(value) - 1),
    "lte": lambda column, value: Range(column, None, _number(value)),
    "in": _among,
    "range": _between,
}
