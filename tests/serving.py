"""A real server over a built database and a tiny site, and a client that asks it over HTTP."""

from __future__ import annotations

import csv
import io
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import httpx
import pytest

from vostochny.database.reading import opened, rows
from vostochny.model import edition
from vostochny.model.atomic_file import sha256_of
from vostochny.model.project import Project
from vostochny.release.edition_in_progress import adopt

SERVE = """
import sys
from pathlib import Path
from vostochny.model.project import Project
from vostochny.server.application import serve
serve(Project(Path(sys.argv[1])), int(sys.argv[2]))
"""

# What a path may have in it that a shell, a configuration or an address gives a meaning.
AWKWARD = "Öl & 'Schiffe' \"50%25\" #1? [neu] $HOME"
# A server hashes what it serves before it answers, which takes a busy machine a minute.
PATIENCE_S = 180


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def start(project: Project, port: int, log: IO[str]) -> subprocess.Popen[str]:
    """The server in a process of its own, its output going to `log`."""
    return subprocess.Popen(
        [sys.executable, "-u", "-c", SERVE, str(project.root), str(port)], stdout=log, stderr=log, text=True
    )


def wait_until_up(port: int, process: subprocess.Popen[str], log: Path) -> None:
    """Return when the server answers; fail when it ends or takes too long."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            httpx.get(f"http://127.0.0.1:{port}/nothing-here", timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the server did not start in {PATIENCE_S} seconds")


@pytest.fixture(scope="session")
def published(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built project with a site of three pages, and a secret beside the published folders."""
    root = tmp_path_factory.mktemp("published") / "ledger"
    shutil.copytree(built.root, root, symlinks=True)
    pages = {
        "index.html": "<title>Home</title>",
        "404.html": "<title>No such page</title>",
        "vessels/chon-ma-san/index.html": "<title>Chon Ma San</title>",
        "charts/cap-by-day/index.html": "<title>The ceiling, day by day</title>",
        "downloads/index.html": "<title>Downloads</title>",
        "assets/empty/.keep": "",
        "assets/data.json": "{}",
    }
    for path, content in pages.items():
        target = root / "build" / "site" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    (root / "build" / "secret.txt").write_text("secret", encoding="utf-8")
    (root / "build" / "downloads" / "ledger.zip").write_bytes(b"PK\5\6" + bytes(18))
    put_in_place(Project(root))
    return Project(root)


@pytest.fixture(scope="session")
def client(published: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Asks the running server; redirects are not followed."""
    port = free_port()
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        process = start(published, port, output)
        try:
            wait_until_up(port, process, log)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as asking:
                yield asking
        finally:
            process.terminate()
            process.wait(10)


def csv_rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV answer."""
    return list(csv.DictReader(io.StringIO(text)))


def row_count(project: Project, name: str) -> int:
    """How many rows a table or view has."""
    with opened(project.database) as connection:
        return int(rows(connection, f"select count(*) as n from [{name}]")[0]["n"])


def put_in_place(project: Project) -> None:
    """Make one edition of what is in build/, made by hand, with sums that hold."""
    adopt(project)
    folder = (project.build / "edition").resolve()
    downloads = folder / "downloads"
    shutil.copy2(folder / "vostochny.db", downloads / "vostochny.db")
    lines = [f"{sha256_of(path)}  {path.relative_to(downloads).as_posix()}\n" for path in edition.files(downloads)]
    (downloads / edition.SUMS).write_text("".join(lines), encoding="utf-8")
    digests = {name: edition.digest(folder, name) for name in edition.FILES}
    parts = {
        name: edition.Part(digest, "by hand", {source: digests[source] for source in edition.MADE_FROM[name]})
        for name, digest in digests.items()
    }
    (folder / edition.LIST).write_text(edition.Parts("2026.11.0", parts).as_json(), encoding="utf-8")
