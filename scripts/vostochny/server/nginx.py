"""Renders the configuration of nginx from the template nginx.conf."""

from __future__ import annotations

import json
import mimetypes
import os
import resource
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from vostochny.server.privileges import Account
from vostochny.web.asked_format import JSON_ENDINGS, error_in_json
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
# Burst size, in seconds' worth of the requests that one address may make.
BURST_S = 10
# Connections of one address at a time; browsers open six, and several people may share an address.
CONNECTIONS = 40
CACHE = "512m"
# nginx only sends files and passes on answers, which takes no more than a few cores.
PROCESSES = 4
# Connections of each of nginx's processes: more than one address can open to one port, so that no single address can
# take them all with requests that it never finishes. nginx counts connections of an address only by their requests.
OPEN = 66_000
# Files that a process has open besides connections.
OTHER_FILES = 500
# What nginx itself answers in place of the workers: the status and the words.
REFUSALS = {
    "often": (429, "Many requests came from your address. Please ask again in a few seconds."),
    "away": (503, "This part of the site cannot answer at the moment. Please ask again in a few seconds."),
}


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


def configuration(listen: str, sockets: Mapping[str, list[Path]], limits: Limits, who: Account | None) -> str:
    """The whole configuration.

    listen: address and port
    sockets: of the workers, by group
    who: the account of nginx's workers if root starts it
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
        open_connections=open_connections(),
        for_ever=FOR_EVER,
        json_endings=JSON_ENDINGS,
        json_type=CONTENT_TYPES[".json"],
        listen=listen,
        never=NEVER,
        otherwise=CONTENT_TYPES.get("", "application/octet-stream"),
        pages=servers(sockets["pages"]),
        rate=limits.rate,
        refusals={
            name: (quoted(f"{words}\n"), quoted(json.dumps(error_in_json(status, words))))
            for name, (status, words) in REFUSALS.items()
        },
        statement="~(^|&)(" + "|".join(encoded(name) for name in sorted(STATEMENTS)) + ")(=|&|$)",
        statement_burst=limits.statement_rate * BURST_S,
        statement_rate=limits.statement_rate,
        processes=min(os.cpu_count() or 1, PROCESSES),
        statements=servers(sockets["statements"]),
        types=[(suffix[1:], kind) for suffix, kind in sorted(types.items())],
        user=f"user {who.name} {who.group};" if who else "",
    )


def servers(sockets: list[Path]) -> list[str]:
    """The workers of a group; a single one is named twice, so that nginx tries again when it is being replaced."""
    return [quoted(f"unix:{socket}") for socket in (sockets if len(sockets) > 1 else sockets * 2)]


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


def open_connections() -> int:
    """How many connections each process of nginx may have, as far as the limit of open files goes."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    return OPEN if most == resource.RLIM_INFINITY else max(256, min(OPEN, most - OTHER_FILES))


def quoted(value: str) -> str:
    """A parameter of a directive, quoted and escaped."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
