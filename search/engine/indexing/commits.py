"""States of an index on disk: Whoosh's table of contents, sealed by a manifest. A state is there wholly or not at all.

A commit writes new segments, then a table of contents, makes both durable, and only then puts the manifest, which
names and fingerprints them, in place of the one before. What no manifest names is rubbish.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from search.engine.storage.columns import fingerprint
from search.engine.whoosh_bridge.codec import ColumnSegment
from search.engine.whoosh_bridge.schema import build_schema
from search.text.words import LEXICON, added

FORMAT = 3  # raise it when columns change their names or meanings
INDEX_NAME = "reports"
MANIFEST = "manifest.json"


class IndexUnusable(Exception):
    """The index is damaged, missing in part, or made by other rules. It can be rebuilt from the database."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f"The search index in {path} cannot be used ({reason}). Run: manage.py check_index --repair")


@dataclass(frozen=True, slots=True)
class Commit:
    """One state: its number, its segments, the fingerprints of all its files by name, and the words added.

    words: what the segmenter knew beside its own dictionary when the texts were cut; queries are cut by the same.
    """

    number: int
    segments: tuple[ColumnSegment, ...]
    files: dict[str, str]
    words: tuple[str, ...] = ()


@cache
def analysis() -> str:
    """Digest of all that decides which terms a text has. Another one needs another index."""
    tables = (version(package) for package in ("jieba", "opencc-python-reimplemented"))
    return sha256(b"\0".join((LEXICON.read_bytes(), *(table.encode() for table in tables)))).hexdigest()


def read_commit(folder: Path, verified: dict[str, str]) -> Commit:
    """The present state in *folder*, whole. *verified*: files known to be so, which need no second look.

    Raises IndexUnusable, whatever is wrong with the files.
    """
    manifest = _manifest(folder)
    files = manifest["files"]
    for name in files.keys() - {name for name, known in verified.items() if files.get(name) == known}:
        _verify(folder, name, files[name])
    try:
        toc = TOC.read(FileStorage(str(folder)), INDEX_NAME, gen=manifest["number"], schema=build_schema())
    except Exception as problem:  # its fingerprint was right, so this is another version's pickle
        raise IndexUnusable(folder, repr(problem)) from problem
    return Commit(manifest["number"], tuple(toc.segments), files, tuple(manifest["words"]))


def files_of(folder: Path) -> list[str]:
    """The names of all files of the present state in *folder*, none of which was looked at. Raises IndexUnusable."""
    return [MANIFEST, *_manifest(folder)["files"]]


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        sealed = json.loads((folder / MANIFEST).read_bytes())
        manifest: dict[str, Any] = sealed["manifest"]
        if sealed["seal"] != _seal(manifest):
            raise ValueError("seal and content differ")
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise IndexUnusable(folder, f"{MANIFEST}: {problem!r}") from problem
    if (manifest["format"], manifest["analysis"]) != (FORMAT, analysis()):
        raise IndexUnusable(folder, "it was made by another version of the text analysis")
    return manifest


def _seal(manifest: dict[str, Any]) -> str:
    return sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _verify(folder: Path, name: str, expected: str) -> None:
    try:
        actual = fingerprint(folder / name)
    except OSError as problem:
        raise IndexUnusable(folder, problem) from problem
    if actual != expected:
        raise IndexUnusable(folder, f"{name} is not what was written")


def write_commit(folder: Path, segments: tuple[ColumnSegment, ...], before: Commit | None) -> Commit:
    """Make *segments*, whose files are written and synced, the present state of *folder*.

    All of them were cut with the words that are added here and now (`search.text.words.adding`).
    """
    number = before.number + 1 if before else 1
    toc = TOC._filename(INDEX_NAME, number)
    TOC(build_schema(), list(segments), number).write(FileStorage(str(folder)), INDEX_NAME)
    sync(folder / toc)
    known = before.files if before else {}
    names = [segment.filename for segment in segments]
    files = {name: known.get(name) or fingerprint(folder / name) for name in [toc, *names]}
    manifest = {"format": FORMAT, "analysis": analysis(), "words": added(), "number": number, "files": files}
    replace_durably(folder / MANIFEST, json.dumps({"manifest": manifest, "seal": _seal(manifest)}).encode())
    return Commit(number, segments, files, added())


def clean(folder: Path) -> None:
    """Remove from *folder* every file that its manifest, as it stands on the disk, does not name."""
    if not (folder / MANIFEST).exists():
        return
    wanted = set(files_of(folder))
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def replace_durably(path: Path, content: bytes) -> None:
    """Write a file so that after a crash either the old or the new content is there."""
    following = path.with_name(f"{path.name}.new")
    following.write_bytes(content)
    sync(following)
    os.replace(following, path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file's content, or a folder's entries, are on the disk."""
    with _descriptor(path) as descriptor:
        os.fsync(descriptor)


@contextmanager
def _descriptor(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
