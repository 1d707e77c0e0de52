"""What is kept of late: what is used stays, what is not is forgotten, and the bound holds."""

from search.engine.storage.cache import Recent


def test_what_is_used_again_stays_when_others_are_forgotten():
    recent = Recent(100, len)
    recent.keep("used", "x")
    for number in range(100):
        recent.keep(number, "y" * 10)
        assert recent.get("used") == "x"

    assert recent.get(0) is None


def test_the_young_fill_half_the_room_and_one_value_more_at_most():
    recent = Recent(100, len)
    for number in range(100):
        recent.keep(number, "y" * 10)
        assert recent.bytes <= 60


def test_a_key_that_was_never_kept_has_no_value():
    assert Recent(100, len).get("absent") is None
