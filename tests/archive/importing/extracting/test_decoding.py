"""Bytes → text: the encoding is right, or the input is refused with a reason."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.extracting.decoding import decode
from archive.importing.records import InputError, InputProblem

HANS = "示例区政协围绕基层治理开展协商，收集群众意见，形成建议四十二条，办结率九成以上。\n第二行：委员读书会。"
HANT = "示例區政協圍繞基層治理開展協商，收集群眾意見，形成建議四十二條，辦結率九成以上。\n第二行：委員讀書會。"

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "utf-16-le", "utf-16-be"]


def text_for(encoding):
    return HANT if encoding.startswith("big5") else HANS


@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "gbk", "big5", "utf-7", "no-such-thing"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_is_right_whatever_is_declared(encoding, declared):
    assert decode(text_for(encoding).encode(encoding), declared).text == text_for(encoding)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gbk", "gb18030"), ("big5", "big5hkscs"), ("utf-16", "utf-16")],
)
def test_encoding_is_named(encoding, name):
    assert decode(text_for(encoding).encode(encoding)).encoding == name


def test_a_declared_encoding_is_read_as_its_superset():
    assert decode(HANS.encode("gb2312"), "GB2312").encoding == "gb18030"


def test_characters_beyond_gbk_survive_a_declaration_of_gb2312():
    assert (
        decode("示例县䶮溪社区，政协委员开展协商。".encode("gb18030"), "gb2312").text
        == "示例县䶮溪社区，政协委员开展协商。"
    )


@pytest.mark.parametrize("title", ["协商", "让每件提案都有一本明白账"])
def test_a_few_characters_are_enough(title):
    assert decode(title.encode("gb18030")).text == title


def test_traditional_text_in_gb18030_is_not_taken_for_big5():
    assert decode(HANT.encode("gb18030")).text == HANT


def test_line_ends_become_line_feeds():
    assert decode("一\r\n二\r三\u2028四".encode()).text == "一\n二\n三\n四"


def test_what_cannot_be_seen_is_left_out_and_reported():
    read = decode("协\u200b商\n会\u202e议\ufeff".encode())

    assert read.text == "协商\n会议"
    assert read.problems == (
        InputProblem("invisible-character", 1, "Left out what cannot be seen: U+200B."),
        InputProblem("invisible-character", 2, "Left out what cannot be seen: U+202E, U+FEFF."),
    )


def test_a_replacement_character_in_the_file_is_reported():
    assert [(problem.rule, problem.line) for problem in decode("一\n二\ufffd".encode()).problems] == [
        ("replacement-character", 2)
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("café, naïve, déjà vu".encode("latin-1"), 1),
        ("第一行\n".encode() + b"\xff\xff\x81", 2),
        (b"\xef\xbb\xbf\xe4\xb8", 1),
        (b"one\ntwo\x00", 2),
    ],
    ids=["latin-1", "no encoding fits", "broken after a mark", "zero byte"],
)
def test_what_is_no_text_is_refused_with_its_line(content, line):
    with pytest.raises(InputError) as refusal:
        decode(content)

    assert (refusal.value.problem.rule, refusal.value.problem.line) == ("encoding", line)


@given(st.binary())
def test_any_bytes_are_text_that_can_be_stored_or_refused(content):
    with suppress(InputError):
        text = decode(content).text

        assert "\x00" not in text
        assert text.encode().decode() == text
