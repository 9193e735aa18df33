"""Reading and changing the headers of ASGI messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Scope


def header(scope: Scope | Message, name: bytes) -> str:
    """The first header of this name (lower case) of a request or an answer; empty where there is none."""
    found: Iterable[tuple[bytes, bytes]] = scope.get("headers") or ()
    return next((value.decode("latin-1") for key, value in found if key.lower() == name), "")


def without(message: Message, names: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    """The headers of a message but for those named (lower case)."""
    left_out = frozenset(names)
    return [item for item in message.get("headers") or () if item[0].lower() not in left_out]


def with_headers(message: Message, headers: Mapping[str, str]) -> Message:
    """The beginning of an answer with these headers in place of its own of the same names (lower case)."""
    ours = [(key.encode("ascii"), value.encode("latin-1")) for key, value in headers.items()]
    return {**message, "headers": [*without(message, [key for key, _ in ours]), *ours]}
