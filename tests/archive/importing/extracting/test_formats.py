"""Which reader a text goes to."""

import pytest

from archive.importing.extracting.formats import extract
from archive.importing.records import ArticleRecord


def lines(text, kind):
    return [line.text for line in extract(text, kind).lines]


@pytest.mark.parametrize("kind", ["html", "text", "markdown"])
def test_a_page_is_a_page_whatever_its_name(kind):
    assert lines("隐藏的广告\n<!DOCTYPE html><html><body><p>正文。</p></body></html>", kind)[-1] == "正文。"


def test_text_stays_text():
    assert lines("# 标题\n1 < 2 且 3 > 2", "text") == ["# 标题", "1 < 2 且 3 > 2"]


def test_markdown_loses_its_marks():
    assert lines("# 标题", "markdown") == ["标题"]


def test_json_is_a_record_of_fields_or_one_of_our_own():
    assert lines('{"title": "题", "text": "文。"}', "json") == ["文。"]
    assert extract('{"title": "题", "level": "catalogue"}', "json") == ArticleRecord("题", level="catalogue")
