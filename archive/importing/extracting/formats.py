"""Chooses the extractor by the format. The one place that knows all formats. Pure; extracts nothing itself."""

import re
from collections.abc import Callable
from typing import Literal

from archive.importing.extracting.fields import parse_json, read_fields
from archive.importing.extracting.html import read_page
from archive.importing.extracting.pdf import read_pdf
from archive.importing.extracting.plain import read_markdown, read_text
from archive.importing.extracting.restoring import is_own_record, read_own_record
from archive.importing.extracting.word import read_word
from archive.importing.records import ArticleRecord, ExtractedDocument

Format = Literal["text", "html", "markdown", "json", "mhtml", "word", "pdf"]

SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".docx": "word",
    ".pdf": "pdf",
}  # all others are read as text
MEDIA_TYPES: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word",
}

# Binary formats need no decoding: they define how their characters are written.
BINARY: dict[Format, Callable[[bytes], ExtractedDocument]] = {"pdf": read_pdf, "word": read_word}

PAGE = re.compile(r"<!doctype html|<html[\s>]|<body[\s>]", re.IGNORECASE)
HEAD = 4000  # characters; hacked pages carry spam before their first tag


def extract(text: str, kind: Format) -> ExtractedDocument | ArticleRecord:
    """Return the document in *text*, or the finished record if it is one in the archive's own format.

    Raises InputError if the text is not of the format *kind*.
    """
    if kind == "json":
        data = parse_json(text)
        return read_own_record(data) if is_own_record(data) else read_fields(data)
    readers: dict[Format, Callable[[str], ExtractedDocument]] = {
        "html": read_page,
        "markdown": read_markdown,
        "text": read_text,
    }
    return readers["html" if PAGE.search(text, 0, HEAD) else kind](text)
