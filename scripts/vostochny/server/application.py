"""The ASGI application: the site at /, Datasette at /data/ and the files at /downloads/."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from vostochny.datasette_app.app import BASE_URL
from vostochny.datasette_app.app import application as datasette_application
from vostochny.desk.mcp_server import PATH as MCP_PATH
from vostochny.desk.mcp_server import mcp_application
from vostochny.model.edition import LIST, servable
from vostochny.model.errors import EXIT_WRONG_CALL
from vostochny.model.file_lock import using
from vostochny.model.project import Project
from vostochny.server import health
from vostochny.web.cache_headers import ASK_AGAIN, FOR_EVER, CacheHeaders, NotModified, SnapshotPaths
from vostochny.web.concurrency_limit import ConcurrencyLimit
from vostochny.web.content_types import CONTENT_TYPES
from vostochny.web.headers import header, with_headers
from vostochny.web.prewarm import LARGE_ROWS, Prewarm
from vostochny.web.response_cache import ResponseCache
from vostochny.web.security_headers import CHARTS, COMPILING, DESK, EMBEDDED, EXPLORING, FRAMED, HEADERS, POLICY, SHARED
from vostochny.web.snapshot import Snapshot, read_snapshot

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
DOWNLOADS = "/downloads/"
# Of Datasette's four threads, two are always left for pages.
STATEMENTS_AT_ONCE = 2
# Nine, the default, takes a third longer for one part in a hundred less.
PACKING = 6

# Parts of the theme that have a hash of their content in their name.
HASHED_NAME = re.compile(r"\.[0-9a-f]{8}\.min\.(?:css|js)$")

# Files that are compressed already, or that readers fetch in ranges.
PACKED = {".png", ".woff2", ".zip", ".gz", ".parquet", ".xlsx", ".db"}


class Files(StaticFiles):
    """The files of one folder, with their types."""

    def __init__(self, folder: Path, *, html: bool) -> None:
        super().__init__(directory=folder, html=html, check_dir=False)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file with its type and how long it holds; Starlette's own adds ETag and Last-Modified and answers 304."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        kind = CONTENT_TYPES.get(Path(full_path).suffix.lower())
        if kind and isinstance(response, FileResponse):
            response.headers["content-type"] = kind
        fixed = scope.get("at_snapshot") or HASHED_NAME.search(Path(full_path).name)
        response.headers["cache-control"] = FOR_EVER if fixed else ASK_AGAIN
        return response


class Server:
    """The ASGI application: each request goes to one of its parts by the beginning of its address."""

    def __init__(self, project: Project, snapshot: Snapshot) -> None:
        self.data = data_part(project, snapshot)
        self.health = health.Health(snapshot, project)
        self.downloads = Files(project.build / "downloads", html=False)
        self.site = Files(project.build / "site", html=True)
        self.mcp, self.mcp_running = mcp_application(project)
        self.parts = SnapshotPaths(self.answer, snapshot.name, (BASE_URL[1:], DOWNLOADS[1:]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; the lifespan events go to Datasette."""
        if scope["type"] == "lifespan":
            async with self.mcp_running:
                await self.data(scope, receive, send)
        elif scope["type"] == "http":
            await self.parts(scope, receive, protected(send, scope["path"]))

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request to its part; an address outside all of them gets the site's page for that."""
        path: str = scope["path"]
        part: ASGIApp
        if self.mcp and path == MCP_PATH:
            part = self.mcp
        elif path.startswith(BASE_URL):
            part = self.data
        elif path == BASE_URL.rstrip("/"):
            part = RedirectResponse(BASE_URL, 308)
        elif path == health.ADDRESS:
            part = self.health
        elif hidden(path):
            part = await self.not_found(scope)
        else:
            part = await self.static(scope)
            if not path.startswith(DOWNLOADS) and Path(path).suffix not in PACKED:
                part = GZipMiddleware(part)
        await part(scope, receive, send)

    async def static(self, scope: Scope) -> Response:
        """A file of the downloads, else one of the site, which has a page about the downloads at the same address."""
        path: str = scope["path"]
        places = [(self.site, path)]
        if path.startswith(DOWNLOADS) and path != DOWNLOADS:
            places.insert(0, (self.downloads, path.removeprefix(DOWNLOADS)))
        for files, name in places:
            try:
                return await files.get_response(os.path.normpath(name.lstrip("/") or "."), scope)
            except HTTPException as refused:
                if refused.status_code != 404:
                    return PlainTextResponse(f"{refused.detail}\n", refused.status_code, {"allow": "GET, HEAD"})
        return await self.not_found(scope)

    async def not_found(self, scope: Scope) -> Response:
        """The site's page for addresses that do not exist, or one line where there is no site."""
        try:
            page = await self.site.get_response("404.html", {**scope, "method": "GET", "headers": []})
        except HTTPException:
            return PlainTextResponse("There is no such page.\n", 404)
        page.status_code = 404
        return page


def hidden(path: str) -> bool:
    """Whether an address leaves its folder or names a hidden file."""
    return any(part.startswith(".") for part in path.replace("\\", "/").split("/"))


def headers_of(path: str) -> Mapping[str, str]:
    """The headers of every answer, with what only some addresses may do."""
    if path.startswith(CHARTS):
        return FRAMED
    if path.startswith(DESK):
        return EMBEDDED
    if path.startswith(DOWNLOADS):
        return SHARED
    return COMPILING if path in EXPLORING else HEADERS


def protected(send: Send, path: str) -> Send:
    """Gives every answer its protecting headers; a policy that the part has of its own is stricter and stays."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            ours = headers_of(path)
            if own := header(message, POLICY.encode("ascii")):
                ours = {**ours, POLICY: own}
            message = with_headers(message, ours)
        await send(message)

    return sending


def data_part(project: Project, snapshot: Snapshot) -> ASGIApp:
    """Datasette with its middleware: concurrency limit, cache headers, compression and response cache."""
    datasette = ConcurrencyLimit(datasette_application(project, snapshot), STATEMENTS_AT_ONCE)
    packed = GZipMiddleware(CacheHeaders(datasette, snapshot.name), compresslevel=PACKING)
    known = NotModified(ResponseCache(packed), snapshot.name)
    large = [name for name in project.dataset.published if snapshot.rows.get(name, 0) >= LARGE_ROWS]
    return Prewarm(known, [f"{BASE_URL}{project.database.stem}/{name}" for name in large])


def application(project: Project) -> ASGIApp:
    """The whole publication of one checkout. Raises FileNotFoundError when there is no database yet."""
    return Server(project, read_snapshot(project))


def serve(project: Project, port: int) -> None:
    """Print where to look, then serve the current edition until Ctrl-C; exits with code 2 when the port is in use.

    An edition that is put in place meanwhile is served after the next start, so that what is served belongs together.
    Raises BuildError when there is no edition.
    """
    listening = listen(port)
    if listening is None:
        click.echo(f"Port {port} is in use; choose another, such as: vostochny serve --port {port + 1}", err=True)
        sys.exit(EXIT_WRONG_CALL)
    served, why = servable(project, drafts=True)
    if why:
        click.echo(f"The edition before the current one is served, because {why}.", err=True)
    with using(served.build / LIST):
        run(application(served), listening)


def run(app: ASGIApp, listening: socket.socket, patience: int | None = None) -> None:
    """Print where to look and answer on a socket until Ctrl-C.

    patience: seconds after which answers that do not end are ended then; none are when not given
    """
    import uvicorn

    port = listening.getsockname()[1]
    address = f"http://{HOST}:{port}"
    click.echo(
        f"Serving on {address} - Ctrl-C stops it.\n"
        f"  {address}/              the site; open this first\n"
        f"  {address}/explore/      tables, filters and SQL in the page, as on a host of static files\n"
        f"  {address}{BASE_URL}         tables, filters and SQL in Datasette\n"
        f"  {address}{DOWNLOADS}    the files: CSV, Excel, SQLite, Parquet and more"
    )
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="on", server_header=False)
    config.timeout_graceful_shutdown = patience
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    finally:
        listening.close()


def listen(port: int) -> socket.socket | None:
    """A socket bound to `port` on this machine only; None when the port is in use or reserved."""
    # The protocol is named, because only then does asyncio send each piece at once; else small answers wait 40 ms.
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((HOST, port))
        opened.listen()
    except OSError:
        opened.close()
        return None
    return opened
