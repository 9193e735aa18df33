"""Large tables are counted when the server starts: each page is asked for once, and nobody is kept waiting."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.benchmarks.inflate import inflate
from tests.server.hosting import copied

from vostochny.model.project import Project
from vostochny.server.application import application
from vostochny.web.prewarm import LARGE_ROWS, PATIENT, Prewarm

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


async def start(app: ASGIApp) -> list[str]:
    """Start an application as a server does; what it said."""
    said: list[str] = []

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(message: Message) -> None:
        said.append(message["type"])

    asking = asyncio.ensure_future(app({"type": "lifespan"}, receive, send))
    await asyncio.wait([asking], timeout=0.2)
    asking.cancel()
    return said


def test_the_pages_are_asked_for_when_the_server_has_started_and_with_patience() -> None:
    asked: list[tuple[str, bool]] = []

    async def inner(scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await send({"type": "lifespan.startup.complete"})
        else:
            asked.append((scope["path"], PATIENT.get()))

    async def run() -> list[str]:
        said = await start(Prewarm(inner, ["/one", "/two"]))
        await inner({"type": "http", "path": "/reader"}, None, None)  # type: ignore[arg-type]
        return said

    assert asyncio.run(run()) == ["lifespan.startup.complete"]
    assert asked == [("/one", True), ("/two", True), ("/reader", False)]


@pytest.mark.deep
def test_only_large_tables_are_and_a_table_can_be_made_large_for_a_benchmark(
    published: Project, tmp_path: Path
) -> None:
    project = copied(published, tmp_path / "ledger")
    assert warmed(project) == []
    # In a process of its own: one that has served readers keeps SQLite's limit on memory to its end.
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        process.submit(inflate, project.database, "port_calls", LARGE_ROWS).result()
    with sqlite3.connect(project.database) as connection:
        assert connection.execute("select count(*) >= ? from port_calls", (LARGE_ROWS,)).fetchone() == (1,)
    connection.close()
    assert warmed(project) == ["/data/vostochny/port_calls"]


def warmed(project: Project) -> list[str]:
    """What a server over this project makes when it starts."""
    data = application(project).data  # type: ignore[attr-defined]
    assert isinstance(data, Prewarm)
    return data.addresses
