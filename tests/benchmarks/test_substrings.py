"""The measurement of substrings: a sound index loses none, and what is lost or wrong is counted."""

import json

import pytest

from benchmarks import substrings
from search.text.parsing import parse_line
from tests.search import samples


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    texts = [*samples.ALL, '- 他说："税务(第2期)-2020"，title:机制 OR 年份：2019。* 一 | 二 -三\n* NOT ａ', "。！？"]
    path.write_text("\n".join(json.dumps({"title": "示例", "text": text}) for text in texts))
    return path


def test_every_piece_of_every_report_is_found(corpus, tmp_path):
    tally = substrings.measured(corpus, 99, 1200, tmp_path / "index")

    assert (tally.samples, tally.found, tally.found_unquoted, tally.quoted_hits_wrong) == (1200, 1200, 1200, 0)
    assert tally.quoted_hits >= 1200


def test_what_is_lost_is_counted(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(substrings, "parse_line", lambda line: parse_line('"没有这样的报告"'))

    tally = substrings.measured(corpus, 99, 20, tmp_path / "index")

    assert (tally.samples, tally.found_unquoted) == (20, 0)


def test_wrong_hits_are_counted(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(substrings, "phrase", lambda index, piece: [8])
    monkeypatch.setattr(substrings, "quotable", lambda piece: False)

    tally = substrings.measured(corpus, 99, 200, tmp_path / "index")

    assert (tally.found < 100, tally.quoted_hits_wrong > 100) == (True, True)
