"""Lines of plain text and Markdown. Pure; does not look for metadata or boilerplate."""

import re

from archive.importing.extracting.tables import BETWEEN_CELLS
from archive.importing.records import ExtractedDocument, TextLine

IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|<(https?://[^>\s]*)>")
HEADING = re.compile(r"#{1,6}\s+")
RULE = re.compile(r"\s*(?:-\s*){3,}|\s*(?:\*\s*){3,}")
ROW = re.compile(r"\|(.+)\|")
BELOW_HEADER = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")  # the line below the header that makes a table of lines with bars
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def text_lines(text: str, first: int = 1) -> tuple[TextLine, ...]:
    """Return the lines of *text* that are not empty, numbered from *first*."""
    return tuple(
        TextLine(number, line.strip()) for number, line in enumerate(text.split("\n"), start=first) if line.strip()
    )


def read_text(text: str) -> ExtractedDocument:
    return ExtractedDocument(text_lines(text))


def read_markdown(text: str) -> ExtractedDocument:
    """Read Markdown without its marks; images and rules have no text."""
    return ExtractedDocument(tuple(line for line in map(_unmarked, text_lines(text)) if line.text))


def _unmarked(line: TextLine) -> TextLine:
    heading = HEADING.match(line.text)
    strong = EMPHASIS.fullmatch(line.text) is not None
    no_text = RULE.fullmatch(line.text) or BELOW_HEADER.fullmatch(line.text)
    text = "" if no_text else line.text[heading.end() if heading else 0 :]
    text = EMPHASIS.sub(r"\2", LINK.sub(lambda link: link[1] or link[2], IMAGE.sub("", text)))
    if row := ROW.fullmatch(text):
        text = BETWEEN_CELLS.join(cell.strip() for cell in row[1].split("|"))
    return TextLine(line.number, text.strip(), heading=heading is not None, strong=strong)
