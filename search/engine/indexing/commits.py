"""Commits: the states of an index generation on disk. A state is there wholly or not at all.

A commit writes new segments and Whoosh's table of contents, syncs both, and only then replaces the manifest, which
names them with their checksums. Files that the manifest does not name are left-overs and may be removed.
This module must not decide what a state holds: `search.engine.indexing.writer` does.
"""

import json
import os
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from search.engine.storage.columns import checksum
from search.engine.whoosh_bridge.codec import ColumnSegment
from search.engine.whoosh_bridge.schema import build_schema
from search.text.words import LEXICON, user_words

FORMAT = 3  # raise it when columns change their names or meanings
INDEX_NAME = "reports"
MANIFEST = "manifest.json"


class IndexUnusable(Exception):
    """The index is damaged, incomplete, or made with another format or text analysis. It must be rebuilt."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f"The search index in {path} cannot be used ({reason}). Run: manage.py check_index --repair")


@dataclass(frozen=True, slots=True)
class Commit:
    """One state of a generation.

    number: counts the commits of the generation, from 1. files: file name → checksum, of all files but the manifest.
    words: the words, beside its own dictionary, that the segmenter knew when the texts were tokenized. Queries must be
    tokenized with the same words.
    """

    number: int
    segments: tuple[ColumnSegment, ...]
    files: dict[str, str]
    words: tuple[str, ...] = ()


@cache
def analysis_digest() -> str:
    """Return a digest of all that decides which terms a text has. An index with another digest must be rebuilt."""
    tables = (version(package) for package in ("jieba", "opencc-python-reimplemented"))
    return sha256(b"\0".join((LEXICON.read_bytes(), *(table.encode() for table in tables)))).hexdigest()


def read_commit(folder: Path, verified: dict[str, str]) -> Commit:
    """Return the present state of *folder* after verifying all its files.

    *verified*: name → checksum of files that were verified before and have not been touched since; they are not read
    again. Raises IndexUnusable, whatever is wrong with the files.
    """
    manifest = _manifest(folder)
    files = manifest["files"]
    for name in files.keys() - {name for name, known in verified.items() if files.get(name) == known}:
        _verify(folder, name, files[name])
    try:
        toc = TOC.read(FileStorage(str(folder)), INDEX_NAME, gen=manifest["number"], schema=build_schema())
    except Exception as problem:  # its checksum was right, so this is another version's pickle
        raise IndexUnusable(folder, repr(problem)) from problem
    return Commit(manifest["number"], tuple(toc.segments), files, tuple(manifest["words"]))


def files_of(folder: Path) -> list[str]:
    """Return the names of all files of the present state of *folder*, unverified. Raises IndexUnusable."""
    return [MANIFEST, *_manifest(folder)["files"]]


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        sealed = json.loads((folder / MANIFEST).read_bytes())
        manifest: dict[str, Any] = sealed["manifest"]
        if sealed["seal"] != _seal(manifest):
            raise ValueError("seal and content differ")
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise IndexUnusable(folder, f"{MANIFEST}: {problem!r}") from problem
    if (manifest["format"], manifest["analysis"]) != (FORMAT, analysis_digest()):
        raise IndexUnusable(folder, "it was made by another version of the text analysis")
    return manifest


def _seal(manifest: dict[str, Any]) -> str:
    return sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _verify(folder: Path, name: str, expected: str) -> None:
    try:
        actual = checksum(folder / name)
    except OSError as problem:
        raise IndexUnusable(folder, problem) from problem
    if actual != expected:
        raise IndexUnusable(folder, f"{name} is not what was written")


def write_commit(folder: Path, segments: tuple[ColumnSegment, ...], before: Commit | None) -> Commit:
    """Make *segments*, whose files are written and synced, the present state of *folder*, and return it.

    All of them must have been tokenized with the words added at present (`search.text.words.user_dictionary`).
    *before*: the state that is replaced; None for the first.
    """
    number = before.number + 1 if before else 1
    toc = TOC._filename(INDEX_NAME, number)
    TOC(build_schema(), list(segments), number).write(FileStorage(str(folder)), INDEX_NAME)
    sync(folder / toc)
    known = before.files if before else {}
    names = [segment.filename for segment in segments]
    files = {name: known.get(name) or checksum(folder / name) for name in [toc, *names]}
    manifest = {
        "format": FORMAT,
        "analysis": analysis_digest(),
        "words": user_words(),
        "number": number,
        "files": files,
    }
    replace_durably(folder / MANIFEST, json.dumps({"manifest": manifest, "seal": _seal(manifest)}).encode())
    return Commit(number, segments, files, user_words())


def remove_leftovers(folder: Path) -> None:
    """Remove from *folder* every file that its manifest, as it is on disk, does not name."""
    if not (folder / MANIFEST).exists():
        return
    named = set(files_of(folder))
    for path in folder.iterdir():
        if path.name not in named:
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
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
