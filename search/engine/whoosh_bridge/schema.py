"""The fields of the index as Whoosh knows them: two for each text field, one for each numeric column.

This module must not write documents: Whoosh only reads this schema.
"""

from whoosh.fields import NUMERIC, STORED, FieldType, Schema
from whoosh.formats import Frequency, Positions

from search.engine.whoosh_bridge.analyzers import NgramAnalyzer, WordAnalyzer
from search.text.queries import ALL_FIELDS

COLUMNS = ("year", "published", "organization", "outlet", "keyword", "region", "unit")
LOWEST, HIGHEST = -(1 << 62), (1 << 62) - 1  # numbers a column may hold


def words_field(field: str) -> str:
    return f"{field}_words"


def ngrams_field(field: str) -> str:
    return f"{field}_ngrams"


def build_schema() -> Schema:
    schema = Schema(id=_number(stored=True, sortable=True), version=STORED, date=_number(sortable=True))
    for field in ALL_FIELDS:
        schema.add(words_field(field), FieldType(Frequency(), WordAnalyzer(), scorable=True))
        schema.add(ngrams_field(field), FieldType(Positions(), NgramAnalyzer(), scorable=True))
    for column in COLUMNS:
        schema.add(column, _number())
    return schema


def _number(**options: bool) -> NUMERIC:
    return NUMERIC(int, bits=64, signed=True, shift_step=0, **options)
