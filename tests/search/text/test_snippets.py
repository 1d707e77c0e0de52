"""The terms of a query in original text, and the snippets that show them."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.chinese.folding import fold
from search.text.grammar import parse_query
from search.text.snippets import WIDTH, Snippet, best_snippets, covering_snippets, excerpt, highlight_terms, highlights
from tests.search import samples


def wanted(line, field="body"):
    return highlight_terms(parse_query(line).query, field)


def squeezed(text):
    return "".join(fold(text).split())


def marked(text, line):
    return [text[start:end] for start, end in highlights(text, wanted(line))]


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("雙向發力", ("双向发力",)),
        ("政协委员工作室", ("政协委员工作室", "委员工作室", "政协")),
        ("“街 鄉”", ("街乡",)),
        ("协商*", ("协商",)),
        ("a -b OR c", ("a", "c")),
        ("title:a b", ("b",)),
        ("year:2019", ()),
        ("", ()),
    ],
)
def test_terms_to_be_marked(line, terms):
    assert wanted(line) == terms


def test_terms_of_a_field_are_marked_in_it():
    assert wanted("title:a b", "title") == ("a", "b")


@pytest.mark.parametrize(
    ("text", "line", "places"),
    [
        ("街鄉與街乡", "街乡", ["街鄉", "街乡"]),
        ("占３１％", "31%", ["３１％"]),
        ("双向\n发力", '"双向发力"', ["双向\n发力"]),
        ("ＣＢＤ商圈", "cbd", ["ＣＢＤ"]),
        ("一二一二一", '"一二一"', ["一二一"]),
        ("政协委员会", '政协委员 "员会"', ["政协委员会"]),
        ("税务", "-税务 房", []),
    ],
)
def test_marks(text, line, places):
    assert marked(text, line) == places


@given(st.data(), st.sampled_from(samples.ALL))
def test_every_piece_of_a_text_is_marked_in_it(data, text):
    start = data.draw(st.integers(0, len(text) - 1))
    term = squeezed(text[start : start + data.draw(st.integers(1, 12))])
    assume(term)

    assert any(term in squeezed(text[low:high]) for low, high in highlights(text, [term]))


def test_the_best_section_comes_first():
    sections = [("lead", "街乡。"), ("s1", "没有。"), ("s2", "街鄉的協商議政。"), ("s3", "协商议政。")]

    found = best_snippets(sections, wanted("街乡 协商议政"))

    assert [(one.anchor, one.highlights) for one in found] == [
        ("s2", ((0, 2), (3, 7))),
        ("s3", ((0, 4),)),
    ]


def test_a_passage_is_cut_around_the_densest_place():
    text = "税。" + "无关的话。" * 60 + "会议讨论了税务和房产。" + "无关的话。" * 60

    (found,) = best_snippets([("s1", text)], wanted("税 房产"))
    passage = text[found.start : found.end]

    assert "税务和房产" in passage
    assert len(passage) <= WIDTH * 4 // 3
    assert passage.startswith("无关的话。")
    assert passage.endswith("。")


def test_a_term_longer_than_a_passage_is_shown_whole():
    term = "协" * (WIDTH + 30)

    (found,) = best_snippets([("s1", f"前言。{term}。后记。")], [term])

    assert found.highlights == ((3, 3 + len(term)),)
    assert found.start <= 3 < 3 + len(term) <= found.end


def test_a_report_shows_its_beginning_where_no_term_stands():
    assert best_snippets([("lead", "开头。"), ("s1", "后文。")], wanted("别的")) == (Snippet("lead", 0, 3, ()),)
    assert best_snippets([], wanted("别的")) == ()


@given(st.sampled_from(samples.ALL), st.integers(0, 300), st.integers(1, 5))
def test_marks_lie_within_their_passage(text, start, length):
    for found in best_snippets([("s1", text)], wanted(f'"{text[start : start + length]}"')):
        ends = [found.start, *(place for span in found.highlights for place in span), found.end]
        assert ends == sorted(ends)
        assert found.end <= len(text)


def test_a_frequent_character_in_a_long_text_is_found_quickly():
    text = "这是关于工作的报告，的确很长。" * 70_000

    started = time.perf_counter()
    (found,) = best_snippets([("s1", text)], ["的"])
    took = time.perf_counter() - started

    assert found.highlights
    assert took < 0.02


def test_stretches_show_every_place_once_and_in_order():
    text = "甲。" * 100 + "税务" + "乙。" * 100 + "税务，税务。"
    spans = highlights(text, ("税务",))

    found = list(covering_snippets(text, spans))

    assert [span for one in found for span in one.highlights] == list(spans)
    assert [len(one.highlights) for one in found] == [1, 2]
    assert all(one.start <= one.highlights[0][0] and one.highlights[-1][1] <= one.end for one in found)
    assert found[0].end <= found[1].start


@given(st.text("税务。x", max_size=300))
def test_stretches_never_lose_a_place(text):
    spans = highlights(text, ("税",))

    assert [span for one in covering_snippets(text, spans) for span in one.highlights] == list(spans)


@pytest.mark.parametrize(
    ("start", "end", "words", "marked"),
    [
        (0, 10, "开头。协商议政，听取…", "协商"),
        (0, 8, "开头。协商议政…", "协商"),
        (3, 13, "协商议政，听取意见。", "协商"),
        (4, 13, "…商议政，听取意见。", "商"),
        (3, 19, "协商议政，听取意见。再看下一句", "协商"),
    ],
    ids=["cut behind", "clause mark gives way to dots", "whole sentence", "cut before", "end of the text"],
)
def test_dots_stand_where_a_sentence_is_cut(start, end, words, marked):
    content = "开头。协商议政，听取意见。再看下一句"
    shown, spans = excerpt(content, Snippet("", start, end, ((max(3, start), 5),)))

    assert shown == words
    assert [shown[first:last] for first, last in spans] == [marked]


@given(st.text("协商，。\n 議a", min_size=1, max_size=300))
def test_an_excerpt_marks_the_same_words_as_its_snippet(content):
    for snippet in best_snippets([("", content)], ["协商"]):
        shown, spans = excerpt(content, snippet)
        marked = [content[start:end] for start, end in snippet.highlights]
        assert [shown[start:end] for start, end in spans] == marked
