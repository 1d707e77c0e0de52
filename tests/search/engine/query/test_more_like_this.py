"""Documents like another."""

import pytest

from search.engine.index import Index
from search.engine.query.more_like_this import significant_terms, similar
from tests.search.engine.model import document

COMMON = "政协委员开展协商。"


@pytest.fixture
def index(tmp_path):
    tmp_path.chmod(0o700)
    return Index.open(tmp_path)


def written(index, *bodies):
    for start in range(0, len(bodies), 3):  # in several segments
        index.write(document(number + 1, bodies[number]) for number in range(start, min(start + 3, len(bodies))))


def test_what_shares_rare_words_is_similar_and_never_itself(index):
    others = [f"{COMMON}{word}" for word in ("河道", "文物", "电梯", "绿化", "停车")]
    written(index, f"{COMMON}养老服务和托育", f"{COMMON}托育和养老服务", *others)

    assert [hit.id for hit in similar(index.searcher, 1, 3)][:1] == [2]
    assert 1 not in [hit.id for hit in similar(index.searcher, 1, 10)]


def test_nothing_is_like_what_shares_no_words(index):
    written(index, "养老服务", "河道治理", "文物保护")

    assert similar(index.searcher, 1, 5) == ()


def test_deleted_documents_and_such_as_are_not_there(index):
    written(index, "养老服务和托育", "托育和养老服务", "河道")
    index.write((), removed=[2])

    assert similar(index.searcher, 1, 5) == ()
    assert similar(index.searcher, 2, 5) == ()
    assert similar(index.searcher, 99, 5) == ()


def test_a_document_without_text(index):
    written(index, "", "养老服务")

    assert similar(index.searcher, 1, 5) == ()


def test_significant_words_are_the_rare_ones_that_others_have_too(index):
    written(index, f"{COMMON}养老，独一无二", f"{COMMON}养老", COMMON)
    segment = index.searcher.segments[0]

    words = [term.low.decode() for term, _ in significant_terms(index.searcher, segment, 0)]

    assert words[0] == "养老"
    assert "独一无二" not in words
