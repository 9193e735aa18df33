"""Serves a static folder as common hosts do, and finds links in it that lead nowhere."""

from __future__ import annotations

import contextlib
import html
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
from tests.serving import free_port

LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')
IN_A_FEED = re.compile(r'\b(?:href)="([^"]*)"|<loc>([^<]*)</loc>|<id>(https?:[^<]*)</id>')
NGINX = """daemon off; pid {scratch}/pid; error_log {scratch}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off; client_body_temp_path {scratch}/a; proxy_temp_path {scratch}/b; fastcgi_temp_path {scratch}/c;
    uwsgi_temp_path {scratch}/d; scgi_temp_path {scratch}/e;
    server {{ listen 127.0.0.1:{port}; include {snippet}; }}
}}
"""


@contextlib.contextmanager
def running(command: list[str], base: str) -> Iterator[str]:
    """A server in a process of its own, from its first answer on."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                httpx.get(base)
                break
            except httpx.TransportError:
                assert process.poll() is None, "the server ended"
                time.sleep(0.05)
        yield base
    finally:
        process.terminate()
        process.wait(10)


@contextlib.contextmanager
def plain_server(folder: Path, prefix: str, scratch: Path) -> Iterator[str]:
    """Python's server, which knows no rules at all, with the folder under a prefix; gives the address of the site."""
    root = scratch / "root"
    root.mkdir()
    (root / prefix.strip("/")).symlink_to(folder)
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(root)]
    with running(command, f"http://127.0.0.1:{port}{prefix}") as base:
        yield base


@contextlib.contextmanager
def nginx(folder: Path, prefix: str, scratch: Path, program: str) -> Iterator[str]:
    """An nginx with the snippet that comes with the folder; gives the address of the site."""
    port = free_port()
    snippet = scratch / "snippet.conf"
    text = (folder / "nginx.conf").read_text(encoding="utf-8").replace("/srv/vostochny-ledger", str(folder))
    snippet.write_text(text, encoding="utf-8")
    configuration = scratch / "nginx.conf"
    # Started by root, its processes would be somebody who may not read a folder of the tests.
    user = "user root;\n" if Path("/proc/self").owner() == "root" else ""
    configuration.write_text(user + NGINX.format(scratch=scratch, port=port, snippet=snippet), encoding="utf-8")
    with running([program, "-c", str(configuration), "-p", str(scratch)], f"http://127.0.0.1:{port}{prefix}") as base:
        yield base


def links(folder: Path, base: str, site: str) -> dict[str, str]:
    """Each address of the site that something in the folder links to, as it is under `base`, and one place that does.

    site: the address under which the site was built, which feeds and heads name in full
    """
    found: dict[str, str] = {}
    for path in sorted([*folder.rglob("*.html"), *folder.glob("*.xml")]):
        here = path.relative_to(folder).as_posix()
        pattern = LINK if path.suffix == ".html" else IN_A_FEED
        for match in pattern.findall(path.read_text(encoding="utf-8")):
            written = html.unescape(match if isinstance(match, str) else "".join(match))
            own = base + written.removeprefix(site) if written.startswith(site) else written
            # The page of addresses that do not exist is shown under any of them.
            target = urljoin(base + ("" if here == "404.html" else here.removesuffix("index.html")), own)
            if urlsplit(target).netloc == urlsplit(base).netloc and not written.startswith(("data:", "mailto:")):
                found.setdefault(target.partition("#")[0], here)
    return found


def dead(found: dict[str, str], base: str) -> list[str]:
    """Those that leave the site or that the server has nothing for, each with a place that links to it."""

    def problem(address: str) -> str:
        if not address.startswith(base):
            return f"{found[address]}: {address} leaves the site"
        status = client.head(address).status_code
        return "" if status == 200 else f"{found[address]}: {address} is {status}"

    with httpx.Client(follow_redirects=True, timeout=30) as client, ThreadPoolExecutor(4) as several:
        return [told for told in several.map(problem, sorted(found)) if told]
