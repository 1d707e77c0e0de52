"""Reprints are told from siblings by what differs: labelled pairs, golden cases, properties."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.chinese.conversion import converted
from archive.comparing.reprints import Edition, judge
from tests.archive.comparing.reprint_pairs import CHAIRS, HELD_OUT, PAIRS, TUNING

LEAST_RECALL = 0.95  # over all pairs; the pairs not looked at had 0.89 when the rules were first settled


def test_no_sibling_is_taken_for_a_reprint():
    assert [pair.kind for pair in PAIRS if not pair.reprint and judge(pair.one, pair.other).verdict == "reprint"] == []


def test_nearly_all_reprints_are_known_as_such():
    reprints = [pair for pair in PAIRS if pair.reprint]
    known = [pair for pair in reprints if judge(pair.one, pair.other).verdict == "reprint"]

    assert len(known) >= LEAST_RECALL * len(reprints)


def test_few_siblings_are_left_to_a_person():
    siblings = [pair for pair in PAIRS if not pair.reprint]

    assert sum(judge(pair.one, pair.other).verdict == "doubtful" for pair in siblings) <= 0.08 * len(siblings)


def test_the_labelled_set_is_large_and_of_both_sorts():
    assert len(TUNING) >= 100
    assert len(HELD_OUT) >= 100
    assert min(sum(pair.reprint for pair in PAIRS), sum(not pair.reprint for pair in PAIRS)) >= 100


@pytest.mark.parametrize("pair", PAIRS[::7], ids=lambda pair: pair.kind)
def test_the_order_of_the_two_does_not_matter(pair):
    assert judge(pair.one, pair.other) == judge(pair.other, pair.one)


@pytest.mark.parametrize("edition", [pair.one for pair in PAIRS[::9]], ids=lambda edition: edition.title[:12])
def test_a_report_is_a_reprint_of_itself_in_either_script(edition):
    other = replace(edition, title=converted(edition.title, "hant"), text=converted(edition.text, "hant"))

    assert judge(edition, edition).verdict == judge(edition, other).verdict == "reprint"


@given(st.integers(0, len(CHAIRS.text)), st.sampled_from([" ", "\n", "　", "，"]))
def test_white_space_and_marks_do_not_matter(place, mark):
    assume("3.8" not in CHAIRS.text[place - 2 : place + 2])  # inside a number they make two of it
    spaced = replace(CHAIRS, text=CHAIRS.text[:place] + mark + CHAIRS.text[place:])

    assert judge(CHAIRS, spaced).verdict == "reprint"


def test_another_figure_makes_another_report():
    text = "全年召开协商座谈会12次，收集意见86条，办结71条。" * 3
    one = Edition("示例县政协协商工作情况", text)

    assert judge(one, replace(one, text=text.replace("86", "96"))).verdict == "distinct"
