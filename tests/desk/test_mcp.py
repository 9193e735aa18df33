"""The tools by the library's own client: over stdio, and at /data/-/mcp only where it was asked for."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

pytest.importorskip("mcp", reason="MCP is an extra; make test-mcp installs it")

from mcp import Client, StdioServerParameters

from vostochny.desk.mcp_server import PATH, mcp_server
from vostochny.desk.tools import MOST_BYTES
from vostochny.model.project import Project
from vostochny.server.application import Server
from vostochny.web.snapshot import read_snapshot

SEVEN = {
    "find_a_ship", "a_call_with_its_evidence", "a_figure_with_its_range", "who_had_listed_it_on_that_day",
    "what_changed", "how_to_cite", "read_only_sql",
}  # fmt: skip


def asking(target: Any, work: Callable[[Any], Awaitable[None]]) -> None:
    """Run `work` with a client of a server object or of a command."""

    async def run() -> None:
        async with Client(target) as client:
            await work(client)

    asyncio.run(run())


async def ask(client: Any) -> None:
    """What every way must offer: seven tools that only read, described in short, and their answers."""
    tools = (await client.list_tools()).tools
    assert {tool.name for tool in tools} == SEVEN
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert len(json.dumps([tool.model_dump(mode="json") for tool in tools])) < MOST_BYTES
    answer = await client.call_tool("a_figure_with_its_range", {"figure": "count-004"})
    body = json.loads(answer.content[0].text)
    assert (body["range"]["low"], body["range"]["unit"]) == (43, "calls")
    refused = await client.call_tool("read_only_sql", {"sql": "drop table vessels"})
    assert refused.is_error
    assert "SELECT" in refused.content[0].text


def test_a_client_is_answered_by_the_server_and_by_the_command(built: Project) -> None:
    asking(mcp_server(built), ask)
    # The client gives a command few variables of its own accord.
    command = StdioServerParameters(
        env=dict(os.environ), command=sys.executable, args=["-m", "vostochny", "--project", str(built.root), "mcp"]
    )
    asking(command, ask)


@pytest.mark.parametrize("asked_for", [True, False])
def test_the_address_answers_only_where_it_was_asked_for(
    built: Project, monkeypatch: pytest.MonkeyPatch, asked_for: bool
) -> None:
    monkeypatch.setenv("VOSTOCHNY_MCP", "1" if asked_for else "")
    call = {"name": "read_only_sql", "arguments": {"sql": "select count(*) from port_calls"}}
    question = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    headers = {"accept": "application/json, text/event-stream", "mcp-protocol-version": "2025-06-18"}

    async def post() -> httpx.Response:
        server = Server(built, read_snapshot(built))
        transport = httpx.ASGITransport(server)
        async with server.mcp_running, httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post(PATH, json=question, headers=headers)

    response = asyncio.run(post())
    assert response.status_code == (200 if asked_for else 405)
    assert ("result" in response.text) == asked_for
