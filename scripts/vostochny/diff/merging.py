"""Merges the sorted rows of two sides by key, with one row of each in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vostochny.diff.side import Cells
from vostochny.model.errors import InternalError

Keyed = tuple[str, Cells]


class UnsortedError(InternalError):
    """The keys of a side are not in ascending order, or a key is repeated."""


def merged(old: Iterable[Keyed], new: Iterable[Keyed]) -> Iterator[tuple[str, Cells | None, Cells | None]]:
    """Every key of either side with its row there, or None. Raises UnsortedError if the keys are not in order."""
    ours, theirs = rising(old), rising(new)
    one, other = next(ours, None), next(theirs, None)
    while one or other:
        if other is None or (one is not None and one[0] < other[0]):
            assert one is not None
            yield one[1], one[2], None
            one = next(ours, None)
        elif one is None or other[0] < one[0]:
            yield other[1], None, other[2]
            other = next(theirs, None)
        else:
            yield one[1], one[2], other[2]
            one, other = next(ours, None), next(theirs, None)


def rising(rows: Iterable[Keyed]) -> Iterator[tuple[str, str, Cells]]:
    """The rows with their place in the order, which is that of the parts of the key one after another."""
    before = ""
    for key, row in rows:
        now = place(key)
        if now <= before:
            raise UnsortedError
        yield now, key, row
        before = now


def in_order(rows: Iterable[Keyed]) -> list[Keyed]:
    """The rows sorted by key, all in memory; the last row of a repeated key counts."""
    return sorted(dict(rows).items(), key=lambda keyed: place(keyed[0]))


def place(key: str) -> str:
    """The parts of a key joined by what is before every letter, so that the whole sorts as its parts do."""
    return key.replace("|", "\0")
