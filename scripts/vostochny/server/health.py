"""The health check: whether the server can read its database, and which snapshot it serves."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from vostochny.database.reading import opened, rows
from vostochny.web.cache_headers import NEVER
from vostochny.web.snapshot import Snapshot

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

ADDRESS = "/health"


class Health:
    """Answers 200 with the version and fingerprints, or 503 if the database cannot be read.

    It reads the file directly and not through Datasette, so that many long queries do not look like a failure.
    """

    def __init__(self, snapshot: Snapshot, database: Path) -> None:
        self.database = database
        self.told = {"version": snapshot.version, "edition": snapshot.name, "database_sha256": snapshot.database}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self.answer()(scope, receive, send)

    def answer(self) -> Response:
        """The response at this moment."""
        try:
            with opened(self.database) as connection:
                ok = bool(rows(connection, "select record_id from records limit 1"))
        except (sqlite3.DatabaseError, OSError):
            ok = False
        return JSONResponse({"ok": ok, **self.told}, 200 if ok else 503, {"cache-control": NEVER})
