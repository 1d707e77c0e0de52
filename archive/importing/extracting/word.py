"""Lines of Word documents (.docx), one for each row of a table. Pure; does not look for metadata or boilerplate."""

import io
import re
from typing import Any, NamedTuple

from docx import Document as open_document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from archive.importing.extracting.tables import BETWEEN_CELLS
from archive.importing.records import ExtractedDocument, InputError, TextLine

HEADING = re.compile(r"heading [1-6]|title|标题(?: ?[1-6])?", re.IGNORECASE)


class _WordLine(NamedTuple):
    text: str
    heading: bool = False


def read_word(content: bytes) -> ExtractedDocument:
    """Read the document's paragraphs and rows in order. Raises InputError for anything but a Word document."""
    try:
        parts = open_document(io.BytesIO(content)).iter_inner_content()
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise InputError("format", 0, "Not a Word document (.docx). Save it again, or as text.") from error
    texts = [line for part in parts for line in (_rows(part) if isinstance(part, Table) else _paragraph(part))]
    shown = [(text.strip(), heading) for text, heading in texts if text.strip()]
    return ExtractedDocument(
        tuple(TextLine(number, text, heading=heading) for number, (text, heading) in enumerate(shown, start=1))
    )


def _paragraph(paragraph: Any) -> list[_WordLine]:
    style = paragraph.style.name if paragraph.style is not None else ""
    heading = HEADING.fullmatch(style or "") is not None
    return [_WordLine(line, heading) for line in paragraph.text.split("\n")]


def _rows(table: Table) -> list[_WordLine]:
    """Return one line for each row; a cell that spans columns occurs once."""
    rows = ([cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows)
    return [_WordLine(BETWEEN_CELLS.join(" ".join(text.split()) for text in row)) for row in rows]
