"""Documents that repeat another count once with it: hits, totals and facets against a slow model."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.documents import SearchRequest
from search.text.queries import Everything, Range, Text
from tests.search.engine import model
from tests.search.engine.query.test_searcher import ids, searcher_over

TAX = Text("税务")


def repeating(id, body="税务", *, original=None, **columns):
    columns = {name: (number,) for name, number in columns.items()}
    return model.document(id, body, columns=columns | ({"original": (original,)} if original else {}))


def group(document):
    return document.columns.get("original", (document.id,))[0]


def search(folder, *parts, query=TAX, deleted=(), **request):
    request = SearchRequest(query, collapse="original", stop=100, **request)
    return searcher_over(folder, *parts, deleted=deleted).search(request)


def test_an_original_represents_its_reprints_in_whatever_segment(tmp_path):
    response = search(tmp_path, [repeating(2, original=7), repeating(3, original=7)], [repeating(7), repeating(8)])

    assert (response.total, sorted(ids(response)), response.members) == (2, [7, 8], {7: (2, 3)})


def test_a_reprint_that_alone_answers_represents_itself(tmp_path):
    response = search(tmp_path, [repeating(2, original=7), repeating(7, "街乡")])

    assert (response.total, ids(response), response.members) == (1, [2], {})


def test_of_several_reprints_without_their_original_the_first_represents(tmp_path):
    response = search(tmp_path, [repeating(5, original=7)], [repeating(3, original=7), repeating(7)], deleted={7})

    assert (ids(response), response.members) == ([3], {3: (5,)})


def test_a_group_found_exactly_is_not_found_again_loosely(tmp_path):
    documents = [repeating(1, "老旧小区电梯更新"), repeating(2, "电梯更新", original=1), repeating(3, "电梯更新")]

    response = search(tmp_path, documents, query=Text("老旧小区电梯更新"), relax=True)

    assert (response.relaxation, ids(response), response.total) == ("most", [1, 3], 2)


def test_a_group_counts_once_for_each_value_that_its_hits_hold(tmp_path):
    documents = [repeating(1, outlet=4), repeating(2, original=1, outlet=4), repeating(3, original=1, outlet=5)]

    response = search(tmp_path, documents, facets=("outlet",))

    assert response.facets == {"outlet": {4: 1, 5: 1}}


def test_a_filter_finds_the_reprint_that_fulfils_it(tmp_path):
    documents = [repeating(1, outlet=4), repeating(2, original=1, outlet=5)]

    response = search(tmp_path, documents, filters=(Range("outlet", 5, 5),), facets=("outlet",))

    assert (ids(response), response.facets) == ([2], {"outlet": {4: 1, 5: 1}})


@st.composite
def archives(draw):
    """Documents with some that repeat others, in parts of one to four."""
    count = draw(st.integers(0, 9))
    originals = [draw(st.none() | st.integers(1, 9)) for _ in range(count)]
    documents = [
        repeating(id, draw(st.sampled_from(["税务", "街乡"])), outlet=draw(st.integers(1, 2)), original=original)
        if original != id
        else repeating(id)
        for id, original in enumerate(originals, start=1)
    ]
    size = draw(st.integers(1, 4))
    return [documents[start : start + size] for start in range(0, count, size)], draw(
        st.sets(st.integers(1, 9), max_size=2)
    )


@given(archives(), st.sampled_from([Everything(), Text("税务")]))
@settings(max_examples=150, deadline=None)
def test_groups_are_those_of_the_model(tmp_path_factory, archive, query):
    parts, deleted = archive
    documents = [one for part in parts for one in part if one.id not in deleted and model.answers(one, query)]

    response = search(tmp_path_factory.mktemp("index"), *parts, query=query, deleted=deleted, facets=("outlet",))

    groups = {}
    for one in documents:
        groups.setdefault(group(one), []).append(one.id)
    represented = {hit: {hit, *response.members.get(hit, ())} for hit in ids(response)}
    assert (response.total, len(represented)) == (len(groups), len(groups))
    assert sorted(map(sorted, represented.values())) == sorted(map(sorted, groups.values()))
    assert all(
        hit == key for key, members in groups.items() for hit in ids(response) if key in members and hit in members
    )
    pairs = {(group(one), *one.columns.get("outlet", ())) for one in documents if "outlet" in one.columns}
    assert response.facets["outlet"] == dict(Counter(number for _, number in pairs))


@pytest.mark.parametrize("start", [0, 1, 2])
def test_pages_are_slices_of_one_order(tmp_path, start):
    documents = [repeating(id, original=1 if id > 3 else None) for id in range(1, 8)]
    request = SearchRequest(Text("税务"), collapse="original", start=start, stop=start + 1)

    response = searcher_over(tmp_path, documents).search(request)

    assert (response.total, ids(response)) == (3, [[3, 2, 1][start]])
