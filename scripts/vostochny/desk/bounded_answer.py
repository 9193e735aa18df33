"""Keeps an answer for a program within 8 kB, and says where it was cut."""

from __future__ import annotations

import json

from vostochny.database.reading import Row

MOST_BYTES = 8000
LONGEST_TEXT = 700


def fitted(body: Row) -> str:
    """JSON of at most 8 kB: long texts are cut with a mark, then ends of long lists go (see left_out)."""
    body = json.loads(json.dumps(body, ensure_ascii=False), object_hook=cut_texts)
    while len(written := json.dumps(body, ensure_ascii=False).encode("utf-8")) > MOST_BYTES:
        lists = [key for key, value in body.items() if isinstance(value, list) and value]
        if not lists:
            return json.dumps({key: body[key] for key in ("sentence", "version", "page")}, ensure_ascii=False)
        longest = max(lists, key=lambda key: len(json.dumps(body[key])))
        body[longest] = body[longest][: len(body[longest]) * 3 // 4]
        body["left_out"] = "the ends of lists: ask for less, or open the page"
    return written.decode("utf-8")


def plain_cell(cell: object) -> object:
    """A cell of an answer, long ones cut."""
    return f"{len(cell)} bytes" if isinstance(cell, bytes) else cell[:LONGEST_TEXT] if isinstance(cell, str) else cell


def cut_texts(item: Row) -> Row:
    """An object whose long texts are cut, each with a mark where it is."""
    return {
        key: f"{value[:LONGEST_TEXT]} …" if isinstance(value, str) and len(value) > LONGEST_TEXT else value
        for key, value in item.items()
    }
