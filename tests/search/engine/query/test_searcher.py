"""The evaluator against the model: hits exactly, counts, facets, orders; over several segments, with deletions."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.documents import SearchRequest
from search.engine.indexing.segment_builder import build_segment
from search.engine.postings.segments import Segment
from search.engine.query import searcher
from search.engine.query.searcher import OutOfTime, Searcher, SearchRefused
from search.engine.storage.columns import ColumnFile, write_columns
from search.text.queries import And, Everything, Not, Or, Phrase, Prefix, Range, Relaxed, Text
from tests.search.engine import model


def searcher_over(folder, *parts, deleted=()):
    """Over one segment for each of *parts*, without the ids *deleted*."""
    segments = []
    for part in parts:
        path = folder / str(len(segments))
        write_columns(path, build_segment(part))
        live = np.array([document.id not in deleted for document in part])
        segments.append(Segment(path.name, ColumnFile(path), live))
    return Searcher(segments)


def ids(answer):
    return [hit.id for hit in answer.hits]


indexes = st.tuples(
    st.lists(model.documents, max_size=10, unique_by=lambda document: document.id),
    st.sets(st.integers(1, 12), max_size=4),
    st.integers(1, 4),
)


@given(indexes, st.lists(model.queries | model.relaxed, min_size=1, max_size=8), model.queries)
@settings(max_examples=150, deadline=None)
def test_answers_are_those_of_the_model(tmp_path_factory, index, queries, within):
    documents, deleted, size = index
    parts = [documents[start : start + size] for start in range(0, len(documents), size)]
    live = [document for document in documents if document.id not in deleted]
    searched = searcher_over(tmp_path_factory.mktemp("index"), *parts, deleted=deleted)
    for query in queries:
        expected = [document for document in live if model.answers(document, query)]
        answer = searched.search(SearchRequest(query, stop=1000, facets=("year", "outlet")))
        assert (answer.total, sorted(ids(answer))) == (len(expected), sorted(one.id for one in expected))
        assert answer.facets == {"year": model.facet(expected, "year"), "outlet": {}}
        assert answer.hits == tuple(sorted(answer.hits, key=lambda hit: -hit.score))
        for sort, order in (("newest", model.newest), ("oldest", model.oldest)):
            by_date = searched.search(SearchRequest(query, stop=1000, sort=sort))
            assert ids(by_date) == [one.id for one in order(expected)]
        both = [document.id for document in expected if model.answers(document, within)]
        assert sorted(ids(searched.search(SearchRequest(query, within=within, stop=1000)))) == sorted(both)


@given(st.text(model.CHARACTERS, min_size=1, max_size=30), st.data())
@settings(deadline=None)
def test_every_substring_is_found(tmp_path_factory, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    searched = searcher_over(tmp_path_factory.mktemp("index"), [model.document(7, text), model.document(8, "无关")])
    for leaf in (Phrase(part), Text(part)):
        assert (7 in ids(searched.search(SearchRequest(leaf, stop=1000)))) == bool(part.strip())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Phrase("委员全国"), [2]),
        (Phrase("政协\n委 员"), [1]),
        (Text("全國 委員"), [1, 2]),
        (Text("全国委员", "title"), []),
        (Text("会", "title"), [3]),
        (Text("，"), [2]),
        (Text(" "), []),
        (Prefix("政"), [1, 2]),
        (Prefix(""), []),
        (And(()), [1, 2, 3]),
        (Or(()), []),
        (Not(Everything()), []),
        (Range("year", 2019, None), [2, 3]),
        (Range("year", None, 10**30), [1, 2, 3]),
        (Range("year", 2019, 2018), []),
        (Range("none", None, None), []),
    ],
)
def test_hits(tmp_path, query, expected):
    documents = [
        model.document(1, "全国政协委员", columns={"year": (2018,)}),
        model.document(2, "政协，委员，委员全国", columns={"year": (2018, 2019)}),
        model.document(3, "", title="例会", columns={"year": (2020,)}),
    ]
    assert sorted(ids(searcher_over(tmp_path, documents).search(SearchRequest(query, stop=1000)))) == expected


@pytest.mark.parametrize(("share", "expected"), [(1.0, []), (0.9, [1]), (0.5, [1]), (0.1, [1, 2]), (1e-6, [1, 2, 3])])
def test_a_relaxed_query_wants_a_share_of_the_weight_of_its_words(tmp_path, share, expected):
    documents = [model.document(1, "提案的电梯，税务"), model.document(2, "税务的报告"), model.document(3, "报告")]
    query = Relaxed((Text("哪些税务"), Text("报告电梯提案")), share)
    documents += [model.document(id, "报告") for id in range(4, 20)]

    found = sorted(ids(searcher_over(tmp_path, documents[:3], documents[3:]).search(SearchRequest(query, stop=1000))))

    assert [id for id in found if id < 4] == expected


def test_pages_are_slices_of_the_whole_order(tmp_path):
    documents = [model.document(id, "税务 " * (id % 3 + 1), columns={"published": (id % 5,)}) for id in range(1, 66)]
    searched = searcher_over(tmp_path, documents[:40], documents[40:])
    for sort in ("relevance", "newest", "oldest"):
        whole = ids(searched.search(SearchRequest(Text("税务"), stop=1000, sort=sort)))
        for size in (1, 7, 20, 64, 65, 66):
            pages = [
                SearchRequest(Text("税务"), start=start, stop=start + size, sort=sort) for start in range(0, 70, size)
            ]
            assert [id for page in pages for id in ids(searched.search(page))] == whole
    assert searched.search(SearchRequest(Text("税务"), start=10, stop=10)).total == 65


def test_ties_go_to_the_newest(tmp_path):
    documents = [model.document(id, "税务", columns={"published": (id // 2,)}) for id in range(1, 8)]
    searched = searcher_over(tmp_path, documents[:3], documents[3:])
    assert ids(searched.search(SearchRequest(Text("税务"), stop=5))) == [7, 6, 5, 4, 3]


def test_search_beyond_its_time(tmp_path, monkeypatch):
    monkeypatch.setattr(searcher, "SECONDS", 0.05)
    searched = searcher_over(tmp_path, [model.document(1, "税务")])
    query = Or(tuple(Not(Text(f"税务{n}")) for n in range(20_000)))
    started = time.monotonic()
    with pytest.raises(OutOfTime, match=r"0\.05 s"):
        searched.search(SearchRequest(query))
    assert time.monotonic() - started < 1


def test_search_for_too_many_terms(tmp_path):
    long = "".join(map(chr, range(0x4E00, 0x4E00 + searcher.MOST_TERMS + 1)))
    with pytest.raises(SearchRefused, match="shorter"):
        searcher_over(tmp_path, [model.document(1, "税务")]).search(SearchRequest(Phrase(long)))
