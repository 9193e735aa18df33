"""What the one server answers: site, files and Datasette under one address, safely, and plain words when it cannot."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from tests.comparing import assert_same_bytes
from tests.server.hosting import copied
from tests.serving import AWKWARD, SERVE, free_port, start, wait_until_up

from vostochny.model.project import Project


def test_the_first_page_is_the_site(client: httpx.Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "<title>Home</title>" in answer.text


def test_a_folder_address_without_its_slash_leads_to_the_one_with_it(client: httpx.Client) -> None:
    answer = client.get("/vessels/chon-ma-san", follow_redirects=True)
    assert "<title>Chon Ma San</title>" in answer.text
    assert client.get("/data", follow_redirects=True).url.path == "/data/"


def test_other_sites_may_read_the_downloads_and_only_explore_may_compile(client: httpx.Client) -> None:
    shared = {
        path: client.get(path).headers.get("access-control-allow-origin") for path in ("/downloads/ports.csv", "/")
    }
    assert shared == {"/downloads/ports.csv": "*", "/": None}
    places = ("/", "/explore/", "/assets/explore/worker.js", "/vessels/chon-ma-san/", "/data/vostochny/ports")
    policies = {path: client.get(path).headers["content-security-policy"] for path in places}
    compiling = [path for path, policy in policies.items() if "'wasm-unsafe-eval'" in policy]
    assert compiling == ["/explore/", "/assets/explore/worker.js"]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/data.json", "application/json; charset=utf-8"),
        ("/downloads/port_calls.csv", "text/csv; charset=utf-8"),
        ("/downloads/vostochny.db", "application/vnd.sqlite3"),
        ("/downloads/datapackage.json", "application/json; charset=utf-8"),
        ("/downloads/ledger.zip", "application/zip"),
        ("/data/vostochny/ports.csv", "text/csv; charset=utf-8"),
        ("/data/vostochny/ports.json", "application/json; charset=utf-8"),
    ],
)
def test_a_file_says_what_it_is(client: httpx.Client, address: str, kind: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind


def test_a_download_is_the_file_itself(client: httpx.Client, published: Project) -> None:
    for name in ("port_calls.csv", "vostochny.db"):
        assert_same_bytes(client.get(f"/downloads/{name}").content, (published.build / "downloads" / name).read_bytes())


def test_the_page_about_downloads_comes_before_its_files(client: httpx.Client) -> None:
    assert "<title>Downloads</title>" in client.get("/downloads/").text


@pytest.mark.parametrize("address", ["/nothing", "/downloads/nothing.csv", "/assets/", "/assets/empty/", "/vessels/"])
def test_an_unknown_address_and_a_bare_folder_get_the_sites_page_for_that(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<title>No such page</title>" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt",
        "/downloads/../secret.txt",
        "/downloads/..%2fsecret.txt",
        "/downloads/%2e%2e/secret.txt",
        "/downloads/..%5csecret.txt",
        "/downloads//../../secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/assets/empty/.keep",
        "/data/-/static/../../../secret.txt",
        "/data/-/static/%2e%2e/%2e%2e/app.py",
        "//etc/passwd",
        "/downloads//etc/passwd",
        "/downloads/%00",
    ],
)
def test_no_address_leads_out_of_the_published_folders(client: httpx.Client, address: str) -> None:
    answer = client.get(client.base_url.copy_with(raw_path=address.encode()))
    assert answer.status_code == 404
    assert "secret" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "address",
    ["/", "/nothing", "/downloads/port_calls.csv", "/data/", "/data/vostochny/ports", "/data/-/versions", "/data"],
)
def test_every_answer_has_the_headers_that_protect_the_reader(client: httpx.Client, address: str) -> None:
    headers = client.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "server" not in headers


@pytest.mark.parametrize("address", ["/", "/downloads/port_calls.csv", "/data/vostochny/ports", "/nothing"])
def test_head_answers_as_get_without_a_body(client: httpx.Client, address: str) -> None:
    head, get = client.head(address), client.get(address)
    assert head.status_code == get.status_code
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.content == b""


@pytest.mark.parametrize("address", ["/", "/downloads/vostochny.db"])
def test_an_unchanged_file_is_not_sent_again(client: httpx.Client, address: str) -> None:
    first = client.get(address)
    assert first.headers["last-modified"]
    again = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", ["/", "/downloads/port_calls.csv", "/nothing"])
def test_the_files_cannot_be_changed(client: httpx.Client, address: str) -> None:
    assert client.post(address).status_code in (404, 405)
    assert client.delete(address).status_code in (404, 405)


def run_serve(project: Project, port: int) -> subprocess.CompletedProcess[str]:
    """Serve in a process of its own and wait for its end."""
    return subprocess.run(
        [sys.executable, "-c", SERVE, str(project.root), str(port)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_a_port_in_use_is_reported_in_one_sentence_with_exit_code_2(published: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = run_serve(published, port)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert f"Port {port} is in use" in run.stderr


def test_every_part_is_served_from_a_folder_with_an_awkward_name(published: Project, tmp_path: Path) -> None:
    project, port, log = copied(published, tmp_path / AWKWARD), free_port(), tmp_path / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        process = start(project, port, output)
        try:
            wait_until_up(port, process, log)
            for address in ("/", "/downloads/port_calls.csv", "/data/vostochny/port_calls.json"):
                assert httpx.get(f"http://127.0.0.1:{port}{address}", timeout=60).status_code == 200, address
        finally:
            process.kill()


def test_it_prints_what_to_open_and_ctrl_c_ends_it_quietly(published: Project, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        process = start(published, port, output)
        try:
            wait_until_up(port, process, log)
            process.send_signal(signal.SIGINT)
            assert process.wait(15) == 0
        finally:
            process.kill()
    told = log.read_text(encoding="utf-8")
    for part in ("/", "/data/", "/downloads/"):
        assert f"http://127.0.0.1:{port}{part}" in told
    assert "Traceback" not in told


def test_scripts_on_any_site_may_read_the_downloads_and_nothing_else(client: httpx.Client) -> None:
    origin = {"origin": "https://example.org"}
    assert client.get("/downloads/port_calls.csv", headers=origin).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in client.get("/", headers=origin).headers
