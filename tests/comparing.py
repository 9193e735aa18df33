"""Compares files and answers of any length, and tells in three lines where they differ."""

from __future__ import annotations


def assert_same_bytes(left: bytes, right: bytes, what: object = "") -> None:
    """Fail at the first byte that differs.

    Where `CI` is set, pytest would compare the two line by line, which takes most of an hour for a megabyte.
    """
    if left == right:
        return
    place = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    near = slice(max(0, place - 100), place + 200)
    raise AssertionError(
        f"{what} {len(left):,} bytes and {len(right):,} differ at byte {place:,}:\n{left[near]!r}\n{right[near]!r}"
    )
