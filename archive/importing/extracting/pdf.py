"""Lines of PDF files that hold text, with the lines of a paragraph joined again. Pure."""

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from archive.importing.records import ExtractedDocument, InputError, TextLine

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells every small flaw of a file on stderr

SENTENCE_END = re.compile(r"[。！？；：!?;:][”’」』）)]*$")
BEGINS_ANEW = re.compile(
    r"[　 ]{2}|[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十\d]+[)）]|第.{1,4}[章条條节節]|\d+[.、．]"
)
FULL = 2  # Chinese characters that a line may fall short of the longest and still run on into the next
NARROWEST = 15  # Chinese characters; shorter lines are headings and cells, which never run on


def read_pdf(content: bytes) -> ExtractedDocument:
    """The lines of all pages. Raises InputError for a damaged, locked or merely photographed document."""
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
    """A page's paragraphs: a line as wide as the page runs on into the next, unless either says otherwise."""
    longest = max(map(_width, lines), default=0)
    paragraph = ""
    for line in filter(str.strip, lines):
        if paragraph and BEGINS_ANEW.match(line):
            yield paragraph
            paragraph = ""
        paragraph += line.strip()
        full = _width(line) >= max(longest - FULL, NARROWEST)
        if not full or SENTENCE_END.search(line.strip()):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _width(line: str) -> float:
    """In Chinese characters, each as wide as two of ASCII."""
    return sum(0.5 if character.isascii() else 1 for character in line.strip())
