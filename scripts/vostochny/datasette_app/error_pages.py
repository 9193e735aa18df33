"""Error responses in plain words: a page for people, JSON or a line of text for programs."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from datasette.utils import add_cors_headers
from datasette.utils.asgi import Response

from vostochny.datasette_app.sql_limits import explained
from vostochny.model.errors import LedgerError
from vostochny.web.asked_format import JSON_ENDINGS, TEXT_ENDINGS, ending_of, error_in_json

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

NOT_FOUND = "There is no such page, table or record here. It may be spelt differently, or never have existed."
FAILED = "An internal error occurred. It has been logged."
MEMORY = "The query needed more memory than one query may use. Ask for less, or simplify it."
TITLES = {400: "This cannot be answered", 403: "This is closed", 404: "Nothing here", 500: "Something went wrong"}


# Key in a request's scope under which the guard leaves why the request is refused.
REFUSED = "vostochny.refused"


class RefusedError(LedgerError):
    """A request that never reaches the database.

    status: of the response, 400 to 499
    words: why, in a sentence
    headers: further headers of the response
    """

    def __init__(self, status: int, words: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.headers = dict(headers or {})


# What an address or a statement of the reader's own brings about, by the name of the exception.
OF_THE_READER = {
    "MemoryError": MEMORY,
    "OperationalError": "",
    "DatabaseError": "",
    "DataError": "",
    "DatasetteError": "",
    "ProgrammingError": "",
    "OverflowError": "A number in this address is too large.",
    "QueryInterrupted": explained("interrupted"),
    "ValueError": "A value in this address has the wrong type, such as a word instead of a number.",
}


def status_and_message(exception: BaseException) -> tuple[int, str]:
    """Status and words for what Datasette could not do; without anything about the machine.

    What nobody foresaw is written to the log with its trace.
    """
    if isinstance(exception, RefusedError):
        return exception.status, exception.words
    status = int(getattr(exception, "status", 0) or 0)
    if status == HTTPStatus.NOT_FOUND:
        return 404, NOT_FOUND
    if getattr(exception, "title", None) == "SQL Interrupted":
        return 400, explained("interrupted")
    if 400 <= status < 500:
        return status, explained(getattr(exception, "message", None) or next(iter(exception.args), ""))
    name = type(exception).__name__
    if name in OF_THE_READER:
        return 400, OF_THE_READER[name] or explained(getattr(exception, "message", exception))
    traceback.print_exception(exception, file=sys.stderr)
    return 500, FAILED


async def answer(datasette: Datasette, request: Request, exception: BaseException) -> Response:
    """The response to a request that ended in an error."""
    status, words = status_and_message(exception)
    headers: dict[str, str] = dict(exception.headers) if isinstance(exception, RefusedError) else {}
    add_cors_headers(headers)
    ending = ending_of(request.path)
    if ending in JSON_ENDINGS:
        return Response.json(error_in_json(status, words), status=status, headers=headers)
    if ending in TEXT_ENDINGS:
        return Response.text(f"{words}\n", status=status, headers=headers)
    context = {"title": TITLES.get(status, TITLES[400]), "error": words, "sql": request.args.get("sql")}
    page = await datasette.render_template("error.html", context, request=request)
    return Response.html(page, status=status, headers=headers)
