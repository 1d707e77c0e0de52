"""Readable addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.slugs import LONGEST, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("探索机制", "tan-suo-ji-zhi"),
        ("探索機制", "tan-suo-ji-zhi"),
        ("2019 CBD“委员”é、报告", "2019-cbd-wei-yuan-e-bao-gao"),
        ("。，", "untitled"),
        ("", "untitled"),
    ],
)
def test_slug_reads_as_pinyin(text, expected):
    assert slug(text) == expected


def test_long_titles_end_with_a_whole_syllable():
    made = slug("双向发力" * 20)

    assert len(made) <= LONGEST
    assert made.split("-")[-1] in {"shuang", "xiang", "fa", "li"}


@given(st.text(max_size=60))
def test_any_text_has_a_slug_that_addresses_allow(text):
    assert re.fullmatch(rf"[a-z0-9-]{{1,{LONGEST}}}", slug(text))
