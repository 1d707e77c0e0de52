"""Tables as lines of CSV."""

from decimal import Decimal

import pytest

from archive.interfaces.csv_lines import csv_line, csv_table


def test_a_table_is_a_header_behind_a_byte_order_mark_and_its_rows():
    assert list(csv_table(("题", "数"), [("甲", 1), ("乙", 2)])) == ["\ufeff题,数\r\n", "甲,1\r\n", "乙,2\r\n"]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("甲", "甲"),
        ("甲,乙", '"甲,乙"'),
        ("甲\n乙", '"甲\n乙"'),
        ('"甲"', '"""甲"""'),
        (None, '""'),
        ("", '""'),
        (12, "12"),
        (0.25, "0.25"),
        (Decimal("-3.200000"), "-3.2"),
        (Decimal("1E+2"), "100"),
        ("=1+1", "'=1+1"),
        ("-3.2", "'-3.2"),
        ("\r甲", '"\'\r甲"'),
        ("＝1", "'＝1"),
    ],
)
def test_cells(cell, written):
    assert csv_line([cell]) == f"{written}\r\n"
