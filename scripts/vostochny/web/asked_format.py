"""In which format an address is answered, by its ending: JSON, a line of text, or a page; errors are as answers are."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.responses import PlainTextResponse, Response

JSON_ENDINGS = ("json", "geojson")
TEXT_ENDINGS = ("csv", "atom")


def ending_of(path: str) -> str:
    """The ending of an address that asks for another format than a page; empty where it asks for a page."""
    ending = path.rpartition("/")[2].rpartition(".")[2]
    return ending if ending in (*JSON_ENDINGS, *TEXT_ENDINGS) else ""


def error_in_json(status: int, words: str) -> dict[str, object]:
    """What an address in JSON answers where it cannot answer."""
    return {"ok": False, "status": status, "error": words}


def error_without_a_page(path: str, status: int, words: str, headers: Mapping[str, str]) -> Response:
    """An error as JSON where the address asks for it, else as a line of text, which needs no template."""
    if ending_of(path) not in JSON_ENDINGS:
        return PlainTextResponse(f"{words}\n", status, headers)
    shared = {**headers, "access-control-allow-origin": "*"}
    return Response(json.dumps(error_in_json(status, words)), status, shared, "application/json; charset=utf-8")
