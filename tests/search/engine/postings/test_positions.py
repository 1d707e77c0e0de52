"""Where runs stand among given documents: the same places whether pairs are kept whole or read for these alone."""

import numpy as np
import pytest

from search.engine.postings import positions
from search.engine.postings.positions import beginnings
from search.engine.storage.layout import PLACE_BITS
from tests.search.engine.query.test_counting import segment_of

RUN = tuple(map(ord, "税务局"))


@pytest.fixture(params=[0, 1 << 18], ids=["read for these", "kept"])
def terms(tmp_path, monkeypatch, request):
    monkeypatch.setattr(positions, "MOST_KEPT", request.param)
    return segment_of(tmp_path, "税务局，税务局", "税务所", "去税务局").terms("body", "pairs")


@pytest.mark.parametrize(
    ("among", "places"),
    [
        (None, [(0, 0), (0, 4), (2, 1)]),
        ([2], [(2, 1)]),
        ([0, 1], [(0, 0), (0, 4)]),
        ([1], []),
        ([], []),
    ],
)
def test_a_run_is_found_among_the_documents_asked_for(terms, among, places):
    documents = None if among is None else np.array(among, np.intp)

    found = beginnings(terms, RUN, documents, list)

    assert found.tolist() == [document << PLACE_BITS | place for document, place in places]


def test_what_is_kept_cannot_be_changed(terms):
    beginnings(terms, RUN, None, list)

    kept = list(terms.recent._young.values())
    assert [places.flags.writeable for places in kept] == [False] * len(kept)
