"""A writer that dies or fails at any file operation leaves the state before it, or its own: whole either way."""

import io
import json
import os
import resource
import shutil
from contextlib import suppress

import pytest

from search.engine.documents import SearchRequest
from search.engine.index import Index
from search.engine.indexing.commits import MANIFEST, IndexUnusable
from search.text.queries import Everything, Text
from tests.search.engine import model

OPERATIONS = [(os, name) for name in ("open", "fsync", "replace", "rename", "unlink", "mkdir", "rmdir")] + [
    (io, "open")
]


class Dead(BaseException):
    """Ends a process as a kill would: every operation fails from here on."""


class Fault:
    """Makes the n-th file operation fail; and all after it, if that is how a process dies."""

    def __init__(self, monkeypatch, at, error, for_good):
        self.count, self._at, self._error, self._for_good = 0, at, error, for_good
        for module, name in OPERATIONS:
            monkeypatch.setattr(module, name, self._failing(getattr(module, name)))

    def _failing(self, operation):
        def attempt(*arguments, **options):
            self.count += 1
            if self.count == self._at or (self._for_good and self.count > self._at):
                raise self._error
            return operation(*arguments, **options)

        return attempt


def change(index):
    index.write([model.document(2, "税务" * 50, version="new"), model.document(3, "税务")], removed=[1])


def rebuild(index):
    index.rebuild([model.document(2, "税务", version="new"), model.document(3, "税务")])


BEFORE, AFTER = [(1, "v1"), (2, "v2"), (4, "v4"), (5, "v5")], [(2, "new"), (3, "v3"), (4, "v4"), (5, "v5")]
REBUILT = [(2, "new"), (3, "v3")]


FULL, KILLED = (OSError(28, "No space left on device"), False), (Dead(), True)


@pytest.mark.parametrize(("act", "after"), [(change, AFTER), (rebuild, REBUILT)])
@pytest.mark.parametrize("failure", [FULL, KILLED], ids=["full", "killed"])
def test_failure_at_every_operation(tmp_path, monkeypatch, act, after, failure):
    before = Index.open(tmp_path / "before")
    for id in (1, 2, 4, 5):
        before.write([model.document(id, "税务")])
    at, done = 0, False
    while not done:
        at += 1
        path = tmp_path / str(at)
        index = Index(shutil.copytree(before.path, path))
        with monkeypatch.context() as patch:
            fault = Fault(patch, at, *failure)
            with suppress(OSError, Dead, IndexUnusable):
                act(index)
            done = fault.count < at
        state = sorted(Index(path).versions())
        assert state in (BEFORE, after)
        assert state == after or not done
        assert Index(path).search(SearchRequest(Text("税务"))).total == len(state)
        act(Index(path))
        assert sorted(index.versions()) == after
        assert not litter(path)
    assert at > 20


def litter(path):
    """Files of the newest generation that its manifest does not name."""
    folder = max(path.glob("generation-*"))
    named = json.loads((folder / MANIFEST).read_text())["manifest"]["files"]
    return {entry.name for entry in folder.iterdir()} - {MANIFEST, *named}


@pytest.mark.parametrize("limit", [0, 100, 1000, 3000, 5000])
def test_full_disk(tmp_path, limit):
    index = Index.open(tmp_path / "index")
    index.write([model.document(1, "税务")])
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    try:
        with pytest.raises(OSError, match="too large"):
            index.write([model.document(id, "政协委员会协商民主税务" * 9) for id in range(2, 99)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert (
        index.search(SearchRequest(Everything())).total
        == Index(index.path).search(SearchRequest(Everything())).total
        == 1
    )
    index.write([model.document(2, "税务")])
    assert index.search(SearchRequest(Everything())).total == 2
