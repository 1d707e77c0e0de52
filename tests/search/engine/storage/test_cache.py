"""The cache keeps what is used, forgets the rest and stays within its bound."""

from search.engine.storage.cache import LRUCache


def test_a_value_that_is_used_stays_when_others_are_forgotten():
    cache = LRUCache(100, len)
    cache.put("used", "x")
    for number in range(100):
        cache.put(number, "y" * 10)
        assert cache.get("used") == "x"

    assert cache.get(0) is None


def test_the_young_fill_half_of_the_capacity_and_one_value_more_at_most():
    cache = LRUCache(100, len)
    for number in range(100):
        cache.put(number, "y" * 10)
        assert cache.young_bytes <= 60


def test_a_key_that_was_never_put_has_no_value():
    assert LRUCache(100, len).get("absent") is None
