"""Cache headers of Datasette's responses, which are valid as long as the snapshot, since a snapshot never changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import unquote_plus

from starlette.responses import RedirectResponse, Response

from vostochny.web.headers import header, with_headers, without

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# An address that names its snapshot: what /at/<name>/data/... returns never changes.
AT = "/at/"
YEAR_S = 31_536_000
ASK_AGAIN = "public, no-cache"
FOR_EVER = f"public, max-age={YEAR_S}, immutable"
NEVER = "no-store"
# Parts of SQL whose result changes with every run.
CHANGING = re.compile(r"random|'now'|current_(?:date|time)|(?:date|time|day|epoch)\s*\(\s*\)", re.IGNORECASE)
# A longer response is passed on as it comes, and cached nowhere.
HELD_BYTES = 1024 * 1024
# How long nginx uses a cached response before it revalidates it, which costs almost nothing.
ASK_AFTER_S = 1
COOKIES = (b"cookie", b"authorization")
DATASETTE_OWN = (b"vary", b"set-cookie")


class PageFacts(TypedDict, total=False):
    """What is known of the answer being made.

    given_up: a part of it failed or took too long
    cut: it has fewer rows than the selection
    complete_page: the rows of a page that has all rows of its selection
    facets_ms: milliseconds spent on facets
    streamed: it is a CSV file of all pages
    expected_rows: rows of that file as the database counted them; None where that took too long
    own_statement: it has SQL of the reader's own
    """

    given_up: bool
    cut: bool
    complete_page: object
    facets_ms: float
    streamed: bool
    expected_rows: int | None
    own_statement: bool


PAGE: ContextVar[PageFacts] = ContextVar("page")


class CacheHeaders:
    """Adds Cache-Control to complete 200 responses of Datasette; all others get no-store."""

    def __init__(self, app: ASGIApp, snapshot: str) -> None:
        self.app = app
        self.snapshot = snapshot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on without cookies and passwords, and add the headers to the response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        anonymous: Scope = {**scope, "headers": without(scope, COOKIES)}
        headers = {"cache-control": NEVER} if is_changing(scope) else lifetime(self.snapshot, scope)
        page = PageFacts()
        PAGE.set(page)
        await self.app(anonymous, receive, HeldResponse(send, headers, page))


class NotModified:
    """Answers 304 to a reader who has the response of this snapshot, before any cache or Datasette is asked."""

    def __init__(self, app: ASGIApp, snapshot: str) -> None:
        self.app = app
        self.snapshot = snapshot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 304, or pass the request on."""
        if scope["type"] == "http" and (asked := header(scope, b"if-none-match")):
            known = {item.strip() for item in asked.split(",")}
            if tag(self.snapshot) in known and scope["method"] in ("GET", "HEAD") and not is_changing(scope):
                await Response(status_code=304, headers=lifetime(self.snapshot, scope))(scope, receive, send)
                return
        await self.app(scope, receive, send)


def tag(snapshot: str) -> str:
    """The ETag of every address: one snapshot has one response for each. Weak, because it may be compressed."""
    return f'W/"{snapshot}"'


def lifetime(snapshot: str, scope: Scope) -> dict[str, str]:
    """The headers of a response that is valid as long as the snapshot.

    Browsers revalidate each time, unless the address names the snapshot; nginx does once a second
    (x-accel-expires, which it does not pass on).
    """
    fixed = scope.get("at_snapshot") or is_hashed_asset(scope)
    return {
        # First, because nginx before 1.23 uses whichever of these it reads first.
        "x-accel-expires": str(ASK_AFTER_S),
        "etag": tag(snapshot),
        "cache-control": FOR_EVER if fixed else ASK_AGAIN,
    }


def is_changing(scope: Scope) -> bool:
    """Whether the result of the request changes with every run."""
    return CHANGING.search(unquote_plus(scope["query_string"].decode("latin-1"))) is not None


def is_hashed_asset(scope: Scope) -> bool:
    """Whether the address is a style sheet or script of Datasette with the hash of its content."""
    return "/-/static/" in scope["path"] and bool(scope["query_string"])


class HeldResponse:
    """Holds a response until it is complete, then adds its cache headers if it succeeded; a long one gets no-store.

    Only its end shows whether it succeeded: a CSV file may break off in the middle.
    """

    def __init__(self, send: Send, lifetime: Mapping[str, str], page: PageFacts) -> None:
        self.send = send
        self.lifetime = lifetime
        self.page = page
        self.start: Message | None = None
        self.held = bytearray()

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start":
            self.start = {**message, "headers": without(message, DATASETTE_OWN)}
        elif self.start is None:
            await self.send(message)
        else:
            self.held += message.get("body", b"")
            whole = not message.get("more_body", False)
            if whole or len(self.held) > HELD_BYTES:
                right = whole and self.start["status"] == 200 and "given_up" not in self.page
                headers = dict(self.lifetime) if right else {"cache-control": NEVER}
                if whole:
                    headers["content-length"] = str(len(self.held))
                await self.send(with_headers(self.start, headers))
                self.start = None
                await self.send({"type": "http.response.body", "body": bytes(self.held), "more_body": not whole})


class SnapshotPaths:
    """Removes /at/<snapshot>/ from an address; addresses of old snapshots redirect to the address without it.

    parts: prefixes of the addresses that a snapshot determines, without those of the site's pages
    """

    def __init__(self, app: ASGIApp, snapshot: str, parts: tuple[str, ...]) -> None:
        self.app = app
        self.snapshot = snapshot
        self.parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].startswith(AT):
            await self.app(scope, receive, send)
            return
        asked, _, rest = scope["path"].removeprefix(AT).partition("/")
        prefix = f"{AT}{asked}".encode()
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        if asked == self.snapshot and rest.startswith(self.parts):
            raw_path = raw.removeprefix(prefix) if raw.startswith(prefix) else None
            inner = {**scope, "path": f"/{rest}", "raw_path": raw_path, "at_snapshot": True}
            await self.app(inner, receive, send)
        else:
            question = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
            target = f"/{rest.lstrip('/')}{question}"
            await RedirectResponse(target, 307, {"cache-control": NEVER})(scope, receive, send)
