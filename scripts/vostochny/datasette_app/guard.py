"""ASGI middleware before Datasette: allows only reading, limits requests, and makes responses safe to open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlencode

from starlette.responses import RedirectResponse

from vostochny.datasette_app.csv_answers import CsvAnswer
from vostochny.datasette_app.error_pages import NOT_FOUND, REFUSED, RefusedError
from vostochny.datasette_app.plugin import NOWHERE
from vostochny.datasette_app.query_arguments import is_no_record, misread
from vostochny.datasette_app.search import normalised
from vostochny.model.site_url import DATASETTE_PATH
from vostochny.web.asked_format import JSON_ENDINGS, TEXT_ENDINGS, ending_of
from vostochny.web.cache_headers import PAGE, PageFacts
from vostochny.web.concurrency_limit import has_statement
from vostochny.web.headers import header, with_headers
from vostochny.web.limits import LONGEST_ADDRESS, MOST_FACETS
from vostochny.web.security_headers import DATASETTE_POLICY

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

READING = ("GET", "HEAD")
MOST_PARAMETERS = 60
# Reading needs no cookie and no password, and an answer that does not depend on them can be kept by a cache.
PERSONAL = (b"cookie", b"authorization")
# Switches for whoever works on Datasette; a page shows nothing new with them.
# Others end in a 500 unless they have the value that Datasette's own pages give them, and no page here uses them.
SWITCHES = ("_trace", "_context", "_timelimit", "_ttl", "_through", "_json_infinity")
FACETS = ("_facet", "_facet_array", "_facet_date")
ENCODED_ENDING = re.compile(rf"~2E({'|'.join((*JSON_ENDINGS, *TEXT_ENDINGS))})$")
COLUMN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|")


class Guard:
    """An ASGI application around Datasette.

    database: address of the database, such as /data/vostochny
    defaults: for each named query the value of each parameter that an address leaves out
    key_parts: for each table how many columns its key has
    value_types: for each table or view the type of each column that CSV answers rewrite
    """

    def __init__(
        self,
        app: ASGIApp,
        database: str,
        defaults: Mapping[str, Mapping[str, str]],
        key_parts: Mapping[str, int],
        value_types: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.app = app
        self.database = database
        self.base = database.rpartition("/")[0]
        self.defaults = defaults
        self.key_parts = key_parts
        self.value_types = value_types

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif refusal := refused(scope):
            await self.app(nowhere(impersonal(scope), refusal), receive, with_policy(send))
        elif redirect := without_last_slash(scope, self.base):
            await redirect(scope, receive, with_policy(send))
        else:
            PAGE.get(PageFacts())["own_statement"] = has_statement(scope)
            inner = below(self.with_defaults(impersonal(scope)), self.base)
            if is_internal(scope) or is_no_record(scope["path"], self.database, self.key_parts):
                inner = nowhere(inner)
            answering = within(self.base, with_policy(send))
            if scope["path"].endswith(".csv"):
                answering = self.csv_answer(inner, answering)
            await self.app(inner, receive, answering)

    def csv_answer(self, inner: Scope, send: Send) -> CsvAnswer:
        """Rewrites the CSV answer to a request as Datasette sees it."""
        name = inner["path"].rpartition("/")[2].removesuffix(".csv")
        asked = dict(parameters(inner))
        streamed = bool(asked.get("_stream"))
        PAGE.get(PageFacts())["streamed"] = streamed
        return CsvAnswer(
            send,
            name,
            self.value_types.get(name, {}),
            streamed=streamed,
            has_header=asked.get("_header") != "off",
            is_head=inner["method"] == "HEAD",
        )

    def with_defaults(self, scope: Scope) -> Scope:
        """The request with a default for each parameter of a named query that the address leaves out or empty."""
        folder, _, last = scope["path"].rpartition("/")
        asked = parameters(scope)
        # A file that is sent page by page would run a costly condition again for each page.
        unheard = {*SWITCHES, "_stream"} if has_statement(scope) else SWITCHES
        is_raw = ("_searchmode", "raw") in asked
        given = [(name, value if is_raw else searched(name, value)) for name, value in asked if name not in unheard]
        if any(name == "_next" for name, _ in given):
            # Datasette would count the values of the rows from this page on, as if they were all.
            given = [item for item in given if item[0] != "_nofacet"] + [("_nofacet", "on")]
        wanted = self.defaults.get(last.partition(".")[0]) if folder == self.database else None
        if wanted:
            present = {name for name, value in given if value or name not in wanted}
            given = [(name, value) for name, value in given if name in present or not wanted.get(name)]
            given += [(name, value) for name, value in wanted.items() if name not in present and value]
        elif given == asked:
            return scope
        return {**scope, "query_string": urlencode(given).encode("ascii")}


def searched(name: str, value: str) -> str:
    """The value of a parameter, words to be searched for in the form of the record's own text.

    Datasette doubles no quotation mark that has no partner, and SQLite then refuses the whole search.
    """
    if name != "_search" and not name.startswith("_search_"):
        return value
    words = normalised(value)
    return words if words.count('"') % 2 == 0 else words.replace('"', " ")


def parameters(scope: Scope) -> list[tuple[str, str]]:
    """Names and values after the question mark."""
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def nowhere(scope: Scope, refusal: RefusedError | None = None) -> Scope:
    """The request as one for an address without a page, which is answered in the format that was asked for."""
    ending = ending_of(scope["path"])
    path = f"{NOWHERE}.{ending}" if ending else NOWHERE
    method = "HEAD" if scope["method"] == "HEAD" else "GET"
    moved = {"path": path, "raw_path": path.encode("ascii"), "query_string": b"", "method": method}
    return {**scope, **moved, REFUSED: refusal}


def refused(scope: Scope) -> RefusedError | None:
    """Why a request never reaches the database; None where it may."""
    path: str = scope["path"]
    if scope["method"] not in READING:
        return RefusedError(405, "Nothing can be changed here.", {"allow": "GET, HEAD"})
    if len(scope["query_string"]) > LONGEST_ADDRESS:
        return RefusedError(414, "This address is too long. A query may have about 16,000 characters.")
    if fault := senseless(path, parameters(scope)) or misread(parameters(scope)):
        return RefusedError(400, fault)
    if is_of_another_host(path):
        return RefusedError(404, NOT_FOUND)
    return None


def is_of_another_host(path: str) -> bool:
    """Whether Datasette would send an address to another host."""
    return "//" in path or "\\" in path or "\0" in path


def without_last_slash(scope: Scope, base: str) -> RedirectResponse | None:
    """The response to an address that ends with a slash: the same without it."""
    path: str = scope["path"]
    if path.endswith("/") and path != f"{base}/":
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(path.rstrip("/") + (f"?{query}" if query else ""), 308)
    return None


def senseless(path: str, asked: Sequence[tuple[str, str]]) -> str:
    """What is wrong with the parameters, in a sentence; empty if nothing is."""
    facets = [value for name, value in asked if name in FACETS]
    if len(asked) > MOST_PARAMETERS or len(facets) > MOST_FACETS:
        return f"Ask for less at once: at most {MOST_FACETS} facets in one address."
    if not all(COLUMN.fullmatch(value) for value in facets):
        return "A facet is the name of a column."
    words = [value for name, value in asked if name == "_search" or name.startswith("_search_")]
    if any(value.strip() and not any(map(str.isalnum, value)) for value in words):
        return "A search needs at least one letter or digit."
    if path.count("/") == 2 and path.endswith(".csv") and not dict(asked).get("sql"):
        return "Say what to ask, with sql=select ..., or name a table."
    return ""


def is_internal(scope: Scope) -> bool:
    """Whether the address is one of Datasette's own pages: versions, settings, threads, log-in and the like."""
    path = unquote(scope["path"])
    return "/-/" in f"{path}/" and not path.startswith(f"{DATASETTE_PATH}/-/static/")


def below(scope: Scope, base: str) -> Scope:
    """The request without the beginning of its address: Datasette adds `base` to its own links, and would twice."""
    raw: bytes = scope.get("raw_path") or b""
    start = base.encode("ascii")
    inner = raw[len(start) :] if raw.startswith(start + b"/") else None
    return {**scope, "path": scope["path"].removeprefix(base), "raw_path": inner}


def impersonal(scope: Scope) -> Scope:
    """The request without headers that identify a reader."""
    return {**scope, "headers": [item for item in scope["headers"] if item[0].lower() not in PERSONAL]}


def within(base: str, send: Send) -> Send:
    """Corrects the addresses to which Datasette leads on: they lack `base`, and a format is taken for part of a key.

    Datasette 0.65 writes an address that has % in it anew with ~ in its place; see Router.handle_404 in its app.py.
    """

    async def sending(message: Message) -> None:
        target = header(message, b"location") if message["type"] == "http.response.start" else ""
        if target.startswith("/") and not target.startswith((f"{base}/", "//")):
            path, mark, query = target.partition("?")
            path = ENCODED_ENDING.sub(r".\1", path)
            message = with_headers(message, {"location": f"{base}{path}{mark}{query}"})
        await send(message)

    return sending


def with_policy(send: Send) -> Send:
    """Adds the content security policy: files from this host only, and no inline script."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            policy = (b"content-security-policy", DATASETTE_POLICY.encode("ascii"))
            message = {**message, "headers": [*message.get("headers", []), policy]}
        await send(message)

    return sending
