"""Phrase positions among given documents: the same whether a bigram's positions are cached or read for these alone."""

import numpy as np
import pytest

from search.engine.postings import positions
from search.engine.postings.positions import phrase_positions
from search.engine.storage.layout import POSITION_BITS
from tests.search.engine.query.test_counting import segment_of

RUN = tuple(map(ord, "税务局"))


@pytest.fixture(params=[0, 1 << 18], ids=["read for these", "cached"])
def index(tmp_path, monkeypatch, request):
    monkeypatch.setattr(positions, "MAX_CACHED", request.param)
    return segment_of(tmp_path, "税务局，税务局", "税务所", "去税务局").inverted_index("body", "bigrams")


@pytest.mark.parametrize(
    ("among", "expected"),
    [
        (None, [(0, 0), (0, 4), (2, 1)]),
        ([2], [(2, 1)]),
        ([0, 1], [(0, 0), (0, 4)]),
        ([1], []),
        ([], []),
    ],
)
def test_a_phrase_is_found_among_the_given_documents(index, among, expected):
    documents = None if among is None else np.array(among, np.intp)

    found = phrase_positions(index, RUN, documents, list)

    assert found.tolist() == [doc_id << POSITION_BITS | position for doc_id, position in expected]


def test_cached_positions_cannot_be_changed(index):
    phrase_positions(index, RUN, None, list)

    cached = list(index.cache._young.values())
    assert [positions.flags.writeable for positions in cached] == [False] * len(cached)
