"""Lines of a web page with their layout, and the metadata in its head. Pure; removes nothing that a page shows."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree, html

from archive.importing.extracting.hidden import is_hidden
from archive.importing.extracting.mainblock import BlockLine, main_lines
from archive.importing.extracting.tables import BETWEEN_CELLS, CELLS, data_rows
from archive.importing.records import ExtractedDocument, InputError, Metadata, TextLine

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCK_NAMES = """
    address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form header
    hr li main marquee nav ol p pre section table tbody td tfoot th thead tr ul
"""
BLOCKS = HEADINGS | set(BLOCK_NAMES.split())
NAMES_OF_NO_TEXT = """
    audio button canvas head iframe map noscript object option script select style svg template textarea title video
"""
NOT_TEXT = frozenset(NAMES_OF_NO_TEXT.split())

BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
BOLD = {"b", "strong"}
MOSTLY = 0.9  # share of a line's characters that are bold in a bold line

# The name of a <meta> element in lower case → the field of the metadata.
META = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "published",
    "publishdate": "published",
    "article:published_time": "published",
    "og:release_date": "published",
    "weibo:article:create_at": "published",
    "contentsource": "outlet",
    "og:site_name": "site",
    "og:url": "url",
}
CHARSET = re.compile(rb"""<meta[^>]+?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+?encoding\s*=\s*["']([\w-]+)""", re.I)
HEAD_BYTES = 8192  # how far into a page browsers look for a declaration
BEGINNING = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)  # text before it is planted
CELL_END = "\x1f"  # marks the ends of cells while a row is put together, since cells hold all kinds of spaces
SPACE = re.compile(r"[ \t\r\n\f\xa0]+")  # not the ideographic space, which separates metadata in one line


def declared_charset(content: bytes) -> str:
    """Return the encoding that a page declares; "" if it declares none."""
    match = CHARSET.search(content[:HEAD_BYTES])
    return (match[1] or match[2]).decode("ascii") if match else ""


def read_page(text: str) -> ExtractedDocument:
    """Read the page's lines and the hints of its head. Raises InputError for a page without any element."""
    planted, page = _parted(text)
    root = _parsed(page)
    hints = _hints(root)
    lines, title = main_lines(_lines(root, above=planted.count("\n")), hints.title)
    return ExtractedDocument((*_planted_lines(planted), *lines), hints=replace(hints, title=title))


def _parted(text: str) -> tuple[str, str]:
    """Split the text before the beginning of the page from the page; without a mark of its beginning, all is page."""
    begins = BEGINNING.search(text)
    return (text[: begins.start()], text[begins.start() :]) if begins else ("", text)


def _planted_lines(text: str) -> tuple[TextLine, ...]:
    """Return the lines of the text before the page as hidden ones: browsers show them, but no site writes there."""
    if not text.strip():
        return ()
    try:
        lines = _lines(_parsed(text))
    except InputError:  # only comments
        return ()
    return tuple(replace(line, hidden=True, main=False) for line, _ in lines)


def _parsed(text: str) -> Any:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError as error:
        raise InputError("format", 1, "The page is empty.") from error


def _hints(root: Any) -> Metadata:
    found = {"title": SPACE.sub(" ", root.findtext(".//title") or "").strip()}
    for meta in root.iter("meta"):
        name = META.get((meta.get("name") or meta.get("property") or "").lower(), "")
        content = SPACE.sub(" ", meta.get("content") or "").strip()
        if name and content:
            found[name] = content
    return Metadata(**found)


# --- lines ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Pending:
    """A line being put together."""

    number: int = 0
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    strong: int = 0

    def add(self, text: str, number: int, *, in_link: bool, in_bold: bool) -> None:
        if text.strip():
            self.number = self.number or number
            self.linked += len(text.strip()) if in_link else 0
            self.strong += len("".join(text.split())) if in_bold else 0
        self.parts.append(text)


class _PageReader:
    """Collects lines, each with its block element, while the page's elements open and close."""

    def __init__(self, rows: set[Any], above: int) -> None:
        """Each element of *rows* becomes one line; numbers of lines count *above* more lines before the page."""
        self.lines: list[BlockLine] = []
        self._rows = rows
        self._above = above
        self._in_row = False
        self._blocks: list[Any] = []
        self._links = 0
        self._hidden = 0
        self._bold = 0
        self._below_picture = False
        self._shown = _Pending()
        self._unseen = _Pending()

    def open(self, element: Any) -> None:
        if element.tag in BLOCKS:
            self._break_line()
            self._blocks.append(element)
            self._in_row |= element in self._rows
        self._hidden += is_hidden(element)
        self._links += element.tag == "a"
        self._bold += _is_bold(element)
        self._below_picture |= element.tag == "img"
        self.add(element.text, element)

    def close(self, element: Any) -> None:
        self._links -= element.tag == "a"
        self._bold -= _is_bold(element)
        if is_hidden(element):
            self._unseen = self._taken(self._unseen, hidden=True)
            self._hidden -= 1
        if element.tag in BLOCKS:
            self._in_row &= element not in self._rows
            self._break_line(CELL_END if element.tag in CELLS else " ")
            self._blocks.pop()

    def add(self, text: str | None, element: Any) -> None:
        pending = self._unseen if self._hidden else self._shown
        pending.add(text or "", element.sourceline or 0, in_link=self._links > 0, in_bold=self._bold > 0)

    def _break_line(self, in_row: str = " ") -> None:
        """End the pending lines; inside a row only a piece of the line ends, which *in_row* separates from the next."""
        if self._in_row:
            self._shown.parts.append(in_row)
            return
        self._shown = self._taken(self._shown, hidden=False)
        self._unseen = self._taken(self._unseen, hidden=True)

    def _taken(self, pending: _Pending, *, hidden: bool) -> _Pending:
        text = _joined("".join(pending.parts))
        if text:
            block = self._blocks[-1] if self._blocks else None
            line = TextLine(
                self._above + pending.number,
                text,
                heading=block is not None and block.tag in HEADINGS,
                linked=min(1.0, pending.linked / len(text)),
                hidden=hidden,
                strong=pending.strong >= MOSTLY * len("".join(text.split())),
                beside_picture=self._below_picture,
            )
            self.lines.append(BlockLine(line, block))
            self._below_picture &= hidden
        return _Pending()


def _lines(root: Any, above: int = 0) -> list[BlockLine]:
    """Return each line of text with the block element around it, in the order of the page."""
    reader = _PageReader(data_rows(root), above)
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        readable = element.tag not in NOT_TEXT
        if event == "start" and readable:
            reader.open(element)
        elif event == "start":
            walker.skip_subtree()
        else:
            if readable:
                reader.close(element)
            reader.add(element.tail, element)
    return reader.lines


def _joined(text: str) -> str:
    """Return *text* with plain spaces, and with tabs between the cells of a row."""
    cells = SPACE.sub(" ", text).rstrip(f"{CELL_END} ").split(CELL_END)
    return BETWEEN_CELLS.join(cell.strip() for cell in cells).strip(" ")


def _is_bold(element: Any) -> bool:
    return element.tag in BOLD or BOLD_STYLE.search(element.get("style") or "") is not None
