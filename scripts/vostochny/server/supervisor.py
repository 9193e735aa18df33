"""Supervises nginx and several workers, and replaces the deployment without dropping requests."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import httpx

from vostochny.model.edition import servable
from vostochny.model.errors import BuildError, SchemaError
from vostochny.model.file_lock import alone
from vostochny.model.project import Project
from vostochny.server import deployments, die_with_parent, health, nginx, privileges, worker
from vostochny.server.listen import Listen

LOG = logging.getLogger("vostochny.host")
START_S = 120
LOOK_S = 0.5
# Time for nginx to close its connections to a replaced worker, so that the worker need not wait for them.
HAND_OVER_S = 1.0
# The beginning of the name of a run folder, before the number of the process.
RUN = "ledger-"


@dataclass
class Worker:
    """A worker process and the socket that nginx knows, which the next deployment's worker takes over."""

    group: str
    place: Path
    process: subprocess.Popen[bytes]


class Supervisor:
    """nginx and the workers of one deployment, with a run folder of their own.

    listen: address and port
    workers: processes for pages; one more runs the statements of readers
    user: the ordinary user that they become if root starts them
    """

    def __init__(
        self, project: Project, listen: Listen, workers: int, limits: nginx.Limits, run: Path, user: str
    ) -> None:
        self.project = project
        self.listen = listen
        self.limits = limits
        self.run_folder = run
        self.user = user
        self.account = privileges.account(user)
        sockets = run / "sockets"
        self.places = {
            "pages": [sockets / f"pages-{number}.sock" for number in range(workers)],
            "statements": [sockets / "statements.sock"],
        }
        self.workers: list[Worker] = []
        self.served: Project | None = None
        self.proxy: subprocess.Popen[bytes] | None = None

    @property
    def editions(self) -> Path:
        """The folder of the deployments: in build/, or in the run folder if workers cannot read what is in build/."""
        kept = self.project.build / "editions"
        kept.mkdir(parents=True, exist_ok=True)
        return kept if privileges.can_read(self.account, [kept]) else self.run_folder / "editions"

    def start(self) -> None:
        """Start the workers, and nginx when they answer. Raises BuildError when either does not."""
        self.listen.check()
        self.lay_out_run_folder()
        self.change()
        command = [program(), "-p", str(self.run_folder), "-c", "nginx.conf"]
        tried = subprocess.run([*command, "-t", "-q"], capture_output=True, text=True, check=False)
        if tried.returncode:
            raise BuildError(f"nginx refuses its configuration:\n{tried.stderr}")
        tie = [sys.executable, "-m", die_with_parent.__name__, str(os.getpid())]
        self.proxy = subprocess.Popen([*tie, *command], process_group=0, stdout=subprocess.PIPE)
        threading.Thread(target=pass_on, args=(self.proxy.stdout,), daemon=True).start()
        self.listen.wait(self.proxy)
        LOG.info({"event": "started", "listen": str(self.listen)})
        if self.served is not None:
            deployments.pack(self.served)

    def lay_out_run_folder(self) -> None:
        """Write nginx's configuration and make the folders that it and the workers use."""
        for name in ("temp", "cache", "local", "sockets"):
            (self.run_folder / name).mkdir()
        if self.account is not None:
            self.run_folder.chmod(0o755)
            os.chown(self.run_folder / "sockets", self.account.uid, self.account.gid)
        # By a link, because nginx takes some characters of a path for a pattern.
        if (local := self.project.root / "nginx.local.conf").exists():
            (self.run_folder / "local" / "nginx.local.conf").symlink_to(local)
        files = {
            "nginx.conf": nginx.configuration(str(self.listen), self.places, self.limits, self.account),
            **nginx.header_files(),
        }
        for name, content in files.items():
            (self.run_folder / name).write_text(content, encoding="utf-8")

    def change(self) -> None:
        """Serve the current edition: new workers take over the sockets of the old ones, which finish their requests.

        At the start the edition before it is served where the parts of the current one do not agree.
        Raises BuildError when there is nothing to serve or the new workers do not answer; the old ones then go on.
        """
        self.project = Project(self.project.root)
        with alone(self.project.build):
            edition, why = servable(self.project)
            if why and self.served is not None:
                raise BuildError(f"The edition in {self.project.shown(self.project.build)}/ cannot be served: {why}.")
            if why:
                LOG.error({"event": "serving the edition before the current one", "why": why})
            laid = deployments.lay(edition, self.editions)
        if laid.root == (self.served.root if self.served else None):
            LOG.info({"event": "nothing new", "edition": laid.root.name})
            return
        if self.served is not None:
            deployments.pack(laid)
        fresh = [Worker(group, place, self.launch(laid, group, place)) for group, place in self.all_places()]
        try:
            for each in fresh:
                wait_until_well(each)
        except BuildError:
            finish([each.process for each in fresh])
            raise
        for each in fresh:
            waiting(each.place).rename(each.place)
        self.point_to(laid)
        old, self.workers, self.served = self.workers, fresh, laid
        if old:
            time.sleep(HAND_OVER_S)
            finish([each.process for each in old])
        deployments.prune(self.editions, laid)
        LOG.info({"event": "serving", "edition": laid.root.name, "workers": len(fresh)})

    def all_places(self) -> Iterator[tuple[str, Path]]:
        """Group and socket of every worker."""
        for group, places in self.places.items():
            for place in places:
                yield group, place

    def launch(self, laid: Project, group: str, place: Path) -> subprocess.Popen[bytes]:
        """Start a worker on a temporary socket."""
        waiting(place).unlink(missing_ok=True)
        command = [sys.executable, "-m", worker.__name__, str(laid.root), str(waiting(place)), group]
        command += [str(os.getpid()), self.user]
        # A deployment has no git history from which to read the time of its release.
        released = datetime.fromisoformat(self.project.dataset.package["created"]).timestamp()
        environment = {**worker.MEMORY, **os.environ, "SOURCE_DATE_EPOCH": str(int(released))}
        return subprocess.Popen(command, env=environment, process_group=0)

    def point_to(self, laid: Project) -> None:
        """Atomically switch nginx to the files of this deployment."""
        fresh = self.run_folder / "next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(laid.build)
        fresh.rename(self.run_folder / "current")

    def look(self) -> None:
        """Replace workers that exited. Raises BuildError if nginx exited."""
        if self.proxy is not None and self.proxy.poll() is not None:
            raise BuildError(f"nginx exited with code {self.proxy.returncode}.")
        for each in self.workers:
            if self.served is not None and each.process.poll() is not None:
                LOG.error({"event": "worker ended", "code": each.process.returncode})
                each.process = self.launch(self.served, each.group, each.place)
                try:
                    wait_until_well(each)
                except BuildError as error:
                    # The next look tries again; the other workers and the files are served meanwhile.
                    LOG.error({"event": "worker not replaced", "why": str(error)})
                    finish([each.process])
                    continue
                waiting(each.place).rename(each.place)

    def stop(self) -> None:
        """Stop nginx and the workers after they have finished their requests."""
        if self.proxy is not None:
            self.proxy.send_signal(signal.SIGQUIT)
            finish([self.proxy], asked=True)
            # Its own processes outlive it when it was killed, and would keep the port.
            with suppress(ProcessLookupError):
                os.killpg(self.proxy.pid, signal.SIGKILL)
        finish([each.process for each in self.workers])
        if self.served is not None:
            LOG.info({"event": "ended"})


def waiting(place: Path) -> Path:
    """The temporary socket of a worker before it takes over."""
    return place.with_suffix(".next")


def wait_until_well(each: Worker) -> None:
    """Return when a new worker is healthy. Raises BuildError if it exits or takes too long."""
    deadline = time.monotonic() + START_S
    with httpx.Client(transport=httpx.HTTPTransport(uds=str(waiting(each.place)))) as client:
        while time.monotonic() < deadline and each.process.poll() is None:
            try:
                if client.get(f"http://worker{health.ADDRESS}", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
    raise BuildError("A worker did not start; its own message is above.")


def finish(processes: list[subprocess.Popen[bytes]], *, asked: bool = False) -> None:
    """Ask processes to stop, and kill those that exceed the grace period."""
    if not asked:
        for process in processes:
            process.terminate()
    deadline = time.monotonic() + worker.GRACE_S + 5
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def pass_on(lines: IO[bytes]) -> None:
    """Copy nginx's log to our standard output, line by line; nginx cannot open it where it is a socket."""
    rest = b""
    while piece := os.read(lines.fileno(), 65536):
        whole, end, rest = (rest + piece).rpartition(b"\n")
        sys.stdout.buffer.write(whole + end)
        sys.stdout.buffer.flush()


def program() -> str:
    """Path of nginx. Raises BuildError when it is not installed."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise BuildError("nginx is not installed; try: apt-get install nginx. Without it there is `vostochny serve`.")
    return found


@contextmanager
def hosted(project: Project, listen: Listen, workers: int, limits: nginx.Limits, user: str) -> Iterator[Supervisor]:
    """A started supervisor, which stops at the end."""
    remove_run_folders_of_killed_hosts()
    # Short, because the path of a socket may have no more than 107 characters.
    with tempfile.TemporaryDirectory(prefix=f"{RUN}{os.getpid()}-") as folder:
        host = Supervisor(project, listen, workers, limits, Path(folder), user)
        try:
            host.start()
            yield host
        finally:
            host.stop()


def remove_run_folders_of_killed_hosts() -> None:
    """Remove what hosts that were killed left in the folder for temporary files; it holds up to half a gigabyte."""
    for folder in Path(tempfile.gettempdir()).glob(f"{RUN}*"):
        owner = folder.name.removeprefix(RUN).partition("-")[0]
        if owner.isdigit() and not Path("/proc", owner).exists():
            shutil.rmtree(folder, ignore_errors=True)


def run(project: Project, listen: Listen, workers: int, limits: nginx.Limits, user: str = privileges.ORDINARY) -> None:
    """Serve until SIGTERM or Ctrl-C; at SIGHUP serve what is built by then.

    Raises CallError when the port is in use, BuildError when it cannot start or when nginx ends.
    """
    received: set[int] = set()
    wake = threading.Event()

    def hear(number: int, _frame: object) -> None:
        received.add(number)
        wake.set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, hear)
    with hosted(project, listen, workers, limits, user) as host:
        while not received & {signal.SIGTERM, signal.SIGINT}:
            wake.wait(LOOK_S)
            wake.clear()
            if signal.SIGHUP in received:
                received.discard(signal.SIGHUP)
                try:
                    host.change()
                except (BuildError, SchemaError, OSError, sqlite3.DatabaseError) as error:
                    LOG.error({"event": "kept the old edition", "why": str(error)})
            host.look()
