"""What was computed and used of late, within a bound of memory. Knows nothing of what it keeps."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Values by key, as many as fit into *most* bytes, by the *size* of each.

    Kept are two ages: what is used again joins the young; once these fill half the room they are the old ones, and
    the old are forgotten. So a value that is used often costs one look into a dictionary.
    """

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        self._most = most
        self._size = size
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}
        self._lock = Lock()
        self.bytes = 0  # of the young

    def get(self, key: Key) -> Value | None:
        value = self._young.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self.keep(key, value)
        return value

    def keep(self, key: Key, value: Value) -> None:
        with self._lock:
            if self.bytes > self._most // 2:
                self._old, self._young, self.bytes = self._young, {}, 0
            if key not in self._young:
                self._young[key] = value
                self.bytes += self._size(value)
