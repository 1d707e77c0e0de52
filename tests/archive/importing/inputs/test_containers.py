"""Files that hold many inputs: what is in them, under which name, and what is refused."""

import json
import stat
from collections import Counter
from zipfile import ZipInfo

import pytest

from archive.importing.inputs.containers import Unreadable
from archive.importing.inputs.files import inputs
from tests.archive.importing.documents import warc, zipped

PAGE = "<html>页</html>".encode()
RECORDS = (
    ("http://example.org/b", 200, "text/html; charset=GBK", PAGE),
    ("http://example.org/a.pdf", 200, "application/pdf", b"%PDF"),
    ("http://example.org/a.css", 200, "text/css", b"a"),
    ("http://example.org/c", 404, "text/html", PAGE),
)


def found(path, content, passed_over=None):
    path.write_bytes(content)
    return list(inputs([path], Counter() if passed_over is None else passed_over))


def members(path, content):
    return [(item.origin.removeprefix(str(path)), getattr(item, "content", None)) for item in found(path, content)]


def test_members_of_an_archive_come_in_the_order_of_their_names(tmp_path):
    content = zipped({"b/2.txt": b"2", "a.html": b"1", "b/": b"", "b/x.png": b"x", "b/10.md": b"3"})

    assert members(tmp_path / "a.zip", content) == [("::a.html", b"1"), ("::b/10.md", b"3"), ("::b/2.txt", b"2")]


def test_kinds_inside_an_archive_go_by_their_suffix(tmp_path):
    content = zipped({"a.docx": b"1", "b.html": b"2", "c": b"3"})

    assert [item.kind for item in found(tmp_path / "a.zip", content)] == ["word", "html", "text"]


def test_archives_within_archives_are_read_and_named_all_the_way(tmp_path):
    lines = json.dumps({"id": 7, "text": "甲"}).encode()
    content = zipped({"inner.zip": zipped({"a.jsonl": lines})})

    assert members(tmp_path / "a.zip", content) == [("::inner.zip::a.jsonl::7", lines)]


def test_names_written_in_the_encoding_of_chinese_systems_are_read(tmp_path):
    content = zipped({"AAAA.txt": b"1"}).replace(b"AAAA", "报告".encode("gb18030"))

    assert members(tmp_path / "a.zip", content) == [("::报告.txt", b"1")]


def test_a_link_in_an_archive_is_refused(tmp_path):
    link = ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    (item,) = found(tmp_path / "a.zip", zipped({link: b"/etc/passwd"}))

    assert isinstance(item, Unreadable)
    assert item.problem.rule == "link"


@pytest.mark.parametrize("name", ["a.zip", "a.wacz", "a.warc", "a.warc.gz"])
def test_what_is_no_archive_is_told(tmp_path, name):
    (item,) = found(tmp_path / name, b"no archive at all\n")

    assert isinstance(item, Unreadable)
    assert item.problem.rule == "format"


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True)])
def test_pages_and_documents_of_a_crawl_are_known_by_their_addresses(tmp_path, name, packed):
    passed_over = Counter()

    page, document = found(tmp_path / name, warc(*RECORDS, packed=packed), passed_over)

    assert (page.origin, page.kind, page.charset, page.url, page.content) == (
        f"{tmp_path}/{name}::http://example.org/b", "html", "gbk", "http://example.org/b", PAGE,
    )  # fmt: skip
    assert (document.kind, document.content) == ("pdf", b"%PDF")
    assert passed_over == {"text/css": 1, "warc response": 1}


def test_a_web_archive_holds_its_crawls(tmp_path):
    content = zipped({"archive/data.warc.gz": warc(RECORDS[0]), "pages/pages.jsonl": b"{}", "datapackage.json": b"{}"})

    assert members(tmp_path / "a.wacz", content) == [("::archive/data.warc.gz::http://example.org/b", PAGE)]


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda records: records,
        lambda records: {"code": 0, "data": records},
        lambda records: {"data": {"page": {"total": 2, "list": records}}},
    ],
)
def test_records_are_found_in_what_a_site_wraps_around_them(tmp_path, wrapped):
    records = [{"id": "x", "content": "甲"}, {"id": "y", "content": "乙"}]

    content = json.dumps(wrapped(records)).encode()

    assert [origin for origin, _ in members(tmp_path / "a.json", content)] == ["::x", "::y"]


def test_a_record_with_lists_in_it_is_one_record(tmp_path):
    record = {"title": "甲", "content": "正文", "pictures": [{"url": "a.png"}]}

    assert len(found(tmp_path / "a.json", json.dumps(record).encode())) == 1


def test_a_line_of_next_to_nothing_in_very_many_values_is_refused_and_the_others_are_read(tmp_path):
    scattered = json.dumps([[]] * 60_000).encode()
    sound = json.dumps({"id": "c", "text": "示例,示例[示例" * 60_000}).encode()

    first, refused, last = found(tmp_path / "a.jsonl", b"\n".join([b'{"id": "a"}', scattered, sound]))

    assert (first.origin, last.origin) == (f"{tmp_path}/a.jsonl::a", f"{tmp_path}/a.jsonl::c")
    assert (refused.name, refused.problem.rule, refused.problem.line) == (f"{tmp_path}/a.jsonl::2", "limits", 2)
