"""The index on disk: documents written are found, removed ones never come back, and damage is detected."""

import fcntl
import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import index as door
from search.engine.documents import SearchRequest
from search.engine.index import Index, IndexLocked
from search.engine.indexing.commits import IndexUnusable
from search.text.queries import Everything, Phrase, Text
from tests.search.engine import model


@pytest.fixture
def index(tmp_path):
    tmp_path.chmod(0o700)
    index = Index.open(tmp_path)
    index.write([model.document(1, "税务"), model.document(2, "民主协商")])
    return index


def held(index):
    """Return (id, version) of all documents, after checking that a new reader sees the same."""
    versions = sorted(index.versions())
    assert sorted(Index(index.path).versions()) == versions
    assert index.search(SearchRequest(Everything())).total == len(versions)
    return versions


def test_open_makes_an_empty_index(tmp_path):
    path = tmp_path / "new" / "index"
    assert Index.open(path).search(SearchRequest(Everything())).total == 0
    assert path.stat().st_mode & 0o777 == 0o700


def test_write_replaces_and_removes(index):
    index.write([model.document(2, "税务", version="b"), model.document(3, "")], removed=[1, 99])
    assert held(index) == [(2, "b"), (3, "v3")]
    assert [hit.id for hit in index.search(SearchRequest(Text("税务"))).hits] == [2]
    assert index.search(SearchRequest(Text("协商"))).total == 0


def test_of_one_id_the_last_counts(index):
    index.write([model.document(1, "甲", version=version) for version in "abc"])
    assert held(index) == [(1, "c"), (2, "v2")]


def test_written_and_removed_at_once_stays(index):
    index.write([model.document(1, "税务", version="new")], removed=[1])
    assert held(index) == [(1, "new"), (2, "v2")]


def test_of_one_id_the_last_counts_across_batches(index, monkeypatch):
    monkeypatch.setattr("search.engine.indexing.writer.BATCH_CHARACTERS", 2)
    index.write([model.document(id, "税务", version=version) for version in "abc" for id in (1, 2, 3)])
    assert held(index) == [(1, "c"), (2, "c"), (3, "c")]


written = st.tuples(st.lists(model.documents, max_size=3), st.lists(st.integers(1, 12), max_size=3))


@given(st.lists(written, max_size=12))
@settings(max_examples=15, deadline=None)
def test_any_sequence_of_writes(tmp_path_factory, commands):
    index = Index.open(tmp_path_factory.mktemp("parent") / "index")
    expected = {}
    for documents, removed in commands:
        index.write(documents, removed)
        expected = {id: one for id, one in expected.items() if id not in removed} | {one.id: one for one in documents}
    assert held(index) == sorted((one.id, one.version) for one in expected.values())
    for query in (Text("税务"), Phrase("协")):
        found = sorted(hit.id for hit in index.search(SearchRequest(query, stop=99)).hits)
        assert found == sorted(id for id, one in expected.items() if model.answers(one, query))


def test_many_commits_leave_few_segments_and_files(index):
    for id in range(3, 60):
        index.write([model.document(id, f"税务{id}")], removed=[id - 2])
    assert held(index) == [(58, "v58"), (59, "v59")]
    (folder,) = index.path.glob("generation-*")
    assert len(list(folder.iterdir())) <= 2 + 4


def test_readers_follow_other_writers(index):
    reader = Index(index.path)
    assert reader.search(SearchRequest(Text("税务"))).total == 1
    index.write([model.document(3, "税务")])
    assert reader.search(SearchRequest(Text("税务"))).total == 2
    index.rebuild([model.document(9, "税务")])
    assert [hit.id for hit in reader.search(SearchRequest(Text("税务"))).hits] == [9]


def test_rebuild_that_fails_leaves_all_as_it_was(index):
    def documents():
        yield model.document(9, "税务")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="database"):
        index.rebuild(documents())
    assert held(index) == [(1, "v1"), (2, "v2")]
    assert len(list(index.path.glob("generation-*"))) == 1


def test_searches_while_rebuilding_see_the_old_state(index):
    seen = []

    def documents():
        for id in range(5):
            seen.append(
                (
                    Index(index.path).search(SearchRequest(Everything())).total,
                    index.search(SearchRequest(Text("税务"))).total,
                )
            )
            yield model.document(id, "税务")

    index.rebuild(documents())
    assert seen == [(2, 1)] * 5
    assert index.search(SearchRequest(Text("税务"))).total == 5


def test_replaced_generations_go_after_a_while(index):
    for id in (7, 8):
        index.rebuild([model.document(id)])
    assert sorted(path.name for path in index.path.glob("gen*")) == ["generation-2", "generation-3"]
    os.utime(index.path / door.POINTER, (0, 0))
    (index.path / "generation-4").mkdir()
    index.write([])
    assert [path.name for path in index.path.glob("gen*")] == ["generation-3"]


def test_write_while_another_writes(index, monkeypatch):
    monkeypatch.setattr(door, "PATIENCE", 0.05)
    with (index.path / door.LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(IndexLocked, match="Try again"):
            index.write([model.document(3)])
    index.write([model.document(3)])
    assert len(held(index)) == 3


@pytest.mark.parametrize("mode", [0o777, 0o750, 0o701])
def test_folder_that_others_may_open(index, mode):
    index.path.chmod(mode)
    for refused in (
        lambda: index.search(SearchRequest(Everything())),
        lambda: index.write([]),
        lambda: index.rebuild([]),
    ):
        with pytest.raises(IndexUnusable, match="chmod 700"):
            refused()


def test_open_files_do_not_grow(index):
    index.search(SearchRequest(Text("税务")))
    before = len(os.listdir("/proc/self/fd"))
    for number in range(5000):
        if number % 500 == 0:
            index.write([model.document(1, f"税务{number}")])
        index.search(SearchRequest(Text("税务")))
    assert abs(len(os.listdir("/proc/self/fd")) - before) <= 3


def zeroed(path):
    path.write_bytes(bytes(path.stat().st_size))


def truncated(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path):
    path.write_bytes(b"")


def flipped(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def of_another_analysis(path):
    sealed = json.loads(path.read_text())
    sealed["manifest"]["analysis"] = "another"
    path.write_text(json.dumps(sealed))


def swapped_with_older_content(path):
    other = next(path.parent.glob("*.toc"))
    path.write_bytes(other.read_bytes())


FILES = {
    "segment": "generation-*/*.columns",
    "table": "generation-*/*.toc",
    "manifest": "generation-*/manifest.json",
    "pointer": "CURRENT",
}
DAMAGES = [(kind, damage) for kind in FILES for damage in (Path.unlink, zeroed, truncated, emptied, flipped)]
DAMAGES += [("manifest", of_another_analysis), ("segment", swapped_with_older_content)]


@pytest.mark.parametrize(("kind", "damage"), DAMAGES, ids=lambda part: getattr(part, "__name__", part))
def test_damage_is_told_and_a_rebuild_heals(index, kind, damage):
    damage(next(index.path.glob(FILES[kind])))
    damaged = Index(index.path)
    for attempt in (
        lambda: damaged.search(SearchRequest(Text("税务"))),
        lambda: list(damaged.versions()),
        lambda: damaged.write([model.document(5)]),
        lambda: Index.open(index.path),
    ):
        with pytest.raises(IndexUnusable, match="check_index --repair"):
            attempt()
    damaged.rebuild([model.document(4, "税务")])
    assert held(damaged) == [(4, "v4")]


@pytest.mark.parametrize(("kind", "damage"), DAMAGES, ids=lambda part: getattr(part, "__name__", part))
def test_damage_to_an_index_that_is_open_is_told_by_the_next_search(index, kind, damage):
    index.search(SearchRequest(Text("税务")))
    damage(next(index.path.glob(FILES[kind])))
    for attempt in (lambda: index.search(SearchRequest(Text("税务"))), lambda: index.write([model.document(5)])):
        with pytest.raises(IndexUnusable, match="check_index --repair"):
            attempt()
    index.rebuild([model.document(4, "税务")])
    assert held(index) == [(4, "v4")]


def test_files_that_were_touched_and_are_whole(index):
    for path in index.path.glob("generation-*/*"):
        path.write_bytes(path.read_bytes())
    index.write([model.document(5)])
    assert len(held(index)) == 3


def test_missing_folder(tmp_path):
    index = Index(tmp_path / "nowhere")
    for attempt in (lambda: index.search(SearchRequest(Everything())), lambda: index.write([])):
        with pytest.raises(IndexUnusable, match="nowhere"):
            attempt()


def test_generation_that_vanished(index):
    shutil.rmtree(next(index.path.glob("generation-*")))
    with pytest.raises(IndexUnusable):
        Index(index.path).search(SearchRequest(Everything()))
