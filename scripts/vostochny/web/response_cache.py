"""In-memory response cache with a byte limit; concurrent identical requests share one computation."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vostochny.web.cache_headers import NEVER
from vostochny.web.headers import header
from vostochny.web.lru_cache import ByteCache

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT_BYTES = 32 * 1024 * 1024
LARGEST_BYTES = 1024 * 1024
# Memory that a cached response takes besides its body: headers, address, bookkeeping.
OVERHEAD_BYTES = 2048

Key = tuple[bytes, bytes, bool, bool, str]


@dataclass(frozen=True)
class CachedResponse:
    """A whole response: its start message and its body."""

    start: Message
    body: bytes

    async def to(self, send: Send) -> None:
        """Send it."""
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})


class ResponseCache:
    """ASGI middleware around an application whose cacheable responses say so in Cache-Control.

    kept_bytes: size of the cache; the least recently used responses are evicted
    largest_bytes: a larger response is not cached
    """

    def __init__(self, app: ASGIApp, kept_bytes: int = KEPT_BYTES, largest_bytes: int = LARGEST_BYTES) -> None:
        self.app = app
        self.largest_bytes = largest_bytes
        self.kept: ByteCache[Key, CachedResponse] = ByteCache(kept_bytes)
        self.making: dict[Key, asyncio.Future[CachedResponse | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the cache, wait for an identical request in progress, or compute the response."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        key = key_of(scope)
        if key in self.kept:
            await self.kept[key].to(send)
        elif key not in self.making:
            await self.make(key, scope, receive, send)
        elif answer := await asyncio.shield(self.making[key]):
            await answer.to(send)
        else:
            await self.app(scope, receive, send)

    async def make(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        """Compute a response, pass it on, and cache it if it may be cached."""
        self.making[key] = asyncio.get_running_loop().create_future()
        catcher = ResponseBuffer(send, self.largest_bytes, lambda: self.made(key, None))
        try:
            await self.app(scope, receive, catcher)
            if catcher.answer is not None and lasts(catcher.answer.start):
                self.made(key, catcher.answer)
        finally:
            self.made(key, None)
        if catcher.answer is not None:
            await catcher.answer.to(send)

    def made(self, key: Key, answer: CachedResponse | None) -> None:
        """Cache a response and pass it to the waiting requests; None tells them to compute it themselves."""
        waited = self.making.pop(key, None)
        if waited is not None:
            waited.set_result(answer)
            if answer is not None:
                self.kept.put(key, answer, size(key, answer))


class ResponseBuffer:
    """Holds a response of one message; one of several messages is streamed through."""

    def __init__(self, send: Send, largest_bytes: int, not_kept: Callable[[], None]) -> None:
        self.send = send
        self.largest_bytes = largest_bytes
        self.not_kept = not_kept
        self.start: Message | None = None
        self.answer: CachedResponse | None = None

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start":
            self.start = message
        elif self.start is None:
            await self.send(message)
        elif message.get("more_body") or len(message.get("body", b"")) > self.largest_bytes:
            self.not_kept()
            await self.send(self.start)
            self.start = None
            await self.send(message)
        else:
            self.answer = CachedResponse(self.start, message.get("body", b""))


def key_of(scope: Scope) -> Key:
    """What two requests must have in common to get the same bytes; links in the response contain the host."""
    gzip = "gzip" in header(scope, b"accept-encoding")
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    host = f"{scope['scheme']}://{header(scope, b'host')}"
    return path, scope["query_string"], gzip, bool(scope.get("at_snapshot")), host


def lasts(start: Message) -> bool:
    """Whether the headers of a response allow it to be cached."""
    return start["status"] == 200 and NEVER not in header(start, b"cache-control")


def size(key: Key, answer: CachedResponse) -> int:
    """Bytes that a cached response takes, roughly."""
    return len(key[0]) + len(key[1]) + len(key[4]) + len(answer.body) + OVERHEAD_BYTES
