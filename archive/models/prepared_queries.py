"""A query that is compiled once and run many times with other values. Knows no model."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet, Value

NEVER = ""  # in place of the SQL of a query that no row can match

Values = str | int | Sequence[str] | Sequence[int]


class PreparedQuery:
    """A QuerySet of `values_list` that a function of named values builds once; `rows` runs it.

    Django takes several times as long to compile such a query as the database takes to answer it. The function is
    called once for each length of its lists, with placeholders in place of the values, so it cannot look at them.
    Values, and those in the rows, are texts and integers: they go to the database and come from it as they are.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self._build = build
        # The names and places of all values → database, SQL, its parameters
        self._compiled: dict[tuple[tuple[str, int | None], ...], tuple[str, str, Sequence[Any]]] = {}

    def rows(self, **values: Values) -> list[tuple[Any, ...]]:
        """Return all rows for these values; an `__in` takes a list or a tuple."""
        given = {(name, place): value for name, many in values.items() for place, value in _numbered(many)}
        if (shape := tuple(given)) not in self._compiled:
            self._compiled[shape] = self._compile(values)
        database, sql, parameters = self._compiled[shape]
        if sql == NEVER:
            return []
        with connections[database].cursor() as cursor:
            cursor.execute(sql, [given[it.value] if isinstance(it, _Placeholder) else it for it in parameters])
            return cursor.fetchall()

    def _compile(self, values: dict[str, Values]) -> tuple[str, str, Sequence[Any]]:
        queryset = self._build(**{name: _placeholders(name, value) for name, value in values.items()})
        try:
            return queryset.db, *queryset.query.get_compiler(queryset.db).as_sql()
        except EmptyResultSet:  # which Django raises for an empty `__in`
            return queryset.db, NEVER, ()


class _Placeholder(Value):
    """The parameter for a value that is not known yet, given as its name and its place in the list of that name."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


def _numbered(value: Values) -> Iterator[tuple[int | None, Any]]:
    return iter(enumerate(value) if isinstance(value, (list, tuple)) else [(None, value)])


def _placeholders(name: str, value: Values) -> _Placeholder | list[_Placeholder]:
    placeholders = [_Placeholder((name, place)) for place, _ in _numbered(value)]
    return placeholders if isinstance(value, (list, tuple)) else placeholders[0]
