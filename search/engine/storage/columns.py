"""Files of named columns: plain little-endian arrays in one memory-mapped file, and their checksums.

This module must not know what a column means: `search.engine.storage.layout` says that.

A file holds, in this order: MAGIC; the columns, each aligned to ALIGNMENT bytes; the directory, a JSON object
{name: [dtype, offset in bytes, number of values]}; the footer, two 64-bit numbers: offset and length of the directory.
"""

import hashlib
import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MAGIC = b"columns1"
ALIGNMENT = 8
FOOTER = np.dtype("<u8")
BLOCK = 1 << 20  # bytes that are summed at once for a checksum
UNSIGNED = tuple(np.dtype(code) for code in ("u1", "<u2", "<u4", "<u8"))


class ColumnsUnreadable(ValueError):
    """The file is not a file of columns, or a part of it is missing."""


def smallest_unsigned(largest: int) -> np.dtype[Any]:
    """Return the narrowest unsigned dtype that holds *largest*: 255 → u1, 256 → u2."""
    return next(dtype for dtype in UNSIGNED if largest <= np.iinfo(dtype).max)


def to_smallest_unsigned(values: Array) -> Array:
    """Return *values* (whole numbers ≥ 0) in the narrowest unsigned dtype that holds them all."""
    return values.astype(smallest_unsigned(int(values.max()) if values.size else 0))


class ColumnWriter:
    """Writes columns into a file one after another; a reserved column may be filled while others are written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: dict[str, tuple[str, int, int]] = {}
        self._end = file.write(MAGIC)

    def add(self, name: str, values: Array) -> None:
        """Write the column *name* whole."""
        self.reserve(name, values.dtype, values.size).append(values)

    def reserve(self, name: str, dtype: np.dtype[Any], count: int) -> "ReservedColumn":
        """Reserve space for *count* values of *dtype*, which the caller appends piece by piece."""
        offset = -(-self._end // ALIGNMENT) * ALIGNMENT
        self._directory[name] = (dtype.newbyteorder("<").str, offset, count)
        self._end = offset + dtype.itemsize * count
        return ReservedColumn(self._file, dtype.newbyteorder("<"), offset)

    def finish(self) -> None:
        """Write the directory and the footer. The caller still has to sync the file."""
        directory = json.dumps(self._directory).encode()
        self._file.seek(self._end)
        self._file.write(directory)
        self._file.write(np.array([self._end, len(directory)], FOOTER).tobytes())


class ReservedColumn:
    """A column of known size that is filled from its beginning."""

    def __init__(self, file: BinaryIO, dtype: np.dtype[Any], offset: int) -> None:
        self._file = file
        self._offset = offset
        self.dtype = dtype

    def append(self, values: Array) -> None:
        """Write *values* after those appended before."""
        self._file.seek(self._offset)
        self._offset += self._file.write(
            np.ascontiguousarray(values, self.dtype).data.cast("B") if values.size else b""
        )


def write_columns(path: Path, columns: Mapping[str, Array]) -> None:
    """Write all *columns* into a new file at *path*; raise FileExistsError if there is one already."""
    with path.open("xb") as file:
        writer = ColumnWriter(file)
        for name, values in columns.items():
            writer.add(name, values)
        writer.finish()


class ColumnFile:
    """The columns of one file as read-only arrays over its memory map, which lives as long as any of the arrays.

    Opening reads only the directory; getting a column copies nothing.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at *path*. Raise OSError or ColumnsUnreadable if that cannot be done."""
        self._map = _mapped(path)
        self._directory = _directory(self._map, path)

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def __getitem__(self, name: str) -> Array:
        dtype, offset, count = self._directory[name]
        return np.frombuffer(self._map, dtype, count, offset)

    def names(self) -> list[str]:
        return list(self._directory)

    def release_memory(self) -> None:
        """Give the pages read so far back to the system, which reads them again when they are needed."""
        self._map.madvise(mmap.MADV_DONTNEED)


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        try:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as problem:
            raise ColumnsUnreadable(f"{path}: empty file") from problem


def _directory(data: mmap.mmap, path: Path) -> dict[str, tuple[str, int, int]]:
    try:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("does not begin as a file of columns")
        offset, length = np.frombuffer(data[-2 * FOOTER.itemsize :], FOOTER).tolist()
        directory: dict[str, tuple[str, int, int]] = json.loads(data[offset : offset + length])
        return directory
    except (ValueError, TypeError) as problem:
        raise ColumnsUnreadable(f"{path}: {problem}") from problem


def checksum(path: Path) -> str:
    """Return a digest of the file's content, computed at nearly the speed of memory.

    The digest is SHA-256 over the sums (modulo 2⁶⁴) of the file's 64-bit words, block by block. It detects damage
    (a flipped bit; a zeroed, lost or misplaced block) but not forgery.
    """
    block = np.zeros(BLOCK, np.uint8)
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while length := file.readinto(block.data):
            block[length:] = 0
            total = block.view("<u8").sum(dtype=np.uint64)
            digest.update(b"%d %d;" % (length, total))
    return digest.hexdigest()
