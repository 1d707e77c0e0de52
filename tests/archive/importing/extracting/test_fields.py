"""Plain JSON records."""

import pytest

from archive.chinese.name_lists import split_names
from archive.importing.extracting.fields import parse_json, read_fields
from archive.importing.records import InputError, Metadata, TextLine


def test_the_plain_record():
    document = read_fields({"id": "a", "title": "标题", "text": "甲。\n乙。", "date": "2016-11-08", "source": "示例网"})

    assert document.given == Metadata(title="标题", published="2016-11-08", outlet="示例网")
    assert document.lines == (TextLine(1, "甲。"), TextLine(2, "乙。"))


def test_content_may_be_markup():
    document = read_fields({"title": "标题", "content": "<div>甲。<br>乙。</div>"})

    assert [line.text for line in document.lines] == ["甲。", "乙。"]


def test_other_names_and_one_level_below():
    record = {
        "video_title": "标题",
        "pub_date": "2016-01-22",
        "tags": ["甲", "乙"],
        "detail": {"source": "台", "content": "正文。"},
    }

    assert read_fields(record).given == Metadata(title="标题", published="2016-01-22", outlet="台", keywords="甲、乙")


def test_characters_that_cannot_be_stored_are_left_out():
    assert read_fields({"title": "标\ud800\x00题", "text": "正\x00文"}).lines == (TextLine(1, "正文"),)
    assert read_fields({"title": "标\ud800\x00题", "text": "正文"}).given.title == "标题"


@pytest.mark.parametrize("record", [{}, {"title": "标题"}, {"text": ""}, {"text": None}, {"text": {"a": 1}}])
def test_a_record_without_text_is_refused(record):
    with pytest.raises(InputError):
        read_fields(record)


@pytest.mark.parametrize(
    ("text", "line"),
    [('{"title": "x",\n "text": }', 2), ("[1]", 1), ('"text"', 1), ("", 1), ("[" * 100_000, 1)],
    ids=["broken", "list", "string", "empty", "deep"],
)
def test_what_is_no_record_is_refused_with_its_line(text, line):
    with pytest.raises(InputError) as refusal:
        parse_json(text)

    assert (refusal.value.problem.rule, refusal.value.problem.line) == ("json", line)


@pytest.mark.parametrize(
    ("record", "facts"),
    [
        ({"docTitle": "标题", "sourceName": "示例网"}, Metadata(title="标题", outlet="示例网")),
        (
            {"标题": "标题", "来源": "示例网", "责任编辑": "甲某"},
            Metadata(title="标题", outlet="示例网", editor="甲某"),
        ),
        ({"headline": "标题", "author": {"name": "甲某"}}, Metadata(title="标题", author="甲某")),
        ({"publish_time": 1574410560}, Metadata(published="2019-11-22 16:16")),
        ({"publishTime": 1574410560000}, Metadata(published="2019-11-22 16:16")),
        ({"pub-date": "2019-11-22"}, Metadata(published="2019-11-22")),
        ({"arcTitle": "标题", "docPubTime": "2019-11-22"}, Metadata(title="标题", published="2019-11-22")),
        ({"title": "<em>标</em>题", "pubtimeStr": "2019.11.22"}, Metadata(title="标题", published="2019.11.22")),
    ],
)
def test_fields_go_by_the_names_that_sites_give_them(record, facts):
    assert read_fields({"content": "正文。"} | record).given == facts


def test_a_list_of_keywords_is_kept_as_names_that_stay_whole():
    given = read_fields(
        {"text": "正文。", "keywords": ["Open Data", "城市 更新", "甲、乙", {"name": "民主"}, ""]}
    ).given

    assert split_names(given.keywords) == ["Open Data", "城市 更新", "甲、乙", "民主"]


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1987, "1987"),
        (19870506, "19870506"),
        (1987.05, "1987.05"),
        (1987.1, "1987"),
        (1574410560.0, "2019-11-22 16:16"),
        (float("nan"), ""),
        (True, ""),
    ],
)
def test_a_date_may_be_a_number(number, printed):
    assert read_fields({"text": "正文。", "date": number}).given.published == printed


def test_text_goes_by_what_systems_set_around_its_name():
    assert [line.text for line in read_fields({"arcBody": "<p>正文。</p>"}).lines] == ["正文。"]
