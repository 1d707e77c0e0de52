"""Distinguishes tables of data, which are read row by row, from those that only lay out a page. Pure; reads no text."""

from typing import Any

from archive.chinese.marks import COLONS

CELLS = ("td", "th")
LEAST_ROWS = 2  # with LEAST_CELLS each
LEAST_CELLS = 2
LONGEST_CELL = 80  # characters; a report in a table has its text in a cell
LABEL_ENDS = tuple(COLONS)  # of a cell that labels the next one: such a table holds the report's metadata
MOST_LINKED = 0.5  # share of the characters that are links; a table with more is a list of links

BETWEEN_CELLS = "\t"  # separates the cells in the line of a row, on pages and in Word documents


def data_rows(root: Any) -> set[Any]:
    """Return the rows of all tables that hold data."""
    return {row for table in root.iter("table") if _holds_data(table) for row in table.iter("tr")}


def _holds_data(table: Any) -> bool:
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [[_text(cell) for cell in row.iterchildren(*CELLS)] for row in table.iter("tr")]
    if sum(sum(map(bool, row)) >= LEAST_CELLS for row in rows) < LEAST_ROWS:
        return False
    cells = [cell for row in rows for cell in row]
    if any(len(cell) > LONGEST_CELL or cell.endswith(LABEL_ENDS) for cell in cells):
        return False
    return len("".join(map(_text, table.iter("a")))) <= MOST_LINKED * len("".join(cells))


def _text(element: Any) -> str:
    return "".join("".join(element.itertext()).split())
