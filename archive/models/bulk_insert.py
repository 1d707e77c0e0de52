"""Many new rows of one table by one statement, many times as fast as bulk_create, which does more. Knows no model."""

from django.db import connections, models, router

from archive.chinese.folding import fold
from archive.models.folded import FoldedField

AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)  # databases take them so


def insert(model, rows):
    """Store *rows*, each with a value for every column but the key and the folds: {"article_id": 1, "raw": "12次", …}.

    Makes no instances, sends no signals, hands no keys back. Figures are most of what an import stores; their
    bulk_create took half of it.
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


def _values(field, rows, connection):
    """The column that *field* has in *rows*, as the database takes it."""
    if isinstance(field, FoldedField):
        return [fold(row[field.of]) for row in rows]
    values = [row[field.attname] for row in rows]
    if isinstance(field, AS_THEY_ARE):
        return values
    prepared = {value: value if value is None else field.get_db_prep_save(value, connection) for value in set(values)}
    return [prepared[value] for value in values]
