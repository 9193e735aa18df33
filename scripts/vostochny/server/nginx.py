"""The configuration of nginx, filled in for one host from nginx.conf beside this file."""

from __future__ import annotations

import mimetypes
import os
import pwd
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vostochny.web.cache_headers import ASK_AGAIN, FOR_EVER, NEVER
from vostochny.web.content_types import CONTENT_TYPES
from vostochny.web.security_headers import COMPILING, FRAMED, HEADERS, SHARED

TEMPLATE = Path(__file__).with_name("nginx.conf")
SLOT = re.compile(r"@([A-Z_]+)@")
# Kinds of files of the site that the server in Python leaves to Starlette to know.
MORE_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".png": mimetypes.types_map[".png"],
    ".ico": "image/x-icon",
}
# One address may ask for so many pages together as it may in this time at its rate.
BURST_S = 10
# One reader's connections at a time; browsers make six, and several people may share an address.
CONNECTIONS = 40
CACHE = "512m"


@dataclass(frozen=True)
class Limits:
    """What one address may ask of Datasette.

    rate: requests a second, with a burst of ten seconds' worth, and a fifth of it with SQL of the reader's own;
        0 for no limit
    """

    rate: int

    @property
    def statement_rate(self) -> int:
        return max(1, self.rate // 5)


def configuration(listen: str, sockets: Mapping[str, list[Path]], limits: Limits, local: Path) -> str:
    """The whole configuration.

    listen: address and port
    sockets: of the workers, by the group in which they stand
    local: the file with lines of the operator's own
    """
    types = {key: value for key, value in {**MORE_TYPES, **CONTENT_TYPES}.items() if key}
    filled = {
        "ASK_AGAIN": ASK_AGAIN,
        "BURST": str(limits.rate * BURST_S),
        "CACHE": CACHE,
        "CONNECTIONS": str(CONNECTIONS),
        "FOR_EVER": FOR_EVER,
        "LISTEN": listen,
        "LOCAL": str(local),
        "NEVER": NEVER,
        "OTHERWISE": CONTENT_TYPES.get("", "application/octet-stream"),
        "PAGES": servers(sockets["pages"]),
        "RATE": str(limits.rate),
        "STATEMENTS": servers(sockets["statements"]),
        "STATEMENT_BURST": str(limits.statement_rate * BURST_S),
        "STATEMENT_RATE": str(limits.statement_rate),
        "TYPES": "\n".join(f'        "{kind}" {suffix[1:]};' for suffix, kind in sorted(types.items())),
        "USER": user(),
    }
    text = SLOT.sub(lambda found: filled[found[1]], TEMPLATE.read_text(encoding="utf-8"))
    if limits.rate:
        return text
    return "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("limit_"))


def header_files() -> dict[str, str]:
    """Lines of the configuration with the headers that every file and every refusal is sent with, by file.

    Charts have theirs in framed.conf, files to download in shared.conf, Explore in compiling.conf.
    """
    files = {"headers.conf": HEADERS, "framed.conf": FRAMED, "shared.conf": SHARED, "compiling.conf": COMPILING}
    return {
        name: "".join(f'add_header {header} "{value}" always;\n' for header, value in headers.items())
        for name, headers in files.items()
    }


def servers(sockets: list[Path]) -> str:
    """The workers of a group. None is ever thought ill: a new one stands at the same place a moment later."""
    return "\n".join(f"        server unix:{path} max_fails=0;" for path in sockets)


def user() -> str:
    """Whom the processes of nginx run as: whoever started it, which root has to say expressly."""
    return f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else ""
