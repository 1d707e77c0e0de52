"""Tables as lines of CSV that spreadsheet programs read safely. Knows no records."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import StringIO

from archive.chinese.numerals import in_digits

# Spreadsheet programs take a cell that begins so for a formula; an apostrophe makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"  # tells spreadsheet programs that the table is UTF-8


def csv_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield a header of *columns* behind the byte order mark, then one line for each of *rows*."""
    yield BYTE_ORDER_MARK + csv_line(columns)
    for row in rows:
        yield csv_line(row)


def csv_line(cells: Iterable[object]) -> str:
    """Return one line of CSV, ended by CR LF. A decimal is written in digits, None as an empty cell."""
    line = StringIO()
    csv.writer(line).writerow([_written(cell) for cell in cells])
    return line.getvalue()


def _written(cell: object) -> str:
    if isinstance(cell, Decimal):
        return in_digits(cell)
    return "" if cell is None else harmless(str(cell))


def harmless(cell: str) -> str:
    """Return the text so that no spreadsheet program takes it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
