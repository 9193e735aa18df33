"""Access log of the public server: one JSON object a line, without reader identities or search terms."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from vostochny.web.headers import header, with_headers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS = logging.getLogger("vostochny.requests")
REQUEST_ID = re.compile(r"[0-9a-f]{32}")
LONGEST_PATH = 300
LONGEST_LIST = 20


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of JSON: time, level, and its fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields: dict[str, Any] = {"at": moment, "level": record.levelname.lower()}
        if isinstance(record.msg, dict):
            fields |= record.msg
        else:
            fields["message"] = record.getMessage()
        if record.exc_info and record.exc_info[0] is not None:
            fields["error"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(fields, ensure_ascii=False)


def start() -> None:
    """Log everything to standard output in this form."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("httpx").setLevel(logging.WARNING)


class AccessLog:
    """Outermost middleware: gives each request an identifier and logs its outcome.

    It logs the path and the names of the parameters, not their values, and nothing about the reader.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = header(scope, b"x-request-id")
        number = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        line = LogEntry(scope, number)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                line.status = message["status"]
                message = with_headers(message, {"x-request-id": number})
            line.bytes += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            REQUESTS.info(line.written())


class LogEntry:
    """One request, as it is logged."""

    def __init__(self, scope: Scope, number: str) -> None:
        self.began = time.perf_counter()
        self.scope = scope
        self.number = number
        # The status if the application fails before it answers.
        self.status = 500
        self.bytes = 0

    def written(self) -> dict[str, Any]:
        """The request as a line of the log."""
        asked = dict.fromkeys(name for name, _ in parse_qsl(self.scope["query_string"].decode("latin-1")))
        return {
            "request": self.number,
            "method": self.scope["method"],
            "path": self.scope["path"][:LONGEST_PATH],
            "parameters": [name[:40] for name in asked][:LONGEST_LIST],
            "status": self.status,
            "bytes": self.bytes,
            "ms": round((time.perf_counter() - self.began) * 1000, 1),
        }
