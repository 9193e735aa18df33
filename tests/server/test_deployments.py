"""A new edition under the eyes of readers who keep asking, a worker that dies, and an end that cuts nobody off."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from tests.server.hosting import SLOW, Running, asking, copied, running, until
from tests.serving import put_in_place

from vostochny.model.project import Project

# One host for all, in the order in which they are written.
pytestmark = pytest.mark.deep

ADDRESSES = [
    "/",
    "/downloads/port_calls.csv",
    "/data/vostochny/port_calls.json?_shape=array&_col=note",
    "/data/vostochny/port_calls.csv?_col=note",
    "/data/vostochny.json?sql=select+note+from+port_calls&_shape=array",
]
ROWS = 300_000


def publish(project: Project, mark: str) -> None:
    """Put an edition in place whose parts have `mark` from beginning to end."""
    for part in ("site", "downloads"):
        # Copied, because an edition that is in place is never changed.
        shutil.copytree(project.build / part, project.build / f"{part}.new")
        (project.build / part).unlink()
        (project.build / f"{part}.new").rename(project.build / part)
    beside = project.build / "beside.db"
    beside.write_bytes(project.database.read_bytes())
    with sqlite3.connect(beside) as connection:
        connection.execute("update port_calls set note = ?", (mark,))
    connection.close()
    beside.rename(project.database)
    content = "\n".join([mark] * ROWS) + "\n"
    for path in (project.build / "site" / "index.html", project.build / "downloads" / "port_calls.csv"):
        path.with_suffix(".new").write_text(content, encoding="utf-8")
        path.with_suffix(".new").rename(path)
    put_in_place(project)


@pytest.fixture(scope="module")
def host(published: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One host for all; the last test ends it."""
    folder = tmp_path_factory.mktemp("swap")
    project = copied(published, folder / "ledger")
    publish(project, "old")
    with running(project, folder / "log.txt") as started:
        yield started


def marks(answer: httpx.Response) -> set[str]:
    """The marks that an answer bears."""
    return {mark for mark in ("old", "new") if mark in answer.text}


def test_readers_who_keep_asking_get_the_old_edition_or_the_new_whole_and_no_error(host: Running) -> None:
    clients = [host.client(headers={"accept-encoding": coding}) for coding in ("gzip", "identity") * 3]
    turn = iter(range(10_000_000))

    def ask() -> tuple[str, int, set[str], int]:
        number = next(turn)
        address = ADDRESSES[number % len(ADDRESSES)]
        answer = clients[number % len(clients)].get(address)
        return address, answer.status_code, marks(answer), len(answer.content)

    with asking(4, ask) as told:
        until(lambda: len(told) > 50)
        with host.changing():
            publish(host.project, "new")
            host.process.send_signal(signal.SIGHUP)
        until(lambda: [mark for _, _, mark, _ in told[-50:]] == [{"new"}] * 50)
    for client in clients:
        client.close()
    assert {status for _, status, _, _ in told} == {200}
    assert all(len(mark) == 1 for _, _, mark, _ in told)
    for address in ADDRESSES:
        seen: dict[str, set[int]] = {"old": set(), "new": set()}
        for asked, _, mark, length in told:
            if asked == address:
                seen[next(iter(mark))].add(length)
        # Whole: every answer of an edition is as long as every other.
        assert {name: len(lengths) for name, lengths in seen.items()} == {"old": 1, "new": 1}, address


def test_a_download_that_began_before_the_new_edition_ends_as_it_began(host: Running) -> None:
    before = host.edition()
    with host.changing(), socket.create_connection(("127.0.0.1", host.port)) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32768)
        slow.sendall(b"GET /downloads/port_calls.csv HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = slow.recv(4096)
        # What comes first may be the headers alone.
        while b"\n" not in (begun := received.partition(b"\r\n\r\n")[2]):
            received += slow.recv(4096)
        publish(host.project, "third")
        host.process.send_signal(signal.SIGHUP)
        until(lambda: host.edition() != before)
        received += b"".join(iter(lambda: slow.recv(65536), b""))
    lines = received.partition(b"\r\n\r\n")[2].splitlines()
    # Counted, not compared as a whole: pytest would take most of an hour to show how a megabyte differs.
    assert Counter(lines) == {begun.splitlines()[0]: ROWS}


def test_what_cannot_be_served_is_not_and_the_old_edition_goes_on(host: Running) -> None:
    before, right = host.edition(), host.project.database.read_bytes()
    host.project.database.write_bytes(b"not a database" * 100)
    host.process.send_signal(signal.SIGHUP)
    until(lambda: any(line.get("event") == "kept the old edition" for line in host.lines()))
    host.project.database.write_bytes(right)
    assert host.edition() == before
    with host.client() as client:
        assert {client.get(address).status_code for address in ADDRESSES} == {200}


def test_a_worker_that_dies_is_replaced(host: Running) -> None:
    children = f"/proc/{host.process.pid}/task/{host.process.pid}/children"
    workers = [
        int(number)
        for number in Path(children).read_text(encoding="ascii").split()
        if b"server.worker" in Path(f"/proc/{number}/cmdline").read_bytes()
    ]
    assert len(workers) == 3
    for number in workers:
        os.kill(number, signal.SIGKILL)
    until(lambda: sum(line.get("event") == "worker ended" for line in host.lines()) == 3)
    with host.client() as client:

        def well() -> bool:
            return all(client.get(f"{address}&_size=9").status_code == 200 for address in ADDRESSES[2:])

        until(well)


def test_at_the_end_what_was_begun_is_finished(host: Running) -> None:
    question = urlencode({"sql": SLOW.format(n=500_000), "_shape": "array"})
    place = ("127.0.0.1", host.port)
    with socket.create_connection(place) as asking, socket.create_connection(place) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32768)
        for reader, path in ((slow, "/downloads/port_calls.csv"), (asking, f"/data/vostochny.json?{question}")):
            reader.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode("ascii"))
        received = len(slow.recv(4096))
        # Both are sent already; nginx only has to look at the second.
        time.sleep(1)
        host.process.send_signal(signal.SIGTERM)
        answer = b"".join(iter(lambda: asking.recv(65536), b""))
        assert b'[{"n": 500000}]' in answer
        while piece := slow.recv(65536):
            received += len(piece)
    assert received > len("old\n") * ROWS
    assert host.process.wait(40) == 0
    assert "Traceback" not in host.log.read_text(encoding="utf-8")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", host.port))
