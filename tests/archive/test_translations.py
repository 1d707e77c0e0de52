"""Every word of the interface is there in both Chinese scripts. Reads sources and catalogs, needs no gettext."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent.parent
CATALOGS = sorted((ROOT / "archive" / "locale").glob("*/LC_MESSAGES/django.po"))
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "pgettext_lazy": ((1, "c"), 2)}

in_each_catalog = pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parent.parent.name)


def in_source(text):
    """(context, message) of each message in Python source; of two number forms the first."""
    for _line, message, _comments, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
        yield context, message[0] if isinstance(message, tuple) else message


def without_indents(text):
    """Source that can be read as Python, however its template is indented."""
    return re.sub(r"^[ \t]+", "", text, flags=re.MULTILINE)


def used():
    modules = [path.read_text() for room in ("archive", "search") for path in (ROOT / room).rglob("*.py")]
    templates = [without_indents(templatize(path.read_text())) for path in (ROOT / "templates").rglob("*.html")]
    return {message for text in modules + templates for message in in_source(text)}


def entries(path):
    """(context, message in each number form, its translations in each) of the catalog, without doubtful ones."""
    catalog = read_po(BytesIO(path.read_bytes()))
    for entry in catalog:
        if entry.id and not entry.fuzzy:
            yield entry.context, *(text if isinstance(text, tuple) else (text,) for text in (entry.id, entry.string))


def placeholders(texts):
    return {name for text in texts for name in re.findall(r"%\(\w+\)s", text)}


def test_there_is_a_catalog_for_each_language_but_the_one_messages_are_written_in():
    wanted = {to_locale(code) for code, _name in settings.LANGUAGES if code != "en"}

    assert {path.parent.parent.name for path in CATALOGS} == wanted


@in_each_catalog
def test_every_message_is_translated_and_no_translation_is_left_over(path):
    assert {(context, ids[0]) for context, ids, texts in entries(path) if all(texts)} == used()


@in_each_catalog
def test_translations_keep_the_placeholders(path):
    assert [ids for _context, ids, texts in entries(path) if placeholders(ids) != placeholders(texts)] == []


@in_each_catalog
def test_translations_have_one_number_form(path):
    assert [ids for _context, ids, texts in entries(path) if len(texts) != 1] == []
