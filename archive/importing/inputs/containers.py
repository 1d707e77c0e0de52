"""Files that hold many inputs: JSON lines and lists, ZIP and WACZ archives, WARC. Nothing is unpacked to disk. Pure."""

import hashlib
import io
import json
import stat
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from archive.importing.extracting.decoding import decode
from archive.importing.extracting.fields import records_in
from archive.importing.extracting.formats import MEDIA_TYPES, SUFFIXES, Format
from archive.importing.records import Decisions, InputError, InputProblem

LARGEST = 32_000_000  # bytes of one input
DEEPEST = 3  # archives within archives
MOST_PACKED = 100  # times its packed size that anything may have; the most repetitive pages reach 30
HARMLESS = 1_000_000  # bytes that anything may unpack to, however well it was packed
MOST_MEMBERS = 100_000  # of one ZIP
HARMLESS_VALUES = 100_000  # of a JSON text, however short they are
LEAST_OF_A_VALUE = 8  # characters that each takes on average beyond that; in exported reports about twenty
CHUNK = 1 << 20

# What saved pages bring along, and what holds no report.
SUFFIXES_OF_NO_REPORTS = ".css .js .map .png .jpg .jpeg .gif .svg .ico .webp .bmp .woff .woff2 .ttf .eot .mp3 .mp4 .swf"
NO_REPORTS = frozenset(SUFFIXES_OF_NO_REPORTS.split())

UTF8_NAME = 0x800  # the flag of a ZIP's member whose name is in UTF-8
DAMAGED = (BadZipFile, ArchiveLoadFailed, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes of one report, what to call it, where it came from, and the line of its file it begins in.

    charset and url: what a crawler was told by the server, where it wrote that down.
    decided: what people have decided on its lines.
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
    """Something that was to be read and cannot be."""

    name: str
    problem: InputProblem


@dataclass(frozen=True, slots=True)
class Location:
    """Where bytes stand: what to call it, where it came from, how many archives it is inside of."""

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

    def member(self, content: bytes, identity: str, number: int, **facts: Any) -> Input:
        """An input known by its identity, or, where it has none or one given before, by its bytes."""
        name = identity or str(number)
        if not identity or identity in self.taken:
            identity = hashlib.sha256(content).hexdigest()[:16]
        self.taken.add(identity)
        return Input(f"{self.name}::{name}", f"{self.origin}::{identity}", content, **facts)


def inputs_in(place: Location, stream: IO[bytes]) -> Iterator[Input | Unreadable]:
    """What the file at *place* holds: one input, or many."""
    many = next((read for suffix, read in CONTAINERS.items() if place.path.name.lower().endswith(suffix)), None)
    try:
        yield from (many or _one)(place, stream)
    except InputError as error:
        yield Unreadable(place.name, error.problem)
    except DAMAGED as error:
        yield place.refused("format", f"The archive is damaged or locked ({error}). Unpack it and import the folder.")


def without_report(path: PurePosixPath) -> str:
    """What to call a file that certainly holds no report: its suffix, or its name; empty for any other file."""
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
    """One input a line, known by its id."""
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
    """The one record of a JSON file, or each record of a list; lines of JSON are taken as such whatever the suffix."""
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
    """The JSON value, or None: what is wrong with it is told when the input is read. Raises InputError for a bomb."""
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
    """Raises InputError where JSON holds next to nothing in very many values, each of which takes room in memory."""
    values = sum(map(text.count, ",[{"))  # or fewer
    if values > HARMLESS_VALUES and values * LEAST_OF_A_VALUE > len(text):
        raise InputError("limits", 0, f"About {values:,} values, nearly all of them empty: made to do harm.")


# --- ZIP -----------------------------------------------------------------------------------------


def _zip(place: Location, stream: IO[bytes]) -> Iterator[Input | Unreadable]:
    """The members in the order of their names."""
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
    """The captures of a web archive; its lists of pages and its index are no reports."""
    for item in _zip(place, stream):
        if item.name.removeprefix(f"{place.name}::").startswith("archive/"):
            yield item


def _name_of(member: ZipInfo) -> str:
    """The member's name; programs that do not say how they wrote it mostly wrote it in GB 18030."""
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
    """Raises InputError for a document in ZIP form that is damaged or unpacks to more than any report."""
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
    """The pages and documents that a crawler was sent, by their addresses."""
    for number, record in enumerate(ArchiveIterator(stream), start=1):
        kind, media_type, charset = _described(record)
        content = _payload(record, stream, keep=kind is not None)
        if kind is None:
            place.passed_over[media_type] += 1
            continue
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if len(content) > LARGEST:
            yield place.inner(url).refused("limits", f"More than {LARGEST // 1_000_000} MB: too large for one report.")
        else:
            yield place.member(content, url, number, kind=kind, charset=charset, url=url)


def _described(record: Any) -> tuple[Format | None, str, str]:
    """The record's format (None if it is no report), what to call it if it is none, and its charset."""
    headers = record.http_headers
    if record.rec_type not in ("response", "resource") or (headers and headers.get_statuscode() != "200"):
        return None, f"warc {record.rec_type}", ""
    printed = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    media_type, _, parameters = (printed or "").partition(";")
    charset = parameters.partition("charset=")[2].strip(" \"'").lower()
    return MEDIA_TYPES.get(media_type.strip().lower()), media_type.strip().lower() or "unknown", charset


def _payload(record: Any, stream: IO[bytes], *, keep: bool) -> bytes:
    """The record's body, read in pieces; a record that unpacks to far more than it is in the file ends its file."""
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
