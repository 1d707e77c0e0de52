"""One input's bytes → its record, in every format: the same report comes out of each."""

import json

import pytest

from archive.importing.inputs.containers import Input
from archive.importing.reading.reader import read_article
from archive.importing.records import InputError
from tests.archive.importing.documents import mhtml, pdf, word

LINES = (
    "示例：青禾区协商报告",
    "2019年11月22日 16:16 来源：示例网",
    "全区各界别围绕基层治理开展协商座谈一百二十一次。",
    "一、学习",
    "去年召开会议42次。",
)
PAGE = (
    f"<html><head><title>{LINES[0]}</title></head><body><h1>{LINES[0]}</h1>"
    + "".join(f"<p>{line}</p>" for line in LINES[1:])
    + "</body></html>"
)
ADDRESS = "http://example.org/a.html"

FORMATS = {
    "text": "\n".join(LINES).encode(),
    "markdown": "\n\n".join([f"# {LINES[0]}", *LINES[1:3], f"## {LINES[3]}", LINES[4]]).encode(),
    "html": PAGE.encode("gb18030"),
    "mhtml": mhtml(PAGE, charset="gb18030", url=ADDRESS),
    "word": word(*LINES[1:], heading=LINES[0]),
    "pdf": pdf(*LINES),
}


def read(content, kind, **facts):
    return read_article(Input("a", "a", content, kind, **facts))


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_the_same_report(kind):
    record = read(FORMATS[kind], kind).record

    assert (record.title, record.outlet, record.published_precision) == (LINES[0], "示例网", "minute")
    assert [(section.anchor, section.heading) for section in record.sections] == [("lead", ""), ("s1", "学习")]
    assert [figure.raw for figure in record.metrics][-1] == "42次"


HANS, HANT = "示例区政协协商工作报告，建议意见共四十二件。", "示例區政協協商工作報告，建議意見共四十二件。"
WRITTEN = [(encoding, HANS) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32", "gb2312", "gbk", "gb18030")]
WRITTEN += [(encoding, HANT) for encoding in ("utf-8", "gb18030", "big5", "big5hkscs")]
MARKED = [(encoding, f"\ufeff{line}") for encoding, line in WRITTEN if encoding.startswith(("utf", "gb1"))]


@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "big5", "shift_jis", "utf-7", "no-such-thing"])
@pytest.mark.parametrize(("encoding", "line"), WRITTEN + MARKED)
def test_text_is_right_whatever_mark_and_declaration_say(encoding, line, declared):
    record = read(line.encode(encoding), "text", charset=declared).record

    assert record.sections[0].text == line.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (
            "<html><body><p>示例：协商&#8203;会议，听取意见&#x202e;并作答复，共召开会议十二次。</p></body></html>".encode(),
            "html",
        ),
        (json.dumps({"text": "示例：协商\u200b会议，听取意见\u202e并作答复，共召开会议十二次。"}).encode(), "json"),
    ],
    ids=["html", "json"],
)
def test_what_cannot_be_seen_is_reported_however_it_is_written(content, kind):
    report = read(content, kind)

    assert [section.text for section in report.record.sections] == [
        "示例：协商会议，听取意见并作答复，共召开会议十二次。"
    ]
    assert [problem.message for problem in report.problems if problem.rule == "invisible-character"] == [
        "Left out what cannot be seen: U+200B, U+202E."
    ]


def test_a_saved_page_knows_its_address():
    assert read(FORMATS["mhtml"], "mhtml").record.url == ADDRESS
    assert read(FORMATS["html"], "html", url=ADDRESS).record.url == ADDRESS


def test_tables_of_a_word_document_are_rows_of_text():
    rows = (("年度", "提案", "办结"), ("2019", "187件", "162件"))

    record = read(word("示例：提案办理情况", "各年度提案办理情况如下表所示。", rows=rows), "word").record

    assert record.sections[0].text.split("\n")[1:] == ["年度\t提案\t办结", "2019\t187件\t162件"]


def test_lines_of_a_pdf_become_paragraphs_again():
    first, second = "全区各界别委员围绕基层治理开展协商座谈一共一百二十一次", "，形成建议四十二条。"

    record = read(pdf("示例：青禾区协商报告", first, second), "pdf").record

    assert [section.text for section in record.sections] == [first + second]


@pytest.mark.parametrize(
    ("content", "kind", "told"),
    [
        (b"no document", "word", "The document is damaged"),
        (b"no document", "pdf", "The PDF is damaged"),
        (pdf(), "pdf", "only pictures of it"),
        (b"Subject: a\r\n\r\ntext", "mhtml", "No page in it"),
    ],
)
def test_what_is_not_of_its_format_is_refused_with_advice(content, kind, told):
    with pytest.raises(InputError, match=told):
        read(content, kind)
