"""Paths → inputs: the files of folders in order, and the inputs inside files that hold many. Reads bytes only."""

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from archive.importing.inputs.containers import Input, Location, Unreadable, inputs_in, without_report
from archive.importing.records import InputProblem

LINES = frozenset({".jsonl", ".ndjson"})
ARCHIVES = frozenset({".zip", ".wacz"})


def inputs(paths: Iterable[Path], passed_over: Counter[str]) -> Iterator[Input | Unreadable]:
    """Yield every input at *paths*. Files that hold no report are counted by suffix in *passed_over*."""
    for path in paths:
        for file in _files(path, passed_over):
            if isinstance(file, Path):
                origin = _shown(Path(os.path.abspath(file)))
                yield from _inputs_of(file, Location(_shown(file), origin, passed_over))
            else:
                yield file


def inputs_named(files: Iterable[tuple[str, Path]], passed_over: Counter[str]) -> Iterator[Input | Unreadable]:
    """Yield every input in *files*, pairs of a name and a path; format and origin are those of the name."""
    for name, file in files:
        yield from _inputs_of(file, Location(name, name, passed_over))


def count_inputs(paths: Iterable[Path]) -> int:
    """Return about how many inputs there are: lines of JSON lines, members of a ZIP, one for any other file."""
    files = (file for path in paths for file in _files(path, Counter()))
    return sum(_count(file) if isinstance(file, Path) else 1 for file in files)


def _files(path: Path, passed_over: Counter[str]) -> Iterator[Path | Unreadable]:
    """Yield the file itself, or the folder's files in sorted order. Links that lead out of the folder are refused."""
    if not path.is_dir():
        yield path
        return
    closed: list[OSError] = []  # folders that could not be listed
    for folder, folders, names in os.walk(path, onerror=closed.append):
        passed_over.update(name for name in folders if name.startswith("."))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(folder, name).is_symlink()]  # which os.walk does not enter
        for name in sorted([*names, *linked]):
            file = Path(folder, name)
            if reason := without_report(PurePosixPath(name)):
                passed_over[reason] += 1
            elif file.is_symlink() and (name in linked or not file.resolve().is_relative_to(path.resolve())):
                yield _refused(file, "link", "A link to a folder, or out of this one; import its target.")
            else:
                yield file
    for error in closed:
        yield _refused(Path(error.filename), "file", f"The folder cannot be opened: {error.strerror}.")


def _refused(file: Path, rule: str, message: str) -> Unreadable:
    return Unreadable(_shown(file), InputProblem(rule, 0, message))


def _inputs_of(file: Path, place: Location) -> Iterator[Input | Unreadable]:
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            yield place.refused("file", "Not a file of bytes: a device, pipe or socket.")
        else:
            with file.open("rb") as stream:
                yield from inputs_in(place, stream)
    except OSError as error:
        yield place.refused("file", f"It cannot be read: {error.strerror or error}.")


def _count(file: Path) -> int:
    """Return the number of inputs in the file, or 1 if they cannot be counted; the import will say why."""
    try:
        if file.suffix.lower() in LINES:
            with file.open("rb") as lines:
                return sum(1 for line in lines if line.strip())
        if file.suffix.lower() in ARCHIVES:
            with ZipFile(file) as archive:
                return len(archive.infolist())
    except (OSError, BadZipFile):
        pass
    return 1


def _shown(path: Path) -> str:
    """Return the path in characters that can be printed and stored, whatever bytes its name consists of."""
    return str(path).encode("utf-8", "backslashreplace").decode()
