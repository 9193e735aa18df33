"""The public server with a real nginx: the answers of the plain one, from cache, and limits that spare the others."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from tests.comparing import assert_same_bytes
from tests.server.hosting import SLOW, Running, copied, running, until
from tests.serving import put_in_place

from vostochny.model.project import Project

TABLE = "/data/vostochny/port_calls"


@pytest.fixture(scope="module")
def host(published: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("host")
    project = copied(published, folder / "ledger")
    (project.build / "downloads" / "large.parquet").write_bytes(bytes(30_000_000))
    put_in_place(project)
    with running(project, folder / "log.txt", workers=1, rate=5) as started:
        yield started


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/charts/cap-by-day/",
        "/nothing",
        "/data",
        "/vessels/chon-ma-san",
        "/vessels/chon-ma-san/",
        "/assets/data.json",
        "/assets/empty/.keep",
        "/downloads/",
        "/downloads/port_calls.csv",
        "/downloads/vostochny.db",
        "/downloads/ledger.zip",
        "/downloads/nothing.csv",
        f"{TABLE}.json",
        f"{TABLE}.csv",
        "/data/vostochny/no_such_table.json",
        "/at/0123456789abcdef/data/",
        "/downloads/..%2fvostochny.db",
    ],
)
def test_it_answers_as_the_plain_server_does(host: Running, client: httpx.Client, address: str) -> None:
    with host.client("127.0.1.1") as proxied:
        ours, plain = proxied.get(address), client.get(address)
    assert ours.status_code == plain.status_code
    assert led_to(ours) == led_to(plain)
    if ours.status_code == 200:
        assert ours.headers["content-type"] == plain.headers["content-type"]
        assert ours.headers["cache-control"] == plain.headers["cache-control"]
        assert ours.headers["etag"]
        allowed = "access-control-allow-origin"
        assert ours.headers.get_list(allowed) == (plain.headers.get_list(allowed) if address[-1] != "/" else [])
        if not address.endswith(".json"):
            assert_same_bytes(ours.content, plain.content)
    for name in ("x-content-type-options", "referrer-policy", "x-frame-options", "content-security-policy"):
        assert ours.headers.get_list(name) == plain.headers.get_list(name)
    assert "x-accel-expires" not in ours.headers


def test_a_chart_s_folder_leads_to_its_page_and_hides_what_is_hidden(host: Running) -> None:
    with host.client("127.0.1.6") as client:
        assert led_to(client.get("/charts/cap-by-day")) == "/charts/cap-by-day/"
        assert client.get("/charts/nothing").status_code == 404
        hidden = host.laid("site/charts/cap-by-day")
        (hidden[0] / ".unfinished").write_text("x", encoding="utf-8")
        assert client.get("/charts/cap-by-day/.unfinished").status_code == 404


def led_to(answer: httpx.Response) -> str:
    """Where an answer sends the reader, without the host."""
    return answer.url.join(answer.headers["location"]).raw_path.decode() if "location" in answer.headers else ""


def test_a_page_is_kept_packed_and_plain_and_both_are_the_same_page(host: Running) -> None:
    with host.client("127.0.1.2") as client:
        pages = [client.get(TABLE, headers={"accept-encoding": coding}) for coding in ("gzip, br", "identity") * 2]
    assert [page.headers["x-cache"] for page in pages[2:]] == ["HIT", "HIT"]
    assert pages[2].headers["content-encoding"] == "gzip"
    assert "content-encoding" not in pages[3].headers
    packed, plain = (re.sub(r"Queries took [\d.]+ms", "", page.text) for page in pages[2:])
    assert packed == plain


def test_a_reader_who_has_the_current_page_gets_304(host: Running) -> None:
    with host.client("127.0.1.3") as client:
        for address in (TABLE, "/", "/downloads/port_calls.csv"):
            tag = client.get(address).headers["etag"]
            again = client.get(address, headers={"if-none-match": tag})
            assert (again.status_code, again.content) == (304, b"")


def test_the_host_that_one_reader_names_is_not_told_to_another(host: Running) -> None:
    address = f"{TABLE}?_sort=call_id"
    with host.client("127.0.1.4") as client:
        assert "evil.example" in client.get(address, headers={"host": "evil.example"}).headers["link"]
        assert "evil.example" not in client.get(address).headers["link"]


def test_site_files_come_packed_where_the_reader_takes_that(host: Running) -> None:
    # They are packed as soon as the server answers.
    until(lambda: host.laid("downloads/port_calls.csv.gz") != [])
    with host.client("127.0.1.5") as client:
        packed = client.get("/downloads/port_calls.csv", headers={"accept-encoding": "gzip"})
        plain = client.get("/downloads/port_calls.csv", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert_same_bytes(packed.content, plain.content)


def test_one_address_that_asks_too_often_is_told_so_and_others_are_served(host: Running) -> None:
    with host.client("127.0.2.1") as greedy, host.client("127.0.2.2") as other:
        # Few addresses, which are cached, so that a slow machine too is asked more often than it allows.
        answers = [greedy.get(f"{TABLE}.json?_size={1 + number % 3}") for number in range(90)]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert other.get(TABLE).status_code == 200
        # Files are never counted.
        assert greedy.get("/").status_code == 200
    assert {answer.status_code for answer in answers} == {200, 429}
    # Five a second with a burst of ten seconds' worth.
    assert len(answers) - len(refused) >= 50
    for answer in refused:
        assert answer.headers["retry-after"] == "5"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.json()["status"] == 429
        assert answer.json()["error"].startswith("Many requests came from your address.")


def test_rows_in_another_format_that_are_asked_for_too_often_are_refused_in_a_line_of_text(host: Running) -> None:
    with host.client("127.0.2.8") as greedy:
        answers = [greedy.get(f"{TABLE}.csv?_size={1 + number % 3}") for number in range(90)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    for answer in refused:
        assert answer.headers["content-type"].startswith("text/plain")
        assert "access-control-allow-origin" not in answer.headers
        assert answer.text.startswith("Many requests came from your address.")
        assert answer.text.endswith(".\n")


@pytest.mark.parametrize(("name", "reader"), [("sql", "127.0.2.3"), ("%73ql", "127.0.4.5"), ("s%71%6C", "127.0.4.6")])
def test_statements_are_counted_more_strictly(host: Running, name: str, reader: str) -> None:
    with host.client(reader) as client:
        answers = [client.get(f"/data/vostochny.json?{name}=select+{number}") for number in range(30)]
        assert client.get(TABLE).status_code == 200
    assert 10 <= sum(answer.status_code == 200 for answer in answers) < 30


@pytest.mark.parametrize(
    ("length", "status"), [(1000, 404), (40_000, 414)], ids=["a long address", "an endless address"]
)
def test_an_endless_address_is_refused(host: Running, length: int, status: int) -> None:
    with host.client("127.0.2.4") as client:
        assert client.get("/" + "x" * length).status_code == status


def test_endless_headers_and_bodies_are_refused(host: Running) -> None:
    with host.client("127.0.2.5") as client:
        assert client.get("/", headers={"x-long": "x" * 40_000}).status_code == 400
        posted = client.post(TABLE, content=b"x" * 10_000)
        assert posted.status_code == 413
        assert posted.text == "Nothing so long can be sent here.\n"
        assert client.post(TABLE, content=b"x").status_code == 405


def test_a_slow_query_delays_no_other_reader(host: Running) -> None:
    statement = SLOW.format(n=100_000_000)
    with host.client("127.0.2.6") as slow, host.client("127.0.2.7") as quick, ThreadPoolExecutor(4) as pool:
        running_queries = [
            pool.submit(slow.get, "/data/vostochny.json", params={"sql": f"{statement} -- {number}"})
            for number in range(4)
        ]
        served = 0
        while not all(query.done() for query in running_queries) and served < 40:
            assert quick.get(f"{TABLE}?_size={served + 1}").status_code == 200
            served += 1
        assert {query.result().status_code for query in running_queries} <= {400, 200}
    # Several pages were made while the statements, of a second each, were running.
    assert served >= 8


def test_the_log_is_json_and_contains_nothing_of_a_reader(host: Running) -> None:
    with host.client(
        "127.0.3.77", headers={"user-agent": "secret-agent", "referer": "http://secret.example"}
    ) as client:
        answer = client.get(f"{TABLE}.json?note__contains=secret-words&_size=3", headers={"cookie": "secret=1"})
    number = answer.headers["x-request-id"]

    def of_this() -> list[dict[str, object]]:
        return [line for line in host.lines() if line.get("request") == number]

    until(lambda: len(of_this()) == 2)
    by_worker, by_proxy = sorted(of_this(), key=lambda line: "network" in line)
    assert by_worker["path"] == by_proxy["path"] == f"{TABLE}.json"
    assert by_worker["status"] == by_proxy["status"] == 200
    assert by_worker["parameters"] == ["note__contains", "_size"]
    assert by_proxy["network"] == "127.0.3.0/24"
    told = host.log.read_text(encoding="utf-8")
    assert "secret" not in told
    assert "127.0.3.77" not in told


@pytest.mark.deep
def test_clients_that_never_finish_their_question_are_let_go_and_hold_up_nobody(host: Running) -> None:
    crawling = [socket.create_connection(("127.0.0.1", host.port), source_address=("127.0.4.1", 0)) for _ in range(300)]
    try:
        for each in crawling:
            each.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        with host.client("127.0.4.2") as client:
            for _ in range(20):
                assert client.get("/").status_code == 200
        assert all(is_let_go(each) for each in crawling)
    finally:
        for each in crawling:
            each.close()


def is_let_go(connection: socket.socket) -> bool:
    """Whether the server ends a connection within its time, by itself and without an answer."""
    connection.settimeout(20)
    try:
        return connection.recv(1000) == b""
    except ConnectionResetError:
        return True


@pytest.mark.deep
def test_one_address_may_hold_only_so_many_answers_open(host: Running) -> None:
    held, refused = [], 0
    try:
        for _ in range(60):
            one = socket.create_connection(("127.0.0.1", host.port), source_address=("127.0.4.3", 0))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            held.append(one)
            one.sendall(b"GET /downloads/large.parquet HTTP/1.1\r\nHost: x\r\n\r\n")
        for one in held:
            one.settimeout(20)
            refused += b" 429 " in one.recv(40)
        with host.client("127.0.4.4") as client:
            assert client.get("/").status_code == 200
    finally:
        for one in held:
            one.close()
    assert refused == 20
