"""Keeps answers of Datasette in memory for the next reader who asks the same; bounded, and made once for many."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vostochny.publish.serving.headers import header
from vostochny.publish.serving.validity import NEVER

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT_BYTES = 32 * 1024 * 1024
LARGEST_BYTES = 1024 * 1024
# What a kept answer takes besides its content: headers, address, bookkeeping.
OVERHEAD_BYTES = 2048

Key = tuple[bytes, bytes, bool, bool]


@dataclass(frozen=True)
class Answer:
    """A whole answer: its beginning and its content."""

    start: Message
    body: bytes

    async def to(self, send: Send) -> None:
        """Send it."""
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})


class Memory:
    """Stands around an application whose lasting answers say so in their headers.

    kept_bytes: how much is kept; what was asked for longest ago goes first
    largest_bytes: an answer beyond this is passed on as it comes, and not kept
    """

    def __init__(self, app: ASGIApp, kept_bytes: int = KEPT_BYTES, largest_bytes: int = LARGEST_BYTES) -> None:
        self.app = app
        self.kept_bytes = kept_bytes
        self.largest_bytes = largest_bytes
        self.kept: OrderedDict[Key, Answer] = OrderedDict()
        self.bytes = 0
        self.making: dict[Key, asyncio.Future[Answer | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or wait for whoever is having the same made, or have it made."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        key = key_of(scope)
        answer = self.kept.get(key)
        if answer is None and key in self.making:
            answer = await asyncio.shield(self.making[key])
        elif answer is None:
            await self.make(key, scope, receive, send)
            return
        if answer is None:
            await self.app(scope, receive, send)
            return
        if key in self.kept:
            self.kept.move_to_end(key)
        await answer.to(send)

    async def make(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        """Have an answer made, pass it on, and keep it when it lasts."""
        self.making[key] = asyncio.get_running_loop().create_future()
        catcher = Catcher(send, self.largest_bytes, lambda: self.made(key, None))
        try:
            await self.app(scope, receive, catcher)
            answer = catcher.answer()
            self.made(key, answer if answer is not None and lasts(answer.start) else None)
        finally:
            self.made(key, None)
        if answer is not None:
            await answer.to(send)

    def made(self, key: Key, answer: Answer | None) -> None:
        """Keep an answer and give it to those who wait; or tell them, with None, to have it made themselves."""
        waited = self.making.pop(key, None)
        if waited is not None:
            waited.set_result(answer)
            if answer is not None:
                self.keep(key, answer)

    def keep(self, key: Key, answer: Answer) -> None:
        """Put an answer into memory, and drop the oldest for it."""
        self.kept[key] = answer
        self.bytes += size(key, answer)
        while self.bytes > self.kept_bytes:
            self.bytes -= size(*self.kept.popitem(last=False))


class Catcher:
    """Holds an answer back until it is whole, or lets it through from where it grows too large."""

    def __init__(self, send: Send, largest_bytes: int, too_large: Callable[[], None]) -> None:
        self.send = send
        self.too_large = too_large
        self.largest_bytes = largest_bytes
        self.start: Message | None = None
        self.pieces: list[bytes] = []
        self.held_bytes = 0
        self.whole = self.through = False

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer."""
        if self.through:
            await self.send(message)
        elif message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body":
            self.pieces.append(message.get("body", b""))
            self.held_bytes += len(self.pieces[-1])
            self.whole = not message.get("more_body", False)
            if self.held_bytes > self.largest_bytes:
                await self.let_through()

    async def let_through(self) -> None:
        """Send what was held back; what follows goes straight on."""
        assert self.start is not None
        self.through = True
        self.too_large()
        await self.send(self.start)
        body = b"".join(self.pieces)
        self.pieces.clear()
        await self.send({"type": "http.response.body", "body": body, "more_body": not self.whole})

    def answer(self) -> Answer | None:
        """The whole answer, unless it was let through."""
        return Answer(self.start, b"".join(self.pieces)) if self.start and self.whole and not self.through else None


def key_of(scope: Scope) -> Key:
    """What two requests must have in common to be given the same bytes."""
    gzip = "gzip" in header(scope, b"accept-encoding")
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    return path, scope["query_string"], gzip, bool(scope.get("at_edition"))


def lasts(start: Message) -> bool:
    """Whether an answer said of itself that it holds as long as the edition."""
    return start["status"] == 200 and NEVER not in header(start, b"cache-control")


def size(key: Key, answer: Answer) -> int:
    """Bytes that a kept answer takes, near enough."""
    return len(key[0]) + len(key[1]) + len(answer.body) + OVERHEAD_BYTES
