"""The health check: which edition is served, by the digest of each of its parts, and whether they can be read."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from vostochny.database.reading import opened, rows
from vostochny.model.edition import SUMS
from vostochny.model.project import Project
from vostochny.web.cache_headers import NEVER
from vostochny.web.snapshot import Snapshot

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

ADDRESS = "/health"


class Health:
    """Answers 200 with the version and the digests of the parts, or 503 if a part cannot be read.

    The digests were compared with the files when the server started. At each check it reads the database directly and
    not through Datasette, so that many long queries do not look like a failure, and the sums of the downloads, which
    must still name this database.
    """

    def __init__(self, snapshot: Snapshot, project: Project) -> None:
        self.database = project.database
        self.sums = project.build / "downloads" / SUMS
        self.parts = snapshot.parts
        self.content = {
            "version": snapshot.version,
            "edition": snapshot.name,
            "database_sha256": snapshot.database,
            "downloads_sha256": snapshot.parts.get("downloads"),
            "site_sha256": snapshot.parts.get("site"),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self.answer()(scope, receive, send)

    def answer(self) -> Response:
        """The response at this moment."""
        try:
            with opened(self.database) as connection:
                ok = bool(rows(connection, "select record_id from records limit 1"))
            if "downloads" in self.parts:
                sums = self.sums.read_bytes()
                named = f"{self.content['database_sha256']}  {self.database.name}\n".encode()
                ok = ok and named in sums and hashlib.sha256(sums).hexdigest() == self.parts["downloads"]
        except (sqlite3.DatabaseError, OSError):
            ok = False
        return JSONResponse({"ok": ok, **self.content}, 200 if ok else 503, {"cache-control": NEVER})
