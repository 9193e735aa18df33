"""Statements of readers take turns, and a turn ends when its answer is ready, not when it is fetched."""

from __future__ import annotations

import asyncio
from typing import Any

from vostochny.web.concurrency_limit import ConcurrencyLimit


def scope(sql: str) -> dict[str, Any]:
    """A request that brings a statement."""
    return {"type": "http", "query_string": f"sql={sql}".encode("ascii"), "headers": []}


async def receive() -> dict[str, Any]:
    return {"type": "http.disconnect"}


def test_who_fetches_an_answer_slowly_keeps_no_turn_from_others() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x"})

    async def story() -> list[str]:
        turns, fetched, told = ConcurrencyLimit(app, 1), asyncio.Event(), []

        async def slowly(message: Any) -> None:
            if message["type"] == "http.response.body":
                await fetched.wait()
                told.append("slow")

        async def quickly(message: Any) -> None:
            if message["type"] == "http.response.body":
                told.append("quick")

        slow = asyncio.create_task(turns(scope("1"), receive, slowly))
        await asyncio.sleep(0)
        await asyncio.wait_for(turns(scope("2"), receive, quickly), 5)
        fetched.set()
        await slow
        return told

    assert asyncio.run(story()) == ["quick", "slow"]


def test_a_statement_that_fails_gives_its_turn_back() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        del scope, receive, send
        raise ValueError

    async def story() -> int:
        turns, failed = ConcurrencyLimit(app, 1), 0
        for _ in range(3):
            try:
                await asyncio.wait_for(turns(scope("1"), receive, receive), 5)  # type: ignore[arg-type]
            except ValueError:
                failed += 1
        return failed

    assert asyncio.run(story()) == 3
