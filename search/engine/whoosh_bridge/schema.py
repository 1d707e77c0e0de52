"""What the index holds of a document, as Whoosh fields."""

from whoosh.fields import NUMERIC, STORED, FieldType, Schema
from whoosh.formats import Frequency, Positions

from search.engine.whoosh_bridge.analyzers import GramAnalyzer, WordAnalyzer
from search.text.queries import ALL_FIELDS

COLUMNS = ("year", "published", "organization", "outlet", "keyword", "region", "unit")
LOWEST, HIGHEST = -(1 << 62), (1 << 62) - 1  # numbers a column may hold


def words_field(field: str) -> str:
    return f"{field}_words"


def grams_field(field: str) -> str:
    return f"{field}_grams"


def build_schema() -> Schema:
    schema = Schema(id=_number(stored=True, sortable=True), version=STORED, date=_number(sortable=True))
    for field in ALL_FIELDS:
        schema.add(words_field(field), FieldType(Frequency(), WordAnalyzer(), scorable=True))
        schema.add(grams_field(field), FieldType(Positions(), GramAnalyzer(), scorable=True))
    for column in COLUMNS:
        schema.add(column, _number())
    return schema


def _number(**options: bool) -> NUMERIC:
    return NUMERIC(int, bits=64, signed=True, shift_step=0, **options)
