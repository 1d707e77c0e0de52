"""Relaxation: when a query is relaxed, what comes first, and that totals, facets and pages agree."""

import pytest

from search.engine.documents import SearchRequest
from search.engine.query.relaxing import FEW
from search.text.queries import And, Not, Phrase, Range, Text
from tests.search.engine import model
from tests.search.engine.query.test_searcher import ids, searcher_over

LONG = Text("老旧小区电梯更新")


def asking(folder, *bodies):
    """A function that searches documents with these bodies, the first of id 1, in years 2001, 2002, …"""
    documents = [model.document(id, body, columns={"year": (2000 + id,)}) for id, body in enumerate(bodies, 1)]
    searched = searcher_over(folder, documents)
    return lambda query, relax=True, **request: searched.search(SearchRequest(query, relax=relax, **request))


def test_exact_hits_come_first_and_the_step_is_said(tmp_path):
    search = asking(tmp_path, "电梯更新", "电梯", "更新电梯小区，小区老旧" + "无关" * 90, "无关")

    response = search(LONG, facets=("year",))

    assert (response.relaxation, response.total, ids(response)) == ("most", 3, [3, 1, 2])
    assert response.facets == {"year": {2001: 1, 2002: 1, 2003: 1}}


def test_pages_of_a_relaxed_answer_are_slices_of_one_order(tmp_path):
    search = asking(tmp_path, *["老旧小区电梯更新"] * 5, *["电梯更新"] * 9, *["无关"] * 30)
    whole = ids(search(LONG, stop=99))

    pages = [search(LONG, start=start, stop=start + 3) for start in range(0, 18, 3)]

    assert [id for page in pages for id in ids(page)] == whole
    assert {page.total for page in pages} == {14} == {len(whole)}


def test_question_words_go_first(tmp_path):
    search = asking(tmp_path, "小区电梯在更新", *("小区" for _ in range(FEW)))

    assert search(Text("哪些小区电梯")).relaxation == "words"


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

    response = search(query)

    assert (response.relaxation, response.query, response) == ("", query, search(query, relax=False))


def test_what_is_excluded_or_filtered_stays_so(tmp_path):
    search = asking(tmp_path, "电梯更新", "电梯加装", "电梯")

    response = search(And((LONG, Not(Text("加装")), Range("year", 2001, 2002))))

    assert ids(response) == [1]


def test_by_date_the_exact_hits_come_first_too(tmp_path):
    search = asking(tmp_path, "电梯", "更新", "老旧小区电梯更新", "小区")

    assert ids(search(LONG, sort="oldest"))[0] == 3


def test_a_facet_disregards_the_filters_on_its_own_column(tmp_path):
    search = asking(tmp_path, "老旧小区电梯更新", "电梯", "小区更新", "无关")

    response = search(LONG, filters=(Range("year", 2001, 2001), Range("year", 2003, 2003)), facets=("year",))

    assert (ids(response), response.facets) == ([1, 3], {"year": {2001: 1, 2002: 1, 2003: 1}})
