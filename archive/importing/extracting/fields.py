"""Reports as JSON: plain records as sites and crawlers save them. Pure."""

import json
import re
from typing import Any

from archive.importing.extracting.html import read_page
from archive.importing.extracting.plain import text_lines
from archive.importing.reading import without_invisible
from archive.importing.records import Document, Facts, InputError

# Fact → the names it goes by, the most telling first.
NAMES = {
    "title": ("title", "video_title", "headline", "subject"),
    "published": ("published_at", "date", "pub_date", "pubtime", "publish_date", "publish_time", "datetime", "time"),
    "outlet": ("source", "outlet", "media", "site"),
    "editor": ("editor",),
    "author": ("author", "authors", "writer"),
    "channel": ("channel", "channelName", "channel_name", "column"),
    "url": ("url", "link", "video_url", "original_url"),
    "keywords": ("keywords", "tags"),
    "organization": ("organization", "issuer"),
}
TEXT = ("text", "content", "body", "html", "article")
MARKUP = re.compile(r"</?(?:p|div|br|span|table|strong|section|h[1-6]|article)\b[^>]*>", re.IGNORECASE)


def parse_json(text: str) -> dict[str, Any]:
    """The JSON object that *text* is. Raises InputError where it is none."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError("json", error.lineno, f"Not JSON: {error.msg} at column {error.colno}.") from error
    except RecursionError as error:
        raise InputError("json", 1, "Not a record: the JSON is nested too deeply.") from error
    if not isinstance(value, dict):
        raise InputError("json", 1, 'Not a record: a JSON object such as {"id": …, "title": …, "text": …} is needed.')
    return value


def read_fields(record: dict[str, Any]) -> Document:
    """The document that a record of title, text and other fields describes.

    Raises InputError if it has neither text nor content.
    """
    levels = [record, *(value for value in record.values() if isinstance(value, dict))]
    text = _first(levels, TEXT)
    if not text:
        raise InputError("json", 1, f"The record has no text; it is looked for under {', '.join(TEXT)}.")
    facts = Facts(**{fact: _first(levels, names) for fact, names in NAMES.items()})
    lines = read_page(text).lines if MARKUP.search(text) else text_lines(text)
    return Document(lines, given=facts)


def _first(levels: list[dict[str, Any]], names: tuple[str, ...]) -> str:
    """The first of the named fields that says anything, the outermost level first."""
    texts = (_text(level.get(name)) for level in levels for name in names)
    return next(filter(None, texts), "")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(filter(None, map(_text, value)))
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    shown, _ = without_invisible(str(value).replace("\x00", ""))
    return shown.strip()
