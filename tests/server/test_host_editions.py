"""Which edition the public server serves, where it serves it from, and what is left when it ends or cannot start."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.server.hosting import Running, copied, running, until
from tests.serving import AWKWARD, free_port, put_in_place

from vostochny.model.project import Project


@pytest.fixture(scope="module")
def project(published: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A publication in a folder with an awkward name."""
    return copied(published, tmp_path_factory.mktemp("edition") / AWKWARD)


@pytest.fixture(scope="module")
def host(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(project, tmp_path_factory.mktemp("log") / "log.txt", workers=1) as started:
        yield started


def children(number: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    try:
        listed = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [found for child in map(int, listed) for found in (child, *children(child))]


def command(project: Project, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "vostochny", "--project", str(project.root), *arguments]


def is_gone(number: int) -> bool:
    """Whether a process has ended; one that nobody has waited for yet has."""
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_every_part_is_served_from_a_folder_with_an_awkward_name(host: Running) -> None:
    with host.client() as client:
        for address in ("/", "/downloads/port_calls.csv", "/data/vostochny/port_calls.json", "/health"):
            assert client.get(address).status_code == 200, address


def test_health_has_the_digests_that_the_sums_have(host: Running) -> None:
    with host.client() as client:
        health = client.get("/health").json()
        sums = client.get("/downloads/SHA256SUMS", headers={"accept-encoding": "identity"})
    assert f"{health['database_sha256']}  vostochny.db\n" in sums.text
    listed = json.loads((host.project.build / "edition" / "parts.json").read_text(encoding="utf-8"))
    for part in ("database", "downloads", "site"):
        assert health[f"{part}_sha256"] == listed["parts"][part]["sha256"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another user")
def test_started_by_root_only_the_first_processes_stay_root(host: Running) -> None:
    # The host itself, and nginx's first process, which opens the port.
    users = {number: Path(f"/proc/{number}").stat().st_uid for number in children(host.process.pid)}
    workers = {
        number: user
        for number, user in users.items()
        if b"server.worker" in Path(f"/proc/{number}/cmdline").read_bytes()
    }
    assert len(workers) == 2
    assert 0 not in workers.values()
    assert len([number for number, user in users.items() if user == 0]) == 1


def test_an_edition_whose_parts_disagree_is_not_served_and_is_named(host: Running, tmp_path: Path) -> None:
    before = host.edition()
    shutil.copytree(host.project.build / "downloads", tmp_path / "downloads")
    (host.project.build / "edition" / "downloads" / "port_calls.csv").write_text("UNRELEASED", encoding="utf-8")
    try:
        host.process.send_signal(signal.SIGHUP)
        until(lambda: any(line.get("event") == "kept the old edition" for line in host.lines()))
        assert any("downloads is not what was put in place" in str(line.get("why")) for line in host.lines())
        assert host.edition() == before
        with host.client() as client:
            assert "UNRELEASED" not in client.get("/downloads/port_calls.csv").text
    finally:
        shutil.copy2(tmp_path / "downloads" / "port_calls.csv", host.project.build / "edition" / "downloads")


def test_a_port_in_use_is_one_sentence_exit_code_2_and_no_worker(project: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = subprocess.run(
            command(project, "host", "--port", str(port)), capture_output=True, text=True, check=False, timeout=60
        )
    assert run.returncode == 2
    assert run.stderr == f"Error: Port {port} is in use; choose another, such as: vostochny host --port {port + 1}\n"
    assert run.stdout == ""


def test_without_an_edition_the_host_says_what_to_run(spoilable: Project) -> None:
    run = subprocess.run(
        command(spoilable, "host", "--port", str(free_port())), capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 1
    assert "There is no edition to serve in build/: there is none. Run `vostochny site` first." in run.stderr
    assert "Traceback" not in run.stderr


def test_after_the_host_is_killed_nothing_keeps_the_port_and_a_restart_serves_the_whole_edition_before(
    published: Project, tmp_path: Path
) -> None:
    project = copied(published, tmp_path / "ledger")
    with running(project, tmp_path / "first.txt", workers=1) as first:
        before = first.edition()
        started = children(first.process.pid)
        assert len(started) >= 4
        first.process.kill()
        until(lambda: all(map(is_gone, started)), 40)
        with socket.socket() as again:
            again.bind(("127.0.0.1", first.port))
    # A new database is in place, and the downloads and the site are still those of the old one.
    kept = (project.build / "edition").resolve()
    shutil.copytree(kept, kept.with_name("half"))
    (kept.with_name("half") / "vostochny.db").write_bytes(b"UNRELEASED")
    (project.build / "edition").unlink()
    (project.build / "edition").symlink_to(Path("made", "half"))
    with running(project, tmp_path / "second.txt", workers=1) as second:
        assert second.edition() == before
        told = [line for line in second.lines() if line.get("event") == "serving the edition before the current one"]
        assert len(told) == 1
        assert "vostochny.db is not what was put in place" in told[0]["why"]


def test_while_a_worker_is_replaced_its_readers_get_503_and_pages_are_served(
    published: Project, tmp_path: Path
) -> None:
    project = copied(published, tmp_path / "ledger")
    put_in_place(project)
    with running(project, tmp_path / "log.txt", workers=1) as host, host.client() as client:
        worker = next(
            number
            for number in children(host.process.pid)
            if Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")[5] == b"statements"
        )
        os.kill(worker, signal.SIGKILL)
        statuses = []
        for number in range(2000):
            answer = client.get(f"/data/vostochny.json?sql=select+{number}")
            statuses.append(answer.status_code)
            if answer.status_code != 200:
                assert answer.headers["retry-after"] == "5"
            elif number > 5:
                break
            assert client.get("/").status_code == 200
            assert client.get(f"/data/vostochny/ports.json?_size={1 + number % 50}").status_code == 200
        assert set(statuses) == {503, 200}


def test_a_client_of_one_address_that_holds_thousands_of_connections_holds_nobody_up(host: Running) -> None:
    held = []
    try:
        for _ in range(5000):
            one = socket.create_connection(("127.0.0.1", host.port), source_address=("127.0.5.1", 0))
            held.append(one)
            one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        with host.client("127.0.5.2") as client:
            for number in range(20):
                assert client.get("/").status_code == 200
                assert client.get(f"/data/vostochny/ports.json?_size={number + 1}").status_code == 200
    finally:
        for one in held:
            one.close()
