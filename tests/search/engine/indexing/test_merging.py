"""A merged segment equals one that is built from the live documents."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.indexing import merging
from search.engine.indexing.segment_builder import build_segment
from search.engine.postings.segments import Segment
from search.engine.storage.columns import ColumnFile, write_columns
from tests.search.engine import model

parts = st.lists(st.lists(st.tuples(model.documents, st.booleans()), min_size=1, max_size=4), min_size=1, max_size=4)


def merged(folder, parts):
    segments = []
    for part in parts:
        path = folder / str(len(segments))
        write_columns(path, build_segment([document for document, _ in part]))
        segments.append((ColumnFile(path), np.array([live for _, live in part])))
    with (folder / "merged").open("xb") as file:
        merging.merge_segments(segments, file)
    return ColumnFile(folder / "merged")


def content(columns):
    """All that the columns hold, with words in place of their ranks."""
    segment = Segment("", columns, np.ones(columns["ids"].size, bool))
    words = list(segment.vocabulary)
    said = {
        name: columns[name].tolist() for name in columns.names() if not name.startswith("words.") and columns[name].size
    }
    for name in [name for name in said if name.endswith(".words.keys")]:
        said[name] = [words[key] for key in said[name]]
    for name in [name for name in said if name.endswith(".positions")]:
        bit = 1 << columns[name].dtype.itemsize * 8 - 1
        said[name] = [(position & ~bit, position >= bit) for position in said[name]]
    return {name: values for name, values in said.items() if any(values) or "." not in name}


@given(parts)
@settings(max_examples=60, deadline=None)
def test_merge_of_live_documents(tmp_path_factory, parts):
    survivors = [document for part in parts for document, live in part if live]
    folder = tmp_path_factory.mktemp("merge")
    write_columns(folder / "expected", build_segment(survivors))
    assert content(merged(folder, parts)) == content(ColumnFile(folder / "expected"))


def test_merge_in_many_ranges(tmp_path, monkeypatch):
    monkeypatch.setattr(merging, "CHUNK", 7)
    parts = [
        [(model.document(n * 9 + i, "政协委员会协商民主" * i, title="税务"), i != 3) for i in range(9)]
        for n in range(3)
    ]
    survivors = [document for part in parts for document, live in part if live]
    write_columns(tmp_path / "expected", build_segment(survivors))
    assert content(merged(tmp_path, parts)) == content(ColumnFile(tmp_path / "expected"))


def test_merge_when_positions_outgrow_a_narrower_type(tmp_path):
    parts = [[(model.document(1, "政协"), True)], [(model.document(2, "民主" * 100 + "政协"), True)]]
    write_columns(tmp_path / "expected", build_segment([part[0][0] for part in parts]))
    assert content(merged(tmp_path, parts)) == content(ColumnFile(tmp_path / "expected"))
