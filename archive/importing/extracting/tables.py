"""Which tables of a page hold data, to be read row by row; all others only place text on the page. Pure."""

from typing import Any

CELLS = ("td", "th")
LEAST_ROWS = 2  # with LEAST_CELLS each
LEAST_CELLS = 2
LONGEST_CELL = 80  # characters; a report in a table has its text in a cell
LABEL_ENDS = ("：", ":")  # of a cell that names what the next one says: facts of the report, which are read as such
MOST_LINKED = 0.5  # share of the characters that are links: above it, a table is a list of links

BETWEEN_CELLS = "\t"  # in the line of a row, as in those of Word's tables


def data_rows(root: Any) -> set[Any]:
    """The rows of all tables that hold data."""
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
