"""Stamps of what a form has shown."""

import pytest

from archive.editing.stamps import Stamp, is_as_seen

NOW = Stamp.of("2019-11-22T16:16:00+08:00", ["甲", 1])


def test_a_stamp_is_read_back_from_its_text():
    assert Stamp.parse(str(NOW)) == NOW


def test_the_same_values_seen_at_another_time_are_as_seen():
    assert is_as_seen(str(NOW), str(NOW._replace(moment="2018")))


@pytest.mark.parametrize("seen", ["", "yesterday", str(Stamp.of(NOW.moment, ["甲", 2]))])
def test_other_values_and_no_stamps_are_not_as_seen(seen):
    assert not is_as_seen(str(NOW), seen)
