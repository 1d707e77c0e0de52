"""Files that hold many inputs: JSON lines and lists, ZIP and WACZ archives, WARC.

Pure: unpacks nothing to the disk. Decodes an input only to find the records in it, and reads no report.
"""

import hashlib
import io
import json
import stat
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import IO, Any, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from archive.importing.extracting.decoding import decode
from archive.importing.extracting.fields import records_in
from archive.importing.extracting.formats import MEDIA_TYPES, SUFFIXES, Format
from archive.importing.records import Decisions, InputError, InputProblem

LARGEST = 32_000_000  # bytes of one input
DEEPEST = 3  # archives within archives
MOST_PACKED = 100  # times its packed size to which a member may unpack; the most repetitive pages reach 30
HARMLESS = 1_000_000  # bytes to which a member may unpack however well it was packed
MOST_MEMBERS = 100_000  # of one ZIP
HARMLESS_VALUES = 100_000  # values of a JSON text, however short they are
LEAST_OF_A_VALUE = 8  # characters that each value takes on average beyond these; in exported reports about twenty
CHUNK = 1 << 20

# Files that saved pages bring along, and others that hold no report.
SUFFIXES_OF_NO_REPORTS = ".css .js .map .png .jpg .jpeg .gif .svg .ico .webp .bmp .woff .woff2 .ttf .eot .mp3 .mp4 .swf"
NO_REPORTS = frozenset(SUFFIXES_OF_NO_REPORTS.split())

UTF8_NAME = 0x800  # the flag of a member of a ZIP whose name is in UTF-8
DAMAGED = (BadZipFile, ArchiveLoadFailed, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes of one report, and their provenance.

    name: what messages call the input. origin: its path, or `path::id` inside a file that holds many.
    line: the line of the file in which the input begins.
    charset, url: as the server gave them to a crawler, "" where the crawler wrote none down.
    decided: people's decisions on its lines.
    """

    name: str
    origin: str
    content: bytes
    kind: Format
    line: int = 1
    charset: str = ""
    url: str = ""
    decided: Decisions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a part of one, that cannot be read."""

    name: str
    problem: InputProblem


@dataclass(frozen=True, slots=True)
class Location:
    """The place of bytes in files: its name for messages, its origin, and how many archives are around it."""

    name: str
    origin: str
    passed_over: Counter[str]
    depth: int = 0
    taken: set[str] = field(default_factory=set)  # members already named

    @property
    def path(self) -> PurePosixPath:
        return PurePosixPath(self.name.rpartition("::")[2])

    def inner(self, name: str) -> "Location":
        return Location(f"{self.name}::{name}", f"{self.origin}::{name}", self.passed_over, self.depth + 1)

    def refused(self, rule: str, message: str) -> Unreadable:
        return Unreadable(self.name, InputProblem(rule, 0, message))

    def member(self, content: bytes, identity: str, number: int, **fields: Any) -> Input:
        """Return an input whose origin ends with its identity, or with a digest of its bytes if it has no own one."""
        name = identity or str(number)
        if not identity or identity in self.taken:
            identity = hashlib.sha256(content).hexdigest()[:16]
        self.taken.add(identity)
        return Input(f"{self.name}::{name}", f"{self.origin}::{identity}", content, **fields)


def inputs_in(place: Location, stream: IO[bytes]) -> Iterator[Input | Unreadable]:
    """Yield the one or many inputs that the file at *place* holds."""
    many = next((read for suffix, read in CONTAINERS.items() if place.path.name.lower().endswith(suffix)), None)
    try:
        yield from (many or _one)(place, stream)
    except InputError as error:
        yield Unreadable(place.name, error.problem)
    except DAMAGED as error:
        yield place.refused("format", f"The archive is damaged or locked ({error}). Unpack it and import the folder.")


def without_report(path: PurePosixPath) -> str:
    """Return a name for a file that certainly holds no report, its suffix if possible; "" for any other file."""
    if path.suffix.lower() in NO_REPORTS:
        return path.suffix.lower()
    return path.name if path.name.startswith(".") or path.stem.upper() == "README" else ""


def _one(place: Location, stream: IO[bytes]) -> Iterator[Input]:
    yield Input(place.name, place.origin, _whole(stream), SUFFIXES.get(place.path.suffix.lower(), "text"))


def _whole(stream: IO[bytes]) -> bytes:
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InputError("limits", 0, f"More than {LARGEST // 1_000_000} MB: too large for one report.")
    return content


# --- JSON ----------------------------------------------------------------------------------------


def _json_lines(place: Location, stream: IO[bytes]) -> Iterator[Input | Unreadable]:
    """Yield an input for each line, identified by its id."""
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        if len(line) > LARGEST:
            raise InputError("limits", number, f"A line of more than {LARGEST // 1_000_000} MB.")
        if content := line.strip():
            try:
                yield place.member(content, _id_of(_loaded(content)), number, kind="json", line=number)
            except InputError as error:
                yield Unreadable(f"{place.name}::{number}", replace(error.problem, line=number))


def _json_file(place: Location, stream: IO[bytes]) -> Iterator[Input | Unreadable]:
    """Yield the one record of a JSON file, or each record of a list, or of lines of JSON under this suffix."""
    content = _whole(stream)
    value = _loaded(content)
    records = records_in(value)
    if records is not None:
        for number, item in enumerate(records, start=1):
            yield place.member(json.dumps(item).encode(), _id_of(item), number, kind="json", line=number)
    elif value is None and _loaded(content.split(b"\n", 1)[0]) is not None:
        yield from _json_lines(place, io.BytesIO(content))
    else:
        yield Input(place.name, place.origin, content, "json")


def _id_of(value: Any) -> str:
    identity = value.get("id", "") if isinstance(value, dict) else ""
    return str(identity) if isinstance(identity, (str, int)) else ""


def _loaded(content: bytes) -> Any:
    """Return the JSON value, or None for anything else, which the reader will refuse. Raises InputError for a bomb."""
    try:
        text = decode(content).text
    except InputError:
        return None
    _refuse_scattered(text)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _refuse_scattered(text: str) -> None:
    """Raise InputError if JSON holds next to nothing in very many values, each of which takes memory."""
    values = sum(map(text.count, ",[{"))  # or fewer
    if values > HARMLESS_VALUES and values * LEAST_OF_A_VALUE > len(text):
        raise InputError("limits", 0, f"About {values:,} values, nearly all of them empty: made to do harm.")


# --- ZIP -----------------------------------------------------------------------------------------


def _zip(place: Location, stream: IO[bytes]) -> Iterator[Input | Unreadable]:
    """Yield the inputs in the members, in the order of the members' names."""
    with ZipFile(stream if place.depth == 0 else io.BytesIO(_whole(stream))) as archive:
        members = [(_name_of(member), member) for member in archive.infolist() if not member.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise InputError("limits", 0, f"An archive of more than {MOST_MEMBERS} files; import it in parts.")
        _refuse_bomb(archive)
        for name, member in sorted(members, key=lambda pair: pair[0]):
            inner = place.inner(name)
            if reason := without_report(PurePosixPath(name)):
                place.passed_over[reason] += 1
            elif refused := _refused(inner, member):
                yield refused
            else:
                yield from _unpacked(inner, archive, member)


def _unpacked(inner: Location, archive: ZipFile, member: ZipInfo) -> Iterator[Input | Unreadable]:
    try:
        with archive.open(member) as unpacked:
            yield from inputs_in(inner, unpacked)
    except DAMAGED as error:
        yield inner.refused("format", f"It cannot be unpacked ({error}).")


def _wacz(place: Location, stream: IO[bytes]) -> Iterator[Input | Unreadable]:
    """Yield the captures of a web archive; its lists of pages and its index are no reports."""
    for item in _zip(place, stream):
        if item.name.removeprefix(f"{place.name}::").startswith("archive/"):
            yield item


def _name_of(member: ZipInfo) -> str:
    """Return the member's name; programs that do not declare its encoding mostly wrote it in GB 18030."""
    if member.flag_bits & UTF8_NAME or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _refused(place: Location, member: ZipInfo) -> Unreadable | None:
    if stat.S_ISLNK(member.external_attr >> 16):
        return place.refused("link", "A link inside an archive; import its target.")
    if place.depth > DEEPEST:
        return place.refused("limits", f"Archives within archives, more than {DEEPEST} deep. Unpack them first.")
    return None


def refuse_packed_bomb(content: bytes) -> None:
    """Raise InputError for a document in ZIP form that is damaged or unpacks to more than any report."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            _refuse_bomb(archive)
    except BadZipFile as error:
        raise InputError("format", 0, f"The document is damaged ({error}). Save it again, or as text.") from error


def _refuse_bomb(archive: ZipFile) -> None:
    members = archive.infolist()
    size, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if size > HARMLESS + MOST_PACKED * packed:
        raise InputError("limits", 0, f"It unpacks from {packed:,} to {size:,} bytes, like a file made to do harm.")


# --- WARC ----------------------------------------------------------------------------------------


def _warc(place: Location, stream: IO[bytes]) -> Iterator[Input | Unreadable]:
    """Yield the pages and documents that a crawler received, identified by their addresses."""
    for number, record in enumerate(ArchiveIterator(stream), start=1):
        kind, label, charset = _described(record)
        content = _payload(record, stream, keep=kind is not None)
        if kind is None:
            place.passed_over[label] += 1
            continue
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if len(content) > LARGEST:
            yield place.inner(url).refused("limits", f"More than {LARGEST // 1_000_000} MB: too large for one report.")
        else:
            yield place.member(content, url, number, kind=kind, charset=charset, url=url)


class _Description(NamedTuple):
    """The format of a WARC record, None if it holds no report; a label to count it by in that case; its charset."""

    kind: Format | None
    label: str
    charset: str = ""


def _described(record: Any) -> _Description:
    headers = record.http_headers
    if record.rec_type not in ("response", "resource") or (headers and headers.get_statuscode() != "200"):
        return _Description(None, f"warc {record.rec_type}")
    printed = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    media_type, _, parameters = (printed or "").partition(";")
    charset = parameters.partition("charset=")[2].strip(" \"'").lower()
    media_type = media_type.strip().lower()
    return _Description(MEDIA_TYPES.get(media_type), media_type or "unknown", charset)


def _payload(record: Any, stream: IO[bytes], *, keep: bool) -> bytes:
    """Return the record's body, read in pieces; b"" if it is not to be kept.

    Raises InputError for a record that unpacks to far more than it takes in the file, and so gives up the file.
    """
    parts, size, started = [], 0, stream.tell()
    body = record.content_stream() if keep else record.raw_stream
    while chunk := body.read(CHUNK):
        size += len(chunk)
        if size > HARMLESS + MOST_PACKED * (stream.tell() - started + CHUNK // MOST_PACKED):
            raise InputError("limits", 0, "A record unpacks to far more than it is in the file: made to do harm.")
        if keep and size <= LARGEST + CHUNK:
            parts.append(chunk)
    return b"".join(parts)


CONTAINERS: dict[str, Callable[[Location, IO[bytes]], Iterator[Input | Unreadable]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json_file,
    ".zip": _zip,
    ".wacz": _wacz,
    ".warc": _warc,
    ".warc.gz": _warc,
}
