"""The publication while somebody edits it: always the last valid state, with pages that reload and show findings."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, HTMLResponse, StreamingResponse

from vostochny.model.errors import BuildError
from vostochny.web.headers import header, with_headers, without

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVENTS = "/-/watch/events"
SCRIPT = "/-/watch/watch.js"
SCRIPT_FILE = Path(__file__).parent / "watch.js"
# How often an open page is told, in seconds.
PACE = 0.2
END_OF_PAGE = b"</body>"
# A page is read anew each time, whole and without the answer that it has not changed.
LEFT_OUT = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


@dataclass(frozen=True)
class Shown:
    """What open pages are told.

    state: counts the valid states of the record and the pages since the start; a page of another one loads again
    findings: what keeps the files as they are now from being shown, a line each; none when they are shown
    """

    state: int = 0
    findings: tuple[str, ...] = ()


class WatchedServer:
    """An ASGI application over the publication, whose record and pages are replaced while it runs.

    app: the publication as it was built
    page: gives the page at an address, None where there is no such page; it is asked from the first change on
    """

    def __init__(self, app: ASGIApp, page: Callable[[str], str | None]) -> None:
        self.running = Running(app)
        self.page = page
        self.shown = Shown()
        self.loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or start and stop with the server."""
        if scope["type"] == "lifespan":
            await self.lifespan(receive, send)
        elif scope["path"] == EVENTS:
            headers = {"cache-control": "no-store"}
            await StreamingResponse(self.events(), media_type="text/event-stream", headers=headers)(
                scope, receive, send
            )
        elif scope["path"] == SCRIPT:
            await FileResponse(SCRIPT_FILE, headers={"cache-control": "no-store"})(scope, receive, send)
        else:
            fresh = {**scope, "headers": without(scope, LEFT_OUT)}
            app = await self.newer_page(scope) or self.running.app
            await app(fresh, receive, Reloading(send, self.shown.state))

    async def lifespan(self, receive: Receive, send: Send) -> None:
        """Start and stop what is shown with the server."""
        self.loop = asyncio.get_running_loop()
        await receive()
        await self.running.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.running.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def newer_page(self, scope: Scope) -> ASGIApp | None:
        """A page of the site as the files have it now; None where there is none, or none that may be shown."""
        if not self.shown.state or scope["method"] not in {"GET", "HEAD"}:
            return None
        try:
            content = await asyncio.to_thread(self.page, scope["path"])
        except BuildError as error:
            self.tell((str(error),))
            return None
        return HTMLResponse(content) if content is not None else None

    def tell(self, findings: tuple[str, ...]) -> None:
        """Show findings on every open page, over the last valid state."""
        self.shown = Shown(self.shown.state, findings)

    def replace(self, app: ASGIApp | None) -> None:
        """Show the next state, from any thread: another publication, or the same one with other pages."""
        assert self.loop is not None
        asyncio.run_coroutine_threadsafe(self.replaced(app), self.loop).result()

    async def replaced(self, app: ASGIApp | None) -> None:
        """Start the new publication before the old one stops, so that every request is answered."""
        before = self.running
        if app is not None:
            started = Running(app)
            await started.start()
            self.running = started
        self.shown = Shown(self.shown.state + 1)
        if app is not None:
            await before.stop()

    async def events(self) -> AsyncIterator[str]:
        """What an open page is told: the state now, and each one that follows."""
        told = None
        while True:
            if self.shown != told:
                told = self.shown
                yield f"data: {json.dumps(asdict(told))}\n\n"
            await asyncio.sleep(PACE)


class Running:
    """An ASGI application that was started as a server starts it (ASGI, lifespan protocol)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.asked: asyncio.Queue[Message] = asyncio.Queue()
        self.answered: asyncio.Queue[Message] = asyncio.Queue()
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it. Raises BuildError when it says that it cannot."""
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}
        self.task = asyncio.create_task(self.run(scope))
        await self.ask("lifespan.startup")

    async def stop(self) -> None:
        """Stop it and wait for that."""
        await self.ask("lifespan.shutdown")
        if self.task:
            await self.task

    async def run(self, scope: Scope) -> None:
        """Its whole life."""
        await self.app(scope, self.asked.get, self.answered.put)

    async def ask(self, what: str) -> None:
        """Ask for one step and wait for the answer."""
        await self.asked.put({"type": what})
        answer = await self.answered.get()
        if answer["type"] != f"{what}.complete":
            raise BuildError(f"the server could not be started: {answer.get('message', what)}")


class Reloading:
    """Sends an answer on; a page gets the script that loads it again when there is a newer state."""

    def __init__(self, send: Send, state: int) -> None:
        self.send = send
        self.script = f'<script src="{SCRIPT}" data-state="{state}" defer></script>'.encode("ascii")
        self.first: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """One message of the answer."""
        if message["type"] == "http.response.start":
            message = with_headers(message, {"cache-control": "no-store"})
            if header(message, b"content-type").startswith("text/html"):
                self.first = message
                return
        elif self.first:
            self.body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self.send({**self.first, "headers": without(self.first, [b"content-length", b"etag"])})
            message = {**message, "body": self.body.replace(END_OF_PAGE, self.script + END_OF_PAGE, 1)}
        await self.send(message)
