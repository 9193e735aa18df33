"""Holds values up to a number of bytes; what was asked for longest ago goes first."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

# A value that takes a larger part of the room than this is not held: it would drive all others out.
LARGEST_PART = 4


class Kept(Generic[Key, Value]):
    """Values by key.

    most_bytes: what all of them may take together, as counted by whoever puts them in
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        return key in self.values

    def __getitem__(self, key: Key) -> Value:
        """A value that is held, which now goes last. Raises KeyError when it is not."""
        self.values.move_to_end(key)
        return self.values[key][0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Hold a value of `size` bytes, and drop others for it."""
        if key in self.values:
            self.bytes -= self.values.pop(key)[1]
        if size * LARGEST_PART > self.most_bytes:
            return
        self.values[key] = (value, size)
        self.bytes += size
        while self.bytes > self.most_bytes:
            self.bytes -= self.values.popitem(last=False)[1][1]


def weight(value: Any) -> int:
    """Bytes that a value made of rows, lists, mappings and plain values takes, near enough."""
    own = sys.getsizeof(value)
    if isinstance(value, str | bytes):
        return own
    if isinstance(value, Mapping):
        return own + sum(weight(key) + weight(item) for key, item in value.items())
    if isinstance(value, Iterable):
        return own + sum(weight(item) for item in value)
    return own
