"""A cache in memory, bounded by the bytes of what it keeps. It must not know what that is."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LRUCache(Generic[Key, Value]):
    """Keeps recently used values by key, as many as fit into *capacity* bytes, by the *size* of each.

    This is an approximation of "least recently used" in two generations. A value that is put or used again joins the
    young generation. Once the young fill half of the capacity they become the old generation, and the old generation
    before them is dropped. So a hit on a young value costs one look-up in a dictionary, no lock and no reordering.
    """

    def __init__(self, capacity: int, size: Callable[[Value], int]) -> None:
        self._capacity = capacity
        self._size = size
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}
        self._lock = Lock()
        self.young_bytes = 0

    def get(self, key: Key) -> Value | None:
        value = self._young.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self.put(key, value)
        return value

    def put(self, key: Key, value: Value) -> None:
        """Keep *value* under *key*, unless a young value has that key already."""
        with self._lock:
            if self.young_bytes > self._capacity // 2:
                self._old, self._young, self.young_bytes = self._young, {}, 0
            if key not in self._young:
                self._young[key] = value
                self.young_bytes += self._size(value)
