"""Starts `vostochny host` as an operator would, nginx and all, on a free port."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.serving import free_port, wait_until_up

from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.server.supervisor import START_S, program
from vostochny.server.worker import GRACE_S

HOST = """
import sys
from pathlib import Path
from vostochny.model.project import Project
from vostochny.server import supervisor
from vostochny.server.listen import Listen
from vostochny.web import access_log
from vostochny.server.nginx import Limits
access_log.start()
listen = Listen("127.0.0.1", int(sys.argv[2]))
supervisor.run(Project(Path(sys.argv[1])), listen, int(sys.argv[3]), Limits(int(sys.argv[4])))
"""
# nginx and then the workers have their grace period and five seconds each before they are killed.
STOP_S = 2 * (GRACE_S + 5) + 20
# A statement that needs a second or so and returns one row.
SLOW = "with recursive c(n) as (select 1 union all select n + 1 from c where n < {n}) select max(n) as n from c"


@dataclass
class Running:
    """A host that answers, with all that it has written so far in `log`."""

    project: Project
    port: int
    process: subprocess.Popen[str]
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, reader: str = "127.0.0.1", **more: Any) -> httpx.Client:
        """A reader with an address of their own."""
        transport = httpx.HTTPTransport(local_address=reader)
        return httpx.Client(base_url=self.address, timeout=60, transport=transport, **more)

    def laid(self, path: str) -> list[Path]:
        """Where a path below build/ is in the folders that are served."""
        own = Path(tempfile.gettempdir()).glob(f"ledger-{self.process.pid}-*/editions/*/build/{path}")
        return [*own, *self.project.build.glob(f"editions/*/build/{path}")]

    def edition(self) -> str:
        with self.client() as client:
            return str(client.get("/health").json()["edition"])

    def lines(self) -> list[dict[str, Any]]:
        """The log, line by line. Every line is JSON."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def changes(self) -> int:
        """How many editions were put in place so far, the first one included, and their old workers ended."""
        return sum(line.get("event") == "serving" for line in self.lines())

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Waits at the end of the block until an edition that is put in place in it is served by new workers only.

        Answers alone do not tell: for a while they come from old and new workers in turn.
        """
        before = self.changes()
        yield
        until(lambda: self.changes() > before, START_S + STOP_S)


@contextmanager
def running(project: Project, log: Path, workers: int = 2, rate: int = 0) -> Iterator[Running]:
    """A host over a built project."""
    try:
        program()
    except BuildError as error:
        pytest.skip(str(error))
    port = free_port()
    arguments = [str(project.root), str(port), str(workers), str(rate)]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", HOST, *arguments], stdout=output, stderr=output, text=True
        )
        try:
            wait_until_up(port, process, log)
            yield Running(project, port, process, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_S)
            finally:
                process.kill()


def copied(project: Project, folder: Path) -> Project:
    """A copy of a built project, free to be changed."""
    shutil.copytree(project.root, folder, symlinks=True)
    return Project(folder)


@contextmanager
def asking(count: int, ask: Callable[[], Any]) -> Iterator[list[Any]]:
    """So many threads that ask again and again for as long as the block lasts; what they were told is in the list."""
    told: list[Any] = []
    over = threading.Event()

    def again() -> None:
        while not over.is_set():
            told.append(ask())

    with ThreadPoolExecutor(count) as readers:
        futures = [readers.submit(again) for _ in range(count)]
        try:
            yield told
        finally:
            over.set()
            for future in futures:
                future.result()


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something to be so."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.1)
