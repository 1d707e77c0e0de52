"""Files of columns are read as they were written, and damage shows in the checksum."""

import numpy as np
import pytest

from search.engine.storage.columns import (
    BLOCK,
    ColumnFile,
    ColumnsUnreadable,
    ColumnWriter,
    checksum,
    smallest_unsigned,
    to_smallest_unsigned,
    write_columns,
)


@pytest.mark.parametrize(
    ("largest", "bits"), [(0, 8), (255, 8), (256, 16), (65535, 16), (65536, 32), (2**32 - 1, 32), (2**32, 64)]
)
def test_smallest_unsigned_at_its_bounds(largest, bits):
    assert smallest_unsigned(largest).itemsize * 8 == bits


def test_smallest_unsigned_when_empty():
    assert to_smallest_unsigned(np.zeros(0, np.int64)).dtype == np.uint8


def test_columns_read_as_written(tmp_path):
    columns = {
        "bytes": np.array([1, 2, 255], np.uint8),
        "empty": np.zeros(0, np.uint32),
        "wide": np.array([2**63], np.uint64),
        "negative": np.array([-5, 7], np.int64),
        "texts": np.array([b"ab", b""], np.bytes_),
    }
    write_columns(tmp_path / "file", columns)
    read = ColumnFile(tmp_path / "file")
    assert read.names() == list(columns)
    for name, values in columns.items():
        assert read[name].dtype == values.dtype
        assert read[name].tolist() == values.tolist()


def test_reserved_columns_may_be_filled_in_turns(tmp_path):
    with (tmp_path / "file").open("xb") as file:
        writer = ColumnWriter(file)
        one, other = (writer.reserve(name, np.dtype("<u2"), 4) for name in ("one", "other"))
        for start in (0, 2):
            one.append(np.arange(start, start + 2))
            other.append(np.arange(start + 10, start + 12))
        writer.finish()
    read = ColumnFile(tmp_path / "file")
    assert (read["one"].tolist(), read["other"].tolist()) == ([0, 1, 2, 3], [10, 11, 12, 13])


@pytest.mark.parametrize(
    "content", [b"", b"columns1", b"x" * 100, b"columns1" + b"\0" * 40, b"columns1" + b"\xff" * 40]
)
def test_file_that_is_none_of_columns(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ColumnsUnreadable, match="file"):
        ColumnFile(tmp_path / "file")


@pytest.mark.parametrize("offset", [0, 12345, BLOCK - 1, BLOCK, 2 * BLOCK + 17])
def test_checksum_when_one_bit_flips(tmp_path, offset):
    content = bytearray(np.random.default_rng(5).bytes(2 * BLOCK + 18))
    (tmp_path / "file").write_bytes(content)
    before = checksum(tmp_path / "file")
    content[offset] ^= 4
    (tmp_path / "file").write_bytes(content)
    assert checksum(tmp_path / "file") != before


def test_checksum_when_zeros_are_cut_off_or_blocks_change_places(tmp_path):
    one, other = b"a" * BLOCK, b"b" * BLOCK
    seen = set()
    for content in (one + other, other + one, one + other + b"\0", one + other + b"\0\0", one, b""):
        (tmp_path / "file").write_bytes(content)
        seen.add(checksum(tmp_path / "file"))
    assert len(seen) == 6
