"""Lines of PDF files, with the lines of a paragraph joined again. Pure; does not look for metadata or boilerplate."""

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from archive.chinese.marks import CLOSING_MARKS, ONE_TO_TEN, PARAGRAPH_ENDS
from archive.importing.records import ExtractedDocument, InputError, TextLine

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it logs every small flaw of a file

PARAGRAPH_END = re.compile(f"[{PARAGRAPH_ENDS}][{CLOSING_MARKS}]*$")
PARAGRAPH_START = re.compile(
    rf"[　 ]{{2}}|[{ONE_TO_TEN}]+[、是]|[（(][{ONE_TO_TEN}\d]+[)）]|第.{{1,4}}[章条條节節]|\d+[.、．]"
)
SHORTFALL = 2  # Chinese characters by which a line may be shorter than the longest and still run on into the next
NARROWEST = 15  # Chinese characters; shorter lines are headings and cells, which never run on


def read_pdf(content: bytes) -> ExtractedDocument:
    """Read the paragraphs of all pages. Raises InputError for a damaged, locked or merely photographed document."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("format", 0, "The PDF is locked with a password. Save it without one.")
        texts = [text for page in reader.pages for text in _joined(page.extract_text().split("\n"))]
    except PyPdfError as error:
        raise InputError("format", 0, f"The PDF is damaged ({error}). Save it again, or as text.") from error
    if not texts:
        raise InputError("format", 0, "The PDF holds no text, only pictures of it. Run text recognition (OCR) first.")
    return ExtractedDocument(tuple(TextLine(number, text) for number, text in enumerate(texts, start=1)))


def _joined(lines: list[str]) -> Iterator[str]:
    """Yield a page's paragraphs.

    A line as wide as the page runs on into the next one, unless it ends a paragraph or the next one begins one.
    """
    longest = max(map(_width, lines), default=0)
    paragraph = ""
    for line in filter(str.strip, lines):
        if paragraph and PARAGRAPH_START.match(line):
            yield paragraph
            paragraph = ""
        paragraph += line.strip()
        full = _width(line) >= max(longest - SHORTFALL, NARROWEST)
        if not full or PARAGRAPH_END.search(line.strip()):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _width(line: str) -> float:
    """Return the width of the line in Chinese characters, each as wide as two of ASCII."""
    return sum(0.5 if character.isascii() else 1 for character in line.strip())
