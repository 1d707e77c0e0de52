"""Words of folded text: what is cut where, and the same by both forms of jieba."""

import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.folding import fold
from search.text.words import (
    LEXICON,
    NOT_HAN,
    compiled_segmenter,
    frequencies,
    python_segmenter,
    required_words,
    segmenter,
    words,
)
from tests.search import samples


def texts(line):
    return [word.text for word in words(fold(line))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("双向发力", ["双向", "双向发力"]),
        ("雙向發力", ["双向", "双向发力"]),
        ("街乡", ["街乡"]),
        ("占31%", ["占", "31%"]),
        ("占３１％", ["占", "31%"]),
        ("2019年", ["2019", "年"]),
        ("CBD", ["cbd"]),
        ("1.2万", ["1.2", "万"]),
        ("9,800", ["9,800"]),
        ("AK-47", ["ak", "47"]),
        ("5G网络", ["5g", "网络"]),
        ("2018-2019", ["2018", "2019"]),
        ("snake_case", ["snake", "case"]),
        ("㐂〇𠮷", ["㐂", "〇", "𠮷"]),
        ("，。！？ \n", []),
        ("", []),
    ],
)
def test_words_of(line, expected):
    assert texts(line) == expected


def test_a_run_without_end_is_cut():
    assert [len(text) for text in texts("a" * 150)] == [64, 64, 22]


@given(st.text(st.sampled_from("政协委员工作室街鄉雙向發力的一aB1.,% -\n，（𠮷😀\ud800"), max_size=60))
def test_every_word_stands_at_its_place(line):
    folded = fold(line)

    assert [word.text for word in words(folded)] == [folded[word.start : word.end] for word in words(folded)]


def test_words_come_in_the_order_of_their_places():
    places = [(word.start, word.end) for word in words(fold(samples.HANS))]

    assert places == sorted(set(places))


@pytest.fixture(scope="module")
def both():
    return compiled_segmenter(frequencies()), python_segmenter(frequencies())


def same_in_both(both, line):
    compiled, python = both
    run = NOT_HAN.sub("\n", fold(line))
    assert list(compiled.tokenize(run, "search")) == list(python.tokenize(run, "search"))


@pytest.mark.parametrize("line", samples.ALL)
def test_compiled_and_python_jieba_cut_reports_alike(both, line):
    same_in_both(both, line)


@given(
    st.text(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("的一是政协委员 a1，"), max_size=40
    )
)
def test_compiled_and_python_jieba_cut_anything_alike(both, line):
    same_in_both(both, line)


def test_dictionary_is_folded():
    known = frequencies()

    assert fold("\n".join(known)) == "\n".join(known)


def test_each_term_of_the_lexicon_is_one_word():
    terms = [line.split()[0] for line in LEXICON.read_text().splitlines()]

    assert [term for term in terms if texts(term).count(fold(term)) != 1] == []
    assert 60 <= len(terms) == len(set(terms))


def test_a_cache_planted_in_a_shared_folder_is_neither_read_nor_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(b"not a dictionary")

    cut = list(python_segmenter(frequencies()).cut_for_search("政协委员"))

    assert cut == ["政协", "委员", "政协委员"]
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"not a dictionary"]


def test_the_segmenter_is_loaded_once():
    assert segmenter() is segmenter()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("提案办理", ["提案", "办理"]),
        ("政协委员", ["政协", "委员"]),
        ("税务", ["税务"]),
        ("协商 协商", ["协商"]),
        ("31%", ["31%"]),
        ("，", []),
    ],
)
def test_a_word_gives_way_to_the_shorter_ones_that_make_it_up(text, expected):
    assert required_words(text) == expected
