"""A whole publication on a free port of this machine, and a browser to read it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.conftest import made_once, run_or_fail

from vostochny.model.project import Project
from vostochny.model.site_url import LOCAL

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

# Browsers share the cores with other tests; what a page does counts here, how soon is measured in tests/benchmarks.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def published(checkout: Project, built: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the checkout with its site built."""

    def publish(root: Path) -> None:
        shutil.copytree(built.root, root, symlinks=True)
        shutil.copytree(checkout.root / "site", root / "site", dirs_exist_ok=True)
        for name in ("mkdocs.yml", "CHANGELOG.md"):
            shutil.copy(checkout.root / name, root / name)
        run_or_fail("--project", str(root), "site")

    return Project(made_once(tmp_path_factory, "published-site", publish))


@pytest.fixture(scope="session")
def address(published: Project) -> Iterator[str]:
    """Where the publication is served while the tests run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "vostochny", "--project", str(published.root), "serve", "--port", str(port)]
    # The site is built already, for the address that it has unless another is told; it need not be built for this port.
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "SITE_URL": LOCAL})
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(base, timeout=10):
                    break
            except OSError:  # refused, or not answered yet
                assert server.poll() is None, "the server ended"
                time.sleep(0.2)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="session")
def browser(checkout: Project) -> Iterator[Browser]:
    """The Chromium that `make browser` found, or else the one that came with the test library."""
    noted = checkout.root / ".venv" / "browser"
    path = noted.read_text(encoding="utf-8").strip() if noted.exists() else ""
    os.environ.setdefault("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path or None, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page at desktop width whose relative addresses are the publication's."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def pages_of(site: Path) -> set[str]:
    """Addresses of all pages in a built site."""
    return {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
