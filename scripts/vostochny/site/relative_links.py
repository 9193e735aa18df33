"""Turns links that begin at the root of a host into relative ones, so that a page works under any path and any host."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

from vostochny.render.inert_text import in_html

# Not `//host/path`, which names another host.
FROM_THE_ROOT = re.compile(r'\b(href|src|action)="/(?!/)([^"]*)"')
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
        path = f"/{found[2]}"
        if here == NOT_FOUND:
            # MkDocs has written its own links of this page with the path already.
            return f'{found[1]}="{path if path.startswith(below) else below + found[2]}"'
        target, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", found[2], re.DOTALL).groups()  # type: ignore[union-attr]
        way = posixpath.relpath(target.rstrip("/") or ".", folder)
        slash = "/" if target.endswith("/") or not target else ""
        return f'{found[1]}="{way}{slash}{mark}{rest}"'

    return FROM_THE_ROOT.sub(relative, content)


def forwarding(site: str) -> str:
    """The script by which the page of addresses that do not exist opens those of Datasette in Explore."""
    below = in_html(urlsplit(site).path)
    return f'<script src="{below}assets/explore/not-found.js" data-base="{below}"></script>'
