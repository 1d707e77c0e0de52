"""Reports as JSON: plain records as sites and crawlers save them. Pure; the archive's own records are `restoring`'s."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from math import isfinite
from typing import Any

from archive.chinese.name_lists import join_names
from archive.importing.extracting.html import read_page
from archive.importing.extracting.plain import text_lines
from archive.importing.extracting.restoring import UNSTORABLE, is_own_record
from archive.importing.lines.dates import epoch_moment
from archive.importing.records import ExtractedDocument, InputError, Metadata

# Field of the metadata → its names in JSON, the most specific first; in any case, with or without _ and -.
NAMES = {
    "title": "title headline articletitle doctitle newstitle videotitle subject name 标题",
    "published": """
        publishedat date pubdate pubtime publishdate publishtime publishedtime datepublished releasetime releasedate
        datetime time ptime createtime createdat 发布时间 发布日期 日期 时间
    """,
    "outlet": "source outlet sourcename docsource contentsource origin media medianame publisher sitename site 来源",
    "editor": "editor editorname dutyeditor responsibleeditor 责任编辑 责编 编辑",
    "author": "author authors authorname writer byline creator 作者 记者",
    "channel": "channel channelname column columnname category section 栏目 频道",
    "url": "url link videourl originalurl sourceurl pageurl docurl href 链接 网址",
    "keywords": "keywords tags keyword 关键词 标签",
    "organization": "organization issuer issuingbody 发布机构",
}
TEXT = "text content body html article articlebody contenthtml doccontent maintext fulltext rawtext 正文 内容"
SEPARATORS = re.compile(r"[_\-\s]")
# The prefixes and suffixes that systems give to the names of fields: docPubTime, arcTitle, pubTimeStr.
ABOUT = re.compile(r"^(?:doc|arc|article|art|news|content|info)(?=[a-z]{4})|(?<=[a-z]{4})(?:str|text|show)$")
DEEPEST_LIST = 3  # objects around a list of records: {"data": {"page": {"list": […]}}}
TAG = re.compile(r"</?(?:em|b|i|font|span|strong|mark|br)\b[^<>]*>", re.IGNORECASE)  # in a title, as searches mark it
MARKUP = re.compile(r"</?(?:p|div|br|span|table|strong|section|h[1-6]|article)\b[^>]*>", re.IGNORECASE)


def parse_json(text: str) -> dict[str, Any]:
    """Return the JSON object that *text* is. Raises InputError if it is none."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError("json", error.lineno, f"Not JSON: {error.msg} at column {error.colno}.") from error
    except RecursionError as error:
        raise InputError("json", 1, "Not a record: the JSON is nested too deeply.") from error
    if not isinstance(value, dict):
        raise InputError("json", 1, 'Not a record: a JSON object such as {"id": …, "title": …, "text": …} is needed.')
    return value


def records_in(value: Any) -> list[Any] | None:
    """Return the records of a list, or of the object that an API wraps around a list; None for any other value."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or is_own_record(value) or _first(_levels(value), TEXT, _text):
        return None
    level = [value]
    for _ in range(DEEPEST_LIST):
        inner = [item for wrapper in level for item in wrapper.values()]
        for item in inner:
            if isinstance(item, list) and item and all(isinstance(record, dict) for record in item):
                return item
        level = [item for item in inner if isinstance(item, dict)]
    return None


def read_fields(record: dict[str, Any]) -> ExtractedDocument:
    """Return the document that a record of title, text and other fields describes.

    Raises InputError if none of the fields that may hold the text holds any.
    """
    levels = _levels(record)
    text = _first(levels, TEXT, _text)
    if not text:
        raise InputError(
            "json", 1, "The record has no text; it is looked for under text, content, body, html, article."
        )
    texts = {field: _first(levels, names, _names if field == "keywords" else _text) for field, names in NAMES.items()}
    metadata = Metadata(**{field: TAG.sub("", text) for field, text in texts.items()})
    lines = read_page(text).lines if MARKUP.search(text) else text_lines(text)
    return ExtractedDocument(lines, given=replace(metadata, published=_printed_moment(metadata.published)))


def _levels(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the record and the objects in it, with the names of their fields normalized.

    Names are in one spelling, and a field with a prefix or suffix has its name without these, too.
    """
    levels = [record, *(value for value in record.values() if isinstance(value, dict))]
    spelt = [{SEPARATORS.sub("", name).lower(): value for name, value in level.items()} for level in levels]
    return [{ABOUT.sub("", name): value for name, value in level.items()} | level for level in spelt]


def _first(levels: list[dict[str, Any]], names: str, read: Callable[[Any], str]) -> str:
    """Return the text of the first of the named fields that has any, in the outermost level first; else ""."""
    texts = (read(level.get(name)) for level in levels for name in names.split())
    return next(filter(None, texts), "")


def _printed_moment(published: str) -> str:
    """Return seconds or milliseconds since 1970 as a printed moment, any other text as it is."""
    moment = epoch_moment(published)
    return moment.isoformat(" ", "minutes")[:16] if moment else published


def _names(value: Any) -> str:
    """Return a list of names as a text that is cut into the same names; a text as it is."""
    return join_names(filter(None, map(_text, value))) if isinstance(value, list) else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return _text(value.get("name"))  # {"author": {"name": …}}
    if isinstance(value, float) and isfinite(value):
        return _printed_number(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return UNSTORABLE.sub("", str(value)).strip()


def _printed_number(value: float) -> str:
    """Return the number as a text: 1697558400.0 is 1697558400.

    JSON does not tell 1987.1 from 1987.10: with one decimal it is no month, and only the whole number is kept.
    """
    text = str(value)
    return str(int(value)) if value == int(value) or re.fullmatch(r"\d{4}\.\d", text) else text
