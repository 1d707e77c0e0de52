"""Asking in steps: when the query is relaxed, what comes first, and that totals, facets and pages agree."""

import pytest

from search.engine.documents import Ask
from search.engine.query.relaxing import FEW, search_in_steps
from search.text.queries import And, Not, Phrase, Range, Text
from tests.search.engine import model
from tests.search.engine.query.test_searcher import ids, searcher_over

LONG = Text("老旧小区电梯更新")


def asking(folder, *bodies):
    """A searching function over documents with these bodies, the first of id 1, in years 2001, 2002, …"""
    documents = [model.document(id, body, columns={"year": (2000 + id,)}) for id, body in enumerate(bodies, 1)]
    searched = searcher_over(folder, documents)
    return lambda query, ask: searched.search(query, ask=ask)


def test_exact_hits_come_first_and_the_step_is_said(tmp_path):
    search = asking(tmp_path, "电梯更新", "电梯", "更新电梯小区，小区老旧" + "无关" * 90, "无关")

    stepped = search_in_steps(search, LONG, Ask(facets=("year",)))

    assert (stepped.step, stepped.answer.total, ids(stepped.answer)) == ("most", 3, [3, 1, 2])
    assert stepped.answer.facets == {"year": {2001: 1, 2002: 1, 2003: 1}}


def test_pages_of_a_relaxed_answer_are_slices_of_one_order(tmp_path):
    search = asking(tmp_path, *["老旧小区电梯更新"] * 5, *["电梯更新"] * 9, *["无关"] * 30)
    whole = ids(search_in_steps(search, LONG, Ask(stop=99)).answer)

    pages = [search_in_steps(search, LONG, Ask(start, start + 3)).answer for start in range(0, 18, 3)]

    assert [id for page in pages for id in ids(page)] == whole
    assert {page.total for page in pages} == {14} == {len(whole)}


def test_question_words_go_first(tmp_path):
    search = asking(tmp_path, "小区电梯在更新", *("小区" for _ in range(FEW)))

    assert search_in_steps(search, Text("哪些小区电梯"), Ask()).step == "words"


@pytest.mark.parametrize(
    ("query", "bodies"),
    [
        (LONG, ["老旧小区电梯更新"] * FEW + ["电梯"]),  # enough
        (Text("电梯"), ["电梯", "更新"]),  # short, and found
        (Phrase("老旧小区电梯更新"), ["电梯"]),  # said precisely
        (LONG, ["老旧小区电梯更新", "无关"]),  # nothing more to be found
        (LONG, ["无关"]),
    ],
)
def test_no_step_is_taken_or_said_without_need(tmp_path, query, bodies):
    search = asking(tmp_path, *bodies)

    stepped = search_in_steps(search, query, Ask())

    assert (stepped.step, stepped.query, stepped.answer) == ("", query, search(query, Ask()))


def test_what_is_excluded_or_filtered_stays_so(tmp_path):
    search = asking(tmp_path, "电梯更新", "电梯加装", "电梯")

    stepped = search_in_steps(search, And((LONG, Not(Text("加装")), Range("year", 2001, 2002))), Ask())

    assert ids(stepped.answer) == [1]


def test_by_date_the_exact_hits_come_first_too(tmp_path):
    search = asking(tmp_path, "电梯", "更新", "老旧小区电梯更新", "小区")

    assert ids(search_in_steps(search, LONG, Ask(sort="oldest")).answer)[0] == 3
