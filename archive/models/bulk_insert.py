"""Insert many rows of one table by one statement, many times as fast as bulk_create. Knows no model.

It makes no instances, sends no signals and hands no keys back.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections, models, router

from archive.chinese.folding import fold
from archive.models.folded import FoldedField

# Fields whose values databases take as they are.
AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Store *rows*, each a value for every column but the key and the folds: {"article_id": 1, "raw": "12次", …}.

    Metrics are most of the rows that an import stores; their bulk_create took half of its time.
    """
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    columns = [_values(field, rows, connection) for field in fields]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", list(zip(*columns, strict=True)))


def _values(field: Any, rows: Sequence[Mapping[str, Any]], connection: Any) -> list[Any]:
    """Return the column that *field* has in *rows*, as the database takes it."""
    if isinstance(field, FoldedField):
        return [fold(row[field.of]) for row in rows]
    values = [row[field.attname] for row in rows]
    if isinstance(field, AS_THEY_ARE):
        return values
    prepared = {value: value if value is None else field.get_db_prep_save(value, connection) for value in set(values)}
    return [prepared[value] for value in values]
