"""Runs of characters that patterns are made of."""

import pytest

from archive.chinese import marks
from archive.chinese.folding import fold
from archive.chinese.numerals import DIGITS, PLACES, SCALES, TENS

RUNS = {name: value for name, value in vars(marks).items() if name.isupper() and isinstance(value, str)}
RANGES = {name for name in RUNS if name.startswith("HAN")}


@pytest.mark.parametrize("name", RUNS.keys() - RANGES)
def test_a_run_holds_no_character_twice_and_none_that_means_more_in_a_pattern(name):
    assert len(set(RUNS[name])) == len(RUNS[name])
    assert not set(RUNS[name]) & set(r"\[]^-")


@pytest.mark.parametrize("name", [name for name in RUNS if name.startswith("FOLDED")])
def test_a_run_for_folded_text_is_the_folded_form_of_the_other(name):
    assert set(RUNS[name]) <= set(fold(RUNS[name.removeprefix("FOLDED_")]))
    assert fold(RUNS[name]) == RUNS[name]


def test_every_numeral_can_be_read():
    readable = {*DIGITS, *PLACES, *SCALES, *map(chr, TENS)}

    assert set(marks.NUMERALS) | set(marks.ORDINALS) | set(marks.FIRST_NUMERALS) <= readable


def test_opening_and_closing_quotes_are_those_of_the_pairs():
    assert "".join(opening for opening, _ in marks.QUOTES) == marks.OPENING_QUOTES
    assert set(marks.CLOSING_QUOTES) == {closing for _, closing in marks.QUOTES}
