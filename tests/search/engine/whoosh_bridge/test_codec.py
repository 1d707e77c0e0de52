"""Whoosh's own searcher reads our segments, and finds what ours finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as whoosh
from whoosh.filedb.filestore import FileStorage

from search.engine.documents import SearchRequest
from search.engine.index import Index
from search.engine.indexing.commits import INDEX_NAME
from search.engine.whoosh_bridge.codec import ColumnCodec
from search.engine.whoosh_bridge.queries import whoosh_query
from search.text.queries import And, Not, Or
from tests.search.engine import model


def by_whoosh(index):
    (folder,) = index.path.glob("generation-*")
    return FileStorage(str(folder)).open_index(INDEX_NAME)


def index_of(folder, *batches, removed=()):
    folder.chmod(0o700)
    index = Index(folder)
    index.rebuild(batches[0])
    for batch in batches[1:]:
        index.write(batch)
    index.write((), removed)
    return index


# Whoosh 2.7.4 loses its way among several denials inside one another: each query here has one at most.
positive = st.recursive(
    model.leaves, lambda parts: st.builds(lambda kind, *parts: kind(parts), st.sampled_from([And, Or]), parts, parts)
)
queries = positive | st.builds(Not, positive) | st.builds(lambda one, other: And((one, Not(other))), positive, positive)

batches = st.lists(st.lists(model.documents, max_size=3), min_size=1, max_size=3)


@given(batches, st.sets(st.integers(1, 12), max_size=3), st.lists(queries, min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_same_hits_through_whoosh(tmp_path_factory, batches, removed, queries):
    index = index_of(tmp_path_factory.mktemp("index"), *batches, removed=removed)
    with by_whoosh(index).searcher() as searcher:
        for query in queries:
            found = sorted(
                searcher.stored_fields(number)["id"] for number in searcher.docs_for_query(whoosh_query(query))
            )
            assert sorted(hit.id for hit in index.search(SearchRequest(query, stop=99)).hits) == found


@pytest.fixture
def reader(tmp_path):
    index = index_of(
        tmp_path, [model.document(3, "政协税务", columns={"year": (2019,)}), model.document(5, "税务，税务")]
    )
    with by_whoosh(index).reader() as reader:
        yield reader


def test_terms_in_order(reader):
    assert [*reader.field_terms("body_words")] == ["政协", "税务"]
    assert [*reader.field_terms("body_ngrams")] == [",", ",税", "务", "务,", "协", "协税", "政", "政协", "税", "税务"]
    assert [*reader.field_terms("year")] == [2019]
    assert [*reader.field_terms("id")] == [3, 5]
    assert sorted(reader.all_terms()) == [*reader.all_terms()]
    assert [*reader.expand_prefix("body_ngrams", "税")] == ["税".encode(), "税务".encode()]


def test_statistics(reader):
    info = reader.term_info("body_ngrams", "税务")
    assert (info.weight(), info.doc_frequency(), info.max_weight(), info.min_id(), info.max_id()) == (3, 2, 2, 0, 1)
    assert (reader.frequency("body_words", "税务"), reader.doc_frequency("body_words", "税务")) == (3, 2)
    assert (reader.frequency("body_words", "无"), reader.doc_frequency("title_words", "无")) == (0, 0)
    assert (reader.doc_count(), reader.doc_count_all(), reader.field_length("body_ngrams")) == (2, 2, 9)
    assert [reader.doc_field_length(number, "body_ngrams") for number in (0, 1)] == [4, 5]
    assert reader.stored_fields(1) == {"id": 5, "version": "v5"}


def test_matcher(reader):
    matcher = reader.postings("body_ngrams", "税")
    assert [*matcher.copy().items_as("positions")] == [(0, [2]), (1, [0, 3])]
    assert (matcher.id(), matcher.weight()) == (0, 1)
    matcher.skip_to(1)
    assert (matcher.id(), matcher.weight(), [span.start for span in matcher.spans()]) == (1, 2, [0, 3])
    copied = matcher.copy()
    matcher.next()
    assert (matcher.is_active(), copied.is_active()) == (False, True)


def test_cursor(reader):
    cursor = reader.cursor("body_words")
    assert (cursor.first(), cursor.next(), cursor.next()) == ("政协", "税务", None)
    assert (cursor.find("税"), cursor.term_info().doc_frequency()) == ("税务", 2)


def test_ranked_search_with_highlights_of_whoosh(tmp_path):
    index = index_of(tmp_path, [model.document(id, "税务" * id) for id in (1, 2, 3)], removed=[2])
    with by_whoosh(index).searcher() as searcher:
        results = searcher.search(whoosh.Term("body_words", "税务"), limit=2)
        assert [hit["id"] for hit in results] == [3, 1]


def test_whoosh_may_not_write(tmp_path):
    index = by_whoosh(index_of(tmp_path, [model.document(1, "税务")]))
    with pytest.raises(NotImplementedError, match="Index"):
        index.writer(codec=ColumnCodec())
