"""Lines of Word documents (.docx), tables as rows of text. Pure."""

import io
import re
from typing import Any

from docx import Document as open_document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from archive.importing.extracting.tables import BETWEEN_CELLS
from archive.importing.records import ExtractedDocument, InputError, TextLine

HEADING = re.compile(r"heading [1-6]|title|标题(?: ?[1-6])?", re.IGNORECASE)


def read_word(content: bytes) -> ExtractedDocument:
    """The document's paragraphs and rows in order. Raises InputError for what is no Word document."""
    try:
        parts = open_document(io.BytesIO(content)).iter_inner_content()
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise InputError("format", 0, "Not a Word document (.docx). Save it again, or as text.") from error
    texts = [line for part in parts for line in (_rows(part) if isinstance(part, Table) else _paragraph(part))]
    shown = [(text.strip(), heading) for text, heading in texts if text.strip()]
    return ExtractedDocument(
        tuple(TextLine(number, text, heading=heading) for number, (text, heading) in enumerate(shown, start=1))
    )


def _paragraph(paragraph: Any) -> list[tuple[str, bool]]:
    """Its lines, and whether they are a heading."""
    style = paragraph.style.name if paragraph.style is not None else ""
    heading = HEADING.fullmatch(style or "") is not None
    return [(line, heading) for line in paragraph.text.split("\n")]


def _rows(table: Table) -> list[tuple[str, bool]]:
    """One line a row; a cell that spans columns counts once."""
    rows = ([cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows)
    return [(BETWEEN_CELLS.join(" ".join(text.split()) for text in row), False) for row in rows]
