"""Limits how many of the readers' own SQL statements run at once, so that slow ones leave threads for other pages."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from vostochny.web.asked_format import error_without_a_page
from vostochny.web.cache_headers import NEVER

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Parameters that carry SQL of the reader's own.
STATEMENTS = {"sql", "_where"}
WAITING_MOST = 20
BUSY = "Many queries are running at the moment. Please ask again in a few seconds."


class ConcurrencyLimit:
    """ASGI middleware around Datasette.

    at_once: how many such requests run together; fewer than Datasette has threads, so that some are always free
    """

    def __init__(self, app: ASGIApp, at_once: int, waiting_most: int = WAITING_MOST) -> None:
        self.app = app
        self.turn = asyncio.Semaphore(at_once)
        self.waiting_most = waiting_most
        self.waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on: at once, or when it is its turn; refuse it when the queue is full."""
        if scope["type"] != "http" or not has_statement(scope):
            await self.app(scope, receive, send)
        elif self.waiting >= self.waiting_most:
            refusal = error_without_a_page(scope["path"], 503, BUSY, {"retry-after": "5", "cache-control": NEVER})
            await refusal(scope, receive, send)
        else:
            self.waiting += 1
            try:
                await self.turn.acquire()
            finally:
                self.waiting -= 1
            held = True

            async def sending(message: Message) -> None:
                # The statement has ended when its answer begins; a slow reader of it holds up nobody.
                nonlocal held
                if held:
                    held = False
                    self.turn.release()
                await send(message)

            try:
                await self.app(scope, receive, sending)
            finally:
                if held:
                    self.turn.release()


def has_statement(scope: Scope) -> bool:
    """Whether a request has SQL of the reader's own, which may take all of its second."""
    asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return any(name in STATEMENTS for name, _ in asked)
