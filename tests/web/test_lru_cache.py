"""What is held in memory is bounded by bytes, however many or long the values are, and the last used stay."""

from __future__ import annotations

import tracemalloc
from collections.abc import Hashable
from functools import partial
from typing import Any

from datasette.database import Results
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import in_own_loop

from vostochny.datasette_app.immutable import AsyncCache
from vostochny.web.lru_cache import LARGEST_PART, ByteCache, weight


@given(st.integers(0, 200), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 120)), max_size=60))
def test_it_never_holds_more_than_it_may_and_drops_what_was_used_longest_ago(
    most: int, given_in: list[tuple[int, int]]
) -> None:
    kept: ByteCache[int, int] = ByteCache(most)
    held: dict[int, int] = {}
    for key, size in given_in:
        kept.put(key, size, size)
        held.pop(key, None)
        if size * LARGEST_PART <= most:
            held[key] = size
        while sum(held.values()) > most:
            held.pop(next(iter(held)))
        assert list(kept.values) == list(held)
        assert kept.bytes == sum(held.values()) <= most


def test_what_is_asked_for_stays_longest() -> None:
    kept: ByteCache[str, str] = ByteCache(10)
    for key in "abcde":
        kept.put(key, key, 2)
    assert kept["a"] == "a"
    kept.put("f", "f", 2)
    assert "a" in kept
    assert "b" not in kept


def test_a_thousand_long_answers_take_no_more_memory_than_a_few() -> None:
    most = 2_000_000
    remembered = AsyncCache(most)

    async def fill() -> None:
        for number in range(1000):
            await remembered.get(f"select {number}", partial(long_answer, number))

    tracemalloc.start()
    try:
        in_own_loop(fill())
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(remembered.answers.values) > 5
    # All thousand together would take a hundred million bytes.
    assert taken < 2 * most


async def long_answer(number: int) -> Any:
    rows = [(number, "x" * 1000 + str(place)) for place in range(100)]
    return Results(rows, False, [])


@given(st.recursive(st.text() | st.binary() | st.integers(), lambda inner: st.lists(inner) | st.tuples(inner)))
def test_the_weight_of_a_value_grows_with_its_content(value: Hashable) -> None:
    assert weight([value, "more"]) > weight([value]) > weight(value)
