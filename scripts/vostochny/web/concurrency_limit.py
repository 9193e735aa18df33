"""Lets only a few statements of readers run at once, so that a slow one never holds what other readers need."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import PlainTextResponse

from vostochny.web.cache_headers import NEVER

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Parameters that carry SQL of the reader's own.
STATEMENTS = {"sql", "_where"}
WAITING_MOST = 20
BUSY = "Many queries are running at the moment. Please ask again in a few seconds.\n"


class ConcurrencyLimit:
    """Stands around Datasette.

    at_once: how many such requests run together; fewer than Datasette has threads, so that some are always left
    """

    def __init__(self, app: ASGIApp, at_once: int, waiting_most: int = WAITING_MOST) -> None:
        self.app = app
        self.turn = asyncio.Semaphore(at_once)
        self.waiting_most = waiting_most
        self.waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on at once, in its turn, or refuse it when the queue is long."""
        if scope["type"] != "http" or not has_statement(scope):
            await self.app(scope, receive, send)
        elif self.waiting >= self.waiting_most:
            refusal = PlainTextResponse(BUSY, 503, {"retry-after": "5", "cache-control": NEVER})
            await refusal(scope, receive, send)
        else:
            self.waiting += 1
            try:
                await self.turn.acquire()
            finally:
                self.waiting -= 1
            held = True

            async def sending(message: Message) -> None:
                # The answer is ready when it begins; who fetches it slowly keeps no turn from others.
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
    """Whether a request brings SQL of its own."""
    return any(name in STATEMENTS for name, _ in parse_qsl(scope["query_string"].decode("latin-1")))
