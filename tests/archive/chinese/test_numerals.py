"""Numbers in Chinese and Arabic writing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.numerals import in_chinese, in_digits, number

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("兩", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("一百零五", "105"),
        ("一百二十一", "121"),
        ("兩百五", "250"),
        ("三千零四十", "3040"),
        ("两万", "20000"),
        ("一億二千萬", "120000000"),
        ("一万亿", "1000000000000"),
        ("二〇一九", "2019"),
        ("二零一九", "2019"),
        ("叁佰貳拾", "320"),
        ("三点五", "3.5"),
        ("三點五億", "350000000"),
        ("121", "121"),
        ("１２１", "121"),
        ("1,102,284", "1102284"),
        ("1.53", "1.53"),
        ("1.5万", "15000"),
        ("3万5千", "35000"),
    ],
)
def test_value(text, value):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "萬", "三五百", "三三两两的", "点五", "1.2.3", "10,00", "协商", "²"])
def test_what_is_not_one_number(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (121, "一百二十一"),
        (1010, "一千零一十"),
        (10_005, "一万零五"),
        (120_000, "十二万"),
        (1_000_101, "一百万零一百零一"),
    ],
)
def test_in_chinese(value, written):
    assert in_chinese(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [("121", "121"), ("1.50", "1.5"), ("1E+3", "1000"), ("0.000001", "0.000001"), ("-3.0", "-3")]
)
def test_in_digits_without_exponent_and_trailing_zeros(value, written):
    assert in_digits(Decimal(value)) == written


@given(st.integers(0, 10**8 - 1))
def test_what_is_written_in_chinese_reads_back(value):
    assert number(in_chinese(value)) == value


@given(st.integers(0, 9999))
def test_written_by_places_or_digit_by_digit(value):
    digits = "".join(DIGITS[int(digit)] for digit in str(value))
    places = zip(f"{value:04d}", ("千", "百", "十", ""), strict=True)
    by_places = "".join(DIGITS[int(digit)] + place if digit != "0" else "零" for digit, place in places)

    assert number(digits) == value
    assert number(by_places) == value
