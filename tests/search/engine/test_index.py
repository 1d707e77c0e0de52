"""The engine through `Index`: documents written are found, counted, sorted and replaced, and damage is detected."""

import random
import stat
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.chinese.folding import fold
from search.engine.documents import Document, SearchRequest
from search.engine.index import Index
from search.engine.indexing.commits import IndexUnusable
from search.text.grammar import parse_query
from search.text.queries import And, Everything, Not, Or, Phrase, Prefix, Range, Text
from tests.search import samples


def report(id, body="", **columns):
    """A document whose first line is its title."""
    texts = {"title": body.partition("\n")[0], "body": body}
    return Document(id, f"v{id}", texts, {name: tuple(values) for name, values in columns.items()})


@pytest.fixture
def index(tmp_path):
    return Index.open(tmp_path / "index")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """An index of the sample reports, with ids from 1, in two segments."""
    index = Index.open(tmp_path_factory.mktemp("filled") / "index")
    documents = [report(id, body, year=(2010 + id,), keyword=(id % 2, 7)) for id, body in enumerate(samples.ALL, 1)]
    index.write(documents[:2])
    index.write(documents[2:])
    return index


def found(index, query, **more):
    return sorted(hit.id for hit in index.search(SearchRequest(query, stop=1000, **more)).hits)


def squeezed(text):
    return "".join(fold(text).split())


def test_a_new_index_is_empty_and_private(tmp_path):
    folder = tmp_path / "new" / "index"

    index = Index.open(folder)

    assert index.search(SearchRequest(Everything())).total == 0
    assert list(index.versions()) == []
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (Everything(), [1, 2, 3, 4, 5, 6]),
        (Text("税"), [1]),
        (Text("街乡"), [1, 2]),
        (Text("街鄉"), [1, 2]),
        (Text("答复率"), [2]),
        (Text("委员 电梯"), [2]),
        (Text("電梯委員"), [2]),
        (Phrase("電梯委員"), []),
        (Phrase("先導作用"), [1]),
        (Phrase("先导 作用"), [1]),
        (Phrase("31%"), [1]),
        (Phrase("。"), [1, 2, 3, 4, 5, 6]),
        (Phrase(" "), []),
        (Text("ak-47"), [1]),
        (Text("垃圾分类", "title"), []),
        (Text("监督", "title"), [6]),
        (Prefix("养老"), [5]),
        (Prefix("CB"), [1]),
        (Prefix("老服"), []),
        (Not(Text("委员")), []),
        (Not(Text("街乡")), [3, 4, 5, 6]),
        (And((Not(Text("街乡")), Not(Text("视察")))), [4, 5, 6]),
        (And((Text("委员"), Not(Text("街乡")))), [3, 4, 5, 6]),
        (Or((Text("电梯"), Text("河道"))), [2, 3]),
        (Or((Text("电梯"), Not(Text("委员")))), [2]),
        (Or(()), []),
        (And(()), [1, 2, 3, 4, 5, 6]),
        (Range("year", 2012, 2013), [2, 3]),
        (Range("year", None, 2011), [1]),
        (Range("year", 2016, None), [6]),
        (Range("year", 2013, 2012), []),
        (Range("year", -(1 << 80), 1 << 80), [1, 2, 3, 4, 5, 6]),
        (Range("keyword", 1, 1), [1, 3, 5]),
        (Range("keyword", 7, 7), [1, 2, 3, 4, 5, 6]),
        (Range("outlet", None, None), []),
    ],
    ids=str,
)
def test_finds(filled, query, ids):
    assert found(filled, query) == ids


def test_within_narrows_without_a_say_in_the_score(filled):
    everywhere = {hit.id: hit.score for hit in filled.search(SearchRequest(Text("委员"), stop=1000)).hits}
    narrowed = filled.search(SearchRequest(Text("委员"), within=Range("year", 2013, 2014), stop=1000)).hits

    assert {hit.id: hit.score for hit in narrowed} == {id: everywhere[id] for id in (3, 4)}


def pieces(count):
    """Random pieces of the sample reports: (id, piece)."""
    chance = random.Random(20191122)
    for _ in range(count):
        id = chance.randrange(len(samples.ALL))
        text = samples.ALL[id]
        start = chance.randrange(len(text))
        yield id + 1, text[start : start + chance.randint(1, 12)]


@pytest.mark.parametrize("kind", [Phrase, Text])
def test_every_piece_of_a_report_finds_it(filled, kind):
    missed = [piece for id, piece in pieces(400) if piece.strip() and id not in found(filled, kind(piece))]

    assert missed == []


def test_a_phrase_finds_only_the_reports_it_stands_in(filled):
    for _, piece in pieces(200):
        standing = [id for id, text in enumerate(samples.ALL, 1) if squeezed(piece) in squeezed(text)]
        assert found(filled, Phrase(piece)) == (standing if piece.strip() else [])


def test_every_typed_piece_of_a_report_finds_it(filled):
    for id, piece in pieces(400):
        query = parse_query(piece).query
        assert query is None or piece.strip().startswith("-") or id in found(filled, query), piece


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from('税街鄉委员A1-*“"()（|OR:\x00\ud800😀 。'), max_size=20))
def test_any_line_is_answered(filled, line):
    for query in (parse_query(line).query, Text(line), Phrase(line), Prefix(line), Not(Text(line))):
        if query is not None:
            assert filled.search(SearchRequest(query)).total <= len(samples.ALL)


def test_slices_of_the_hits_make_up_all_of_them(filled):
    whole = filled.search(SearchRequest(Text("委员"), stop=1000)).hits

    for size in (1, 2, 4, 7):
        slices = [
            filled.search(SearchRequest(Text("委员"), start=start, stop=start + size)).hits
            for start in range(0, 8, size)
        ]
        assert tuple(chain(*slices)) == whole
    assert filled.search(SearchRequest(Text("委员"), start=2, stop=2)).hits == ()
    assert filled.search(SearchRequest(Text("委员"), start=50, stop=60)).total == len(whole)


def test_a_phrase_is_not_found_from_its_pieces(index):
    index.write([report(1, "甲乙丙乙甲"), report(2, "甲乙。乙甲"), report(3, "丙甲乙甲丙")])

    assert found(index, Phrase("甲乙甲")) == [3]


def test_a_title_counts_for_more_than_a_text(index):
    index.write(
        [
            Document(id, "v", {"title": title, "body": body}, {})
            for id, title, body in (
                (1, "税务", "别的"),
                (2, "别的", "税务"),
            )
        ]
    )

    assert [hit.id for hit in index.search(SearchRequest(Text("税务"))).hits] == [1, 2]


def test_sorts_by_date_with_undated_reports_last(index):
    index.write([report(1, published=(5,)), report(2), report(3, published=(-9,)), report(4, published=(5,))])

    def order(sort):
        return [hit.id for hit in index.search(SearchRequest(Everything(), sort=sort)).hits]

    assert order("newest") == [4, 1, 3, 2]
    assert order("oldest") == [3, 1, 4, 2]
    assert order("relevance") == [4, 1, 3, 2]  # all score alike: the newest first


def test_facets_count_all_hits_whatever_the_slice(filled):
    answer = filled.search(SearchRequest(Text("街乡"), start=0, stop=1, facets=("keyword", "year", "outlet")))

    assert answer.facets == {"keyword": {0: 1, 1: 1, 7: 2}, "year": {2011: 1, 2012: 1}, "outlet": {}}


def test_writing_replaces_and_removes(index):
    index.write([report(1, "税务"), report(2, "街乡"), report(3, "委员")])
    index.write([report(1, "电梯")], removed=[2, 99])

    assert found(index, Everything()) == [1, 3]
    assert found(index, Text("税务")) == []
    assert found(index, Text("电梯")) == [1]


def test_the_last_of_one_id_in_a_batch_counts(index):
    index.write([report(1, "税务"), report(1, "街乡"), report(1, "委员")])

    assert list(index.versions()) == [(1, "v1")]
    assert found(index, Text("委员")) == [1]


def test_a_document_that_cannot_be_written_spoils_nothing(index):
    index.write([report(1, "税务")])

    with pytest.raises(TypeError):
        index.write([report(2, "街乡"), Document(3, "v3", {"body": 3}, {})])
    index.write([report(4, "委员")])

    assert found(index, Everything()) == [1, 4]


def test_rebuilding_replaces_all(index):
    index.write([report(1, "税务"), report(2, "街乡")])
    for _ in range(3):
        index.rebuild(report(id, "委员") for id in (7, 8))

    assert sorted(index.versions()) == [(7, "v7"), (8, "v8")]
    assert len(list(index.path.glob("generation-*"))) == 2


def test_a_search_under_way_goes_on_while_the_index_is_rebuilt(index):
    index.write([report(id, "税务") for id in range(10)])

    versions = index.versions()
    first = next(versions)
    index.rebuild([report(70, "街乡")])

    assert len([first, *versions]) == 10
    assert found(index, Everything()) == [70]


def test_a_failed_rebuild_leaves_the_old_index(index):
    index.write([report(1, "税务")])

    def failing():
        yield report(2, "街乡")
        raise RuntimeError("interrupted")

    with pytest.raises(RuntimeError):
        index.rebuild(failing())

    assert found(index, Everything()) == [1]


def spoil_pointer(folder):
    (folder / "CURRENT").unlink()


def spoil_pointed(folder):
    (folder / "CURRENT").write_text("../elsewhere")


def spoil_generation(folder):
    for path in folder.glob("generation-*/*"):
        path.unlink()


def spoil_contents(folder):
    for path in folder.glob("generation-*/*"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh lets go of what it cannot read
@pytest.mark.parametrize("spoil", [spoil_pointer, spoil_pointed, spoil_generation, spoil_contents])
def test_damage_is_told_and_mended_by_rebuilding(index, spoil):
    index.write([report(1, "税务")])
    spoil(index.path)

    with pytest.raises(IndexUnusable, match="check_index --repair"):
        Index.open(index.path)
    with pytest.raises(IndexUnusable):
        index.search(SearchRequest(Text("税务")))
    Index(index.path).rebuild([report(2, "街乡")])

    assert found(Index.open(index.path), Everything()) == [2]
