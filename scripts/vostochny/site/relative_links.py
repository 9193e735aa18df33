"""Turns links that begin at the root of a host into relative ones, so that a page works under any path and any host."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import urlsplit

from vostochny.render.inert_text import in_html

# Not `//host/path`, which names another host.
# The name of the attribute is looked for behind what the pattern begins with: a fixed beginning is found far sooner.
FROM_THE_ROOT = re.compile(r'="/(?:(?<=\bhref="/)|(?<=\bsrc="/)|(?<=\baction="/))(?!/)([^"]*)"')
TARGET = re.compile(r"([^?#]*)(.*)", re.DOTALL)
# Its address is that of whatever was not found, so that nothing in it can be relative.
NOT_FOUND = "404.html"


def relative_links(content: str, here: str, site: str) -> str:
    """A page of the site whose links work wherever the folder is served.

    here: the page's path in the site, such as ``calls/call-001/index.html``
    site: the address of the first page; the page of addresses that do not exist is written for this one
    """
    below = urlsplit(site).path
    folder = posixpath.dirname(here) or "."

    def relative(found: re.Match[str]) -> str:
        path = f"/{found[1]}"
        if here == NOT_FOUND:
            # MkDocs has written its own links of this page with the path already.
            return f'="{path if path.startswith(below) else below + found[1]}"'
        target, rest = TARGET.fullmatch(found[1]).groups()  # type: ignore[union-attr]
        slash = "/" if target.endswith("/") or not target else ""
        return f'="{way(target, folder)}{slash}{rest}"'

    return FROM_THE_ROOT.sub(relative, content)


@lru_cache(maxsize=4096)
def way(target: str, folder: str) -> str:
    """What leads from a folder of the site to a path in it; a page links to most of its targets many times."""
    return posixpath.relpath(f"/{target}", f"/{folder}")


def forwarding(site: str) -> str:
    """The script by which the page of addresses that do not exist opens those of Datasette in Explore."""
    below = in_html(urlsplit(site).path)
    return f'<script src="{below}assets/explore/not-found.js" data-base="{below}"></script>'
