"""Renders the configuration of nginx from the template nginx.conf."""

from __future__ import annotations

import mimetypes
import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from vostochny.web.cache_headers import ASK_AGAIN, FOR_EVER, NEVER
from vostochny.web.concurrency_limit import STATEMENTS
from vostochny.web.content_types import CONTENT_TYPES
from vostochny.web.security_headers import COMPILING, FRAMED, HEADERS, SHARED

TEMPLATE = Path(__file__).with_name("nginx.conf")
# Types of files of the site for which the server in Python relies on Starlette.
MORE_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".png": mimetypes.types_map[".png"],
    ".ico": "image/x-icon",
}
# Length of a burst: one address may make at once the requests of this many seconds.
BURST_S = 10
# Connections of one address at a time; browsers open six, and several people may share an address.
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
    sockets: of the workers, by their group
    local: the operator's own file of directives, included if it exists
    """
    types = {key: value for key, value in {**MORE_TYPES, **CONTENT_TYPES}.items() if key}
    template = Environment(undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True).from_string(
        TEMPLATE.read_text(encoding="utf-8")
    )
    return template.render(
        ask_again=ASK_AGAIN,
        burst=limits.rate * BURST_S,
        cache=CACHE,
        connections=CONNECTIONS,
        for_ever=FOR_EVER,
        listen=listen,
        local=local,
        never=NEVER,
        otherwise=CONTENT_TYPES.get("", "application/octet-stream"),
        pages=sockets["pages"],
        rate=limits.rate,
        statement="~(^|&)(" + "|".join(encoded(name) for name in sorted(STATEMENTS)) + ")(=|&|$)",
        statement_burst=limits.statement_rate * BURST_S,
        statement_rate=limits.statement_rate,
        statements=sockets["statements"],
        types=[(suffix[1:], kind) for suffix, kind in sorted(types.items())],
        user=user(),
    )


def encoded(name: str) -> str:
    """A regular expression for the name of a parameter, any of its characters percent-encoded or not."""
    return "".join(
        f"(?:{character}|%{''.join(f'[{digit}{digit.upper()}]' for digit in f'{ord(character):02x}')})"
        for character in name
    )


def header_files() -> dict[str, str]:
    """Lines of the configuration with the headers that every file and every refusal is sent with, by file.

    Charts have theirs in framed.conf, files to download in shared.conf, Explore in compiling.conf.
    """
    files = {"headers.conf": HEADERS, "framed.conf": FRAMED, "shared.conf": SHARED, "compiling.conf": COMPILING}
    return {
        name: "".join(f'add_header {header} "{value}" always;\n' for header, value in headers.items())
        for name, headers in files.items()
    }


def user() -> str:
    """The directive for the user of nginx's processes: the one who starts it, which root has to say expressly."""
    return f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else ""
