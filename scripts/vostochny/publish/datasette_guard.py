"""Stands before Datasette: lets only reading pass, hides debug pages, and fills in the defaults of named queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlencode

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

READING = ("GET", "HEAD")


class Guard:
    """An ASGI application around Datasette.

    database: address of the database, such as /data/vostochny
    defaults: for each named query the value of each parameter that an address leaves out
    """

    def __init__(self, app: ASGIApp, database: str, defaults: Mapping[str, Mapping[str, str]]) -> None:
        self.app = app
        self.database = database
        self.base = database.rpartition("/")[0]
        self.defaults = defaults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] not in READING:
            refusal = PlainTextResponse("Nothing can be changed here.\n", 405, {"allow": "GET, HEAD"})
            await refusal(scope, receive, send)
        elif is_internal(scope):
            await PlainTextResponse("There is no such page.\n", 404)(scope, receive, send)
        else:
            as_csv = scope["path"].endswith(".csv")
            inner = below(self.with_defaults(scope), self.base)
            await self.app(inner, receive, typed_as_csv(send) if as_csv else send)

    def with_defaults(self, scope: Scope) -> Scope:
        """The request with a default for each parameter of a named query that the address leaves out or empty."""
        folder, _, last = scope["path"].rpartition("/")
        wanted = self.defaults.get(last.partition(".")[0]) if folder == self.database else None
        if not wanted:
            return scope
        given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        told = {name for name, value in given if value or name not in wanted}
        kept = [(name, value) for name, value in given if name in told or not wanted.get(name)]
        added = [(name, value) for name, value in wanted.items() if name not in told and value]
        return {**scope, "query_string": urlencode([*kept, *added]).encode("ascii")}


def below(scope: Scope, base: str) -> Scope:
    """The request without the beginning of its address: Datasette adds `base` to its own links, and would twice."""
    raw: bytes = scope.get("raw_path") or b""
    start = base.encode("ascii")
    inner = raw[len(start) :] if raw.startswith(start + b"/") else None
    return {**scope, "path": scope["path"].removeprefix(base), "raw_path": inner}


def typed_as_csv(send: Send) -> Send:
    """Calls a CSV answer by its name, where Datasette says plain text."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            headers = [item for item in message["headers"] if item[0].lower() != b"content-type"]
            message = {**message, "headers": [*headers, (b"content-type", b"text/csv; charset=utf-8")]}
        await send(message)

    return sending


def is_internal(scope: Scope) -> bool:
    """Whether the address is one of Datasette's own pages: versions, settings, threads, log-in and the like."""
    path = unquote(scope["path"])
    return "/-/" in f"{path}/" and not path.startswith("/data/-/static/")
