"""Configuration of hosts of static files: types, protecting headers, and who may read the downloads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from vostochny.model.site_url import site_address
from vostochny.web.content_types import CONTENT_TYPES
from vostochny.web.security_headers import (
    CHARTS,
    COMPILING,
    DESK,
    EMBEDDED,
    EXPLORING,
    FRAMED,
    HEADERS,
    POLICY,
    SHARED,
    WORKER,
)

# The folder on the host; replaced with the real path when the snippet is installed.
PLACE = "/srv/vostochny-ledger"
# What becomes smaller when packed.
PACKABLE = ("text/css", "text/csv", "text/javascript", "application/json", "application/geo+json", "image/svg+xml",
            "application/wasm", "application/xml")  # fmt: skip
MORE_TYPES = {".css": "text/css; charset=utf-8", ".png": "image/png", ".ico": "image/x-icon"}


def headers_file() -> str:
    """The file ``_headers`` of Netlify and Cloudflare Pages.

    These hosts add up the rules that fit an address, and two policies hold both. So the policy of a page is the one
    that the page itself has, and only the worker, which has no page, is given one here.
    """
    everywhere = {name: value for name, value in HEADERS.items() if name not in (POLICY, "x-frame-options")}
    rules = {
        "/*": everywhere,
        "/downloads/*": {"access-control-allow-origin": SHARED["access-control-allow-origin"]},
        f"{DESK}*": {"access-control-allow-origin": SHARED["access-control-allow-origin"]},
        WORKER: {POLICY: COMPILING[POLICY]},
    }
    for suffix, kind in sorted(CONTENT_TYPES.items()):
        if suffix:
            rules[f"/downloads/*{suffix}"] = {"content-type": kind}
    written = []
    for path, headers in rules.items():
        written += [path, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(written) + "\n"


def nginx_snippet() -> str:
    """Locations for the server block of an nginx, under the path of SITE_URL."""
    prefix = urlsplit(site_address()).path
    types = {**MORE_TYPES, **{suffix: kind for suffix, kind in CONTENT_TYPES.items() if suffix}}
    lines = [
        "# The static folder on nginx: include this file in a server block.",
        f"# Replace {PLACE} with the place of the folder.",
        *location(prefix, "", HEADERS),
        "    index index.html;",
        "    absolute_redirect off;",
        f"    error_page 404 {prefix}404.html;",
        f'    default_type "{CONTENT_TYPES[""]}";',
        "    types {",
        *(f'        "{kind}" {suffix[1:]};' for suffix, kind in sorted(types.items())),
        "    }",
        "    charset off;",
        "    gzip on;",
        "    gzip_vary on;",
        f"    gzip_types {' '.join(PACKABLE)};",
        *nested(prefix),
        "}",
    ]
    return "\n".join(lines) + "\n"


def nested(prefix: str) -> Iterator[str]:
    """Nested locations with different headers; nginx does not inherit add_header into a location that has its own."""
    for path, headers in (("/downloads/", SHARED), (CHARTS, FRAMED), (DESK, EMBEDDED)):
        yield from indented([*location(f"{prefix}{path[1:]}", path[1:], headers), "}"])
    for path in EXPLORING:
        yield from indented([*location(f"{prefix}{path[1:]}", path[1:], COMPILING), "}"])
    yield from indented([f"location ~ ^{prefix}(.*/)?\\. {{", "    return 404;", "}"])


def location(where: str, file: str, headers: Mapping[str, str]) -> list[str]:
    """The beginning of one location."""
    added = [f'    add_header {name} "{value}" always;' for name, value in headers.items()]
    return [f"location {where} {{", f"    alias {PLACE}/{file};", *added]


def indented(lines: list[str]) -> list[str]:
    """Lines of a block within a block."""
    return [f"    {line}" for line in lines]
