"""An LRU cache bounded by bytes, and an estimate of the bytes that a value takes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key")
Value = TypeVar("Value")

# A value that needs a larger part of the cache than this is not cached: it would evict all others.
LARGEST_PART = 4


class ByteCache(Generic[Key, Value]):
    """Values by key; the least recently used are evicted first.

    most_bytes: the sum of all sizes, as given by the callers of `put`
    """

    def __init__(self, most_bytes: int) -> None:
        self.values: LRUCache[Key, tuple[Value, int]] = LRUCache(most_bytes, getsizeof=lambda entry: entry[1])

    @property
    def bytes(self) -> int:
        """The sum of the sizes of all values."""
        return int(self.values.currsize)

    def __contains__(self, key: Key) -> bool:
        return key in self.values

    def __getitem__(self, key: Key) -> Value:
        """A cached value, which becomes the most recently used. Raises KeyError when there is none."""
        return self.values[key][0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Cache a value of `size` bytes, and evict others for it."""
        self.values.pop(key, None)
        if size * LARGEST_PART <= self.values.maxsize:
            self.values[key] = (value, size)


def weight(value: object) -> int:
    """Bytes that a value made of rows, lists, mappings and plain values takes, roughly."""
    own = sys.getsizeof(value)
    if isinstance(value, str | bytes):
        return own
    if isinstance(value, Mapping):
        return own + sum(weight(key) + weight(item) for key, item in value.items())
    if isinstance(value, Iterable):
        return own + sum(weight(item) for item in value)
    return own
