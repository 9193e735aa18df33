"""Requests the pages of large tables when the server starts, so that no reader waits for their facets."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Facets of tables of this size take longer than a page may.
LARGE_ROWS = 50_000
# Whether facets may take as long as any statement, as they may while no reader waits.
PATIENT: ContextVar[bool] = ContextVar("patient", default=False)


class Prewarm:
    """ASGI middleware that requests some addresses as soon as the application has started."""

    def __init__(self, app: ASGIApp, addresses: Iterable[str]) -> None:
        self.app = app
        self.addresses = list(addresses)
        self.warming: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""

        async def sending(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete" and self.addresses:
                self.warming = asyncio.create_task(self.warm())

        await self.app(scope, receive, sending if scope["type"] == "lifespan" else send)

    async def warm(self) -> None:
        """Request each page; its counts are then cached."""
        PATIENT.set(True)
        for address in self.addresses:
            await self.app(request(address), nothing_more, thrown_away)


def request(address: str) -> dict[str, Any]:
    """A reader's request for an address."""
    path = address.encode("ascii")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": address,
        "raw_path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": None,
        "server": None,
    }


async def nothing_more() -> Message:
    """A request without content."""
    return {"type": "http.request", "body": b"", "more_body": False}


async def thrown_away(_message: Message) -> None:
    """Discards the response."""
