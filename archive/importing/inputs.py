"""Paths → inputs: files of folders in order, and the records of files that hold many. Reads bytes only."""

import hashlib
import json
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.importing.extracting.formats import SUFFIXES, Format
from archive.importing.reading import decode
from archive.importing.records import Decisions, InputError, Problem

LINES = frozenset({".jsonl", ".ndjson"})

# What saved pages bring along, and what holds no report.
SUFFIXES_OF_NO_REPORTS = ".css .js .map .png .jpg .jpeg .gif .svg .ico .webp .bmp .woff .woff2 .ttf .eot .mp3 .mp4 .swf"
NO_REPORTS = frozenset(SUFFIXES_OF_NO_REPORTS.split())


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes of one report, what to call it, where it came from, and the line of its file it begins in.

    *decided*: what people have decided on its lines.
    """

    name: str
    origin: str
    content: bytes
    kind: Format
    line: int = 1
    decided: Decisions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that was to be read and cannot be."""

    name: str
    problem: Problem


def inputs(paths: Iterable[Path], passed_over: Counter[str]) -> Iterator[Input | Unreadable]:
    """Every input at *paths*, one at a time. Files that hold no report are counted by suffix in *passed_over*."""
    for path in paths:
        for file in _files(path, passed_over):
            yield from _inputs_of(file) if isinstance(file, Path) else [file]


def count_inputs(paths: Iterable[Path]) -> int:
    """How many inputs there are; for a file of JSON lines, how many lines."""
    files = (file for path in paths for file in _files(path, Counter()))
    return sum(_count_lines(file) if isinstance(file, Path) and file.suffix.lower() in LINES else 1 for file in files)


# --- files ---------------------------------------------------------------------------------------


def _files(path: Path, passed_over: Counter[str]) -> Iterator[Path | Unreadable]:
    """The file itself, or the folder's files in sorted order. No link leads out of the folder."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if without_report := _without_report(file):
                passed_over[without_report] += 1
            elif file.is_symlink() and not file.resolve().is_relative_to(path.resolve()):
                yield Unreadable(
                    _shown(file), Problem("link", 0, "A link that leads out of the folder; import its target.")
                )
            else:
                yield file


def _without_report(file: Path) -> str:
    """What to call a file that certainly holds no report: its suffix, or its name; empty for any other file."""
    if file.suffix.lower() in NO_REPORTS:
        return file.suffix.lower()
    return file.name if file.name.startswith(".") or file.stem.upper() == "README" else ""


def _inputs_of(file: Path) -> Iterator[Input | Unreadable]:
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            yield Unreadable(_shown(file), Problem("file", 0, "Not a file of bytes: a device, pipe or socket."))
        elif file.suffix.lower() in LINES:
            with file.open("rb") as lines:
                yield from _json_lines(file, lines)
        elif file.suffix.lower() == ".json":
            yield from _json_file(file, file.read_bytes())
        else:
            yield Input(_shown(file), _origin(file), file.read_bytes(), SUFFIXES.get(file.suffix.lower(), "text"))
    except OSError as error:
        yield Unreadable(_shown(file), Problem("file", 0, f"It cannot be read: {error.strerror}."))


def _count_lines(file: Path) -> int:
    try:
        with file.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError:
        return 1  # the reason is told when the file's turn comes


def _shown(path: Path) -> str:
    """The path in characters that can be printed and stored, whatever bytes its name is made of."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def _origin(path: Path) -> str:
    return _shown(Path(os.path.abspath(path)))


# --- files of many records -----------------------------------------------------------------------


def _json_lines(file: Path, lines: Iterable[bytes]) -> Iterator[Input]:
    """One input a line. A record is known by its id, or, where the file gives none or gives it twice, by its bytes."""
    taken: set[str] = set()
    for number, line in enumerate(lines, start=1):
        content = line.strip()
        if content:
            yield _member(file, content, _id_in(content), number=number, taken=taken)


def _json_file(file: Path, content: bytes) -> Iterator[Input]:
    """The one record of a JSON file, or each record of a list; lines of JSON are taken as such whatever the suffix."""
    value = _loaded(content)
    if isinstance(value, list):
        taken: set[str] = set()
        for number, item in enumerate(value, start=1):
            member = json.dumps(item).encode()
            yield _member(file, member, _id_of(item), number=number, taken=taken)
    elif value is None and _loaded(content.split(b"\n", 1)[0]) is not None:
        yield from _json_lines(file, content.split(b"\n"))
    else:
        yield Input(_shown(file), _origin(file), content, "json")


def _member(file: Path, content: bytes, identity: str, *, number: int, taken: set[str]) -> Input:
    name = identity or str(number)
    if not identity or identity in taken:
        identity = hashlib.sha256(content).hexdigest()[:16]
    taken.add(identity)
    return Input(f"{_shown(file)}::{name}", f"{_origin(file)}::{identity}", content, "json", line=number)


def _id_in(content: bytes) -> str:
    return _id_of(_loaded(content))


def _id_of(value: Any) -> str:
    identity = value.get("id", "") if isinstance(value, dict) else ""
    return str(identity) if isinstance(identity, (str, int)) else ""


def _loaded(content: bytes) -> Any:
    """The JSON value, or None: what is wrong with it is told when the input is read."""
    try:
        return json.loads(decode(content).text)
    except (InputError, ValueError, RecursionError):
        return None
