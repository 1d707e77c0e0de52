"""A query compiled once and asked many times, each time of other values. Knows no model."""

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Value

NEVER = ""  # the SQL of what no row can answer


class Prepared:
    """A QuerySet of `values_list`, built once by a function of named values; `rows` asks it.

    Django takes several times as long to compile such a query as the database to answer it. The function gets
    stand-ins, once for every number of values that a list has had, so it cannot look at them. Values are texts
    and whole numbers, and so are those in the rows: as they are, they go to the database and come from it.
    """

    def __init__(self, build):
        self._build = build
        self._compiled = {}  # how many values each name has → (database, SQL, its parameters)

    def rows(self, **values):
        """All rows for these values; a list or tuple of them for an `__in`."""
        given = {(name, place): value for name, many in values.items() for place, value in _numbered(many)}
        if (shape := tuple(given)) not in self._compiled:
            self._compiled[shape] = self._compile(values)
        database, sql, parameters = self._compiled[shape]
        if sql == NEVER:
            return []
        with connections[database].cursor() as cursor:
            cursor.execute(sql, [given[it.value] if isinstance(it, _StandIn) else it for it in parameters])
            return cursor.fetchall()

    def _compile(self, values):
        stand_ins = {name: _standing_in(name, value) for name, value in values.items()}
        queryset = self._build(**stand_ins)
        try:
            return queryset.db, *queryset.query.get_compiler(queryset.db).as_sql()
        except EmptyResultSet:  # Django's word for what an empty `__in` asks for
            return queryset.db, NEVER, ()


class _StandIn(Value):
    """Stands in a query for a value that is not known yet: (its name, its place among those of the name)."""

    def as_sql(self, compiler, connection):
        return "%s", [self]


def _numbered(value):
    return enumerate(value) if isinstance(value, (list, tuple)) else [(None, value)]


def _standing_in(name, value):
    stand_ins = [_StandIn((name, place)) for place, _ in _numbered(value)]
    return stand_ins if isinstance(value, (list, tuple)) else stand_ins[0]
