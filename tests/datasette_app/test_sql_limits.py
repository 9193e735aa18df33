"""What a reader's own SQL cannot do to an open server, asked over HTTP, with the memory of the server watched."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.serving import free_port, start, wait_until_up

from vostochny.datasette_app.sql_limits import guarded
from vostochny.model.project import Project
from vostochny.web.limits import MAX_ANSWER_CELLS, MAX_ROWS

DATABASE = "/data/vostochny"
# Threads of Datasette times what SQLite may hold, beside what the program needs itself.
MOST_MEGABYTES = 600
LONG = "replace(hex(zeroblob(400000)), '0', 'a')"


@dataclass(frozen=True)
class Attacked:
    """A running server, and how much memory its process has taken at most."""

    client: httpx.Client
    process: int

    def ask(self, sql: str, ending: str = ".json") -> httpx.Response:
        return self.client.get(f"{DATABASE}{ending}", params={"sql": sql})

    def megabytes(self) -> float:
        status = Path(f"/proc/{self.process}/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024


@pytest.fixture(scope="module")
def attacked(published: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """A server that nobody else asks."""
    port, log = free_port(), tmp_path_factory.mktemp("attacked") / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        process = start(published, port, output)
        try:
            wait_until_up(port, process, log)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                yield Attacked(client, process.pid)
        finally:
            process.terminate()
            process.wait(10)


CLOSED = [
    "select load_extension('x')",
    "select fts3_tokenizer('simple')",
    "select sqlite_version()",
    "select sqlite_source_id()",
    "select fts5_source_id()",
    "select sqlite_compileoption_get(1)",
    "select sqlite_log(1, 'noise')",
    "select * from sqlite_stmt",
    "select * from dbstat",
    "select * from pragma_function_list",
    "select * from pragma_page_count",
    "select * from pragma_hard_heap_limit",
    "attach database '/tmp/stolen.db' as stolen",
    "pragma hard_heap_limit = 1",
    "vacuum into '/tmp/stolen.db'",
    "create temp table t (x)",
    "insert into ports (port_id) values ('XXXXX')",
    "update sqlite_master set sql = ''",
    "with x as (select 1) delete from ports",
    "with x as (select 1) update ports set name = ''",
    "select 1; drop table ports",
    "explain select load_extension('x')",
]


@pytest.mark.parametrize("sql", CLOSED)
def test_what_is_closed_is_refused_in_a_sentence(attacked: Attacked, sql: str) -> None:
    answer = attacked.ask(sql)
    assert answer.status_code == 400
    told = answer.json()["error"]
    assert told.endswith(".")
    assert "Traceback" not in told
    assert "/" not in told.replace("/downloads/", "")


@pytest.mark.parametrize("sql", CLOSED)
def test_sqlite_itself_refuses_what_is_closed_however_it_is_asked(published: Project, sql: str) -> None:
    connection = sqlite3.connect(f"{published.database.as_uri()}?mode=ro&immutable=1", uri=True)
    guarded(connection)
    with pytest.raises((sqlite3.Error, sqlite3.Warning)):
        connection.execute(sql).fetchall()
    connection.close()


def test_a_refused_argument_is_told_to_the_reader_and_prints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", printed.append)
    sqlite3.enable_callback_tracebacks(True)
    with closing(sqlite3.connect(":memory:")) as connection:
        guarded(connection)
        for sql in ("select trim('a', printf('%900s', 'x'))", "select printf('%9000s', 'x')"):
            with pytest.raises(sqlite3.OperationalError, match="user-defined function raised exception"):
                connection.execute(sql).fetchall()
    assert printed == []


def doubling(times: int) -> str:
    """A statement in which each part names the one before it twice."""
    parts = [f"t{i} as (select a.x from t{i - 1} a join t{i - 1} b)" for i in range(1, times)]
    return f"with {','.join(['t0 as (select 1 as x)', *parts])} select count(*) from t{times - 1}"


def joined(tables: int) -> str:
    """A statement over the same table many times."""
    return f"select count(*) from {','.join(f'records r{i}' for i in range(tables))}"


COSTLY = {
    "endless recursion": "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
    "doubling text": "with recursive n(s) as (select 'x' union all select s || s from n) select length(s) from n",
    "cross join": joined(4),
    "sorted cross join": "select a.title || b.title from records a, records b, records c order by 1 desc",
    "distinct": "select count(distinct a.title || b.title || c.title) from records a, records b, records c",
    "join of sixty": joined(60),
    "printf": "select length(printf('%.*c', 900000000, 'x')) / 0 + json_array_length('')",
    "trim": "select trim(hex(zeroblob(14000 - length(title))), hex(zeroblob(2000)) || '1') from records",
    "zeroblob": "select zeroblob(1000000000)",
    "randomblob": "select hex(randomblob(1000000000))",
    "replace": f"select length(replace({LONG}, 'a', printf('%1000s', 'b')))",
    "group_concat": "select length(group_concat(a.title || b.title)) from records a, records b",
    "json_group_object": "select json_group_object(a.title, b.title) from records a, records b",
    "instr": f"select instr({LONG}, substr({LONG}, 1, 200000) || 'b') from records",
    "like": f"select count(*) from records where {LONG} like '{'%a_' * 16}b'",
    "glob": f"select count(*) from records where {LONG} glob '{'*[a-z]?' * 12}b'",
    "long pattern": f"select 'a' like '{'%a' * 60}'",
    "doubled statement": doubling(18),
    "wide answer": f"select {','.join(['title'] * 190)} from records",
    "long answer": "select printf('%90000s', 'x') from records",
    "too many columns": f"select {','.join(['1'] * 400)}",
    "deep": f"select {'(' * 300}1{')' * 300}",
    "many terms": " union all ".join(["select 1"] * 200),
}


# Each of these takes its whole second and shows what another one shows.
SLOW = {"sorted cross join", "distinct", "join of sixty", "cross join"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.deep] if name in SLOW else []) for name in COSTLY]
)
def test_a_costly_statement_is_stopped_and_others_are_answered(attacked: Attacked, name: str) -> None:
    answer = attacked.ask(COSTLY[name])
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")
    assert len(answer.content) < 20_000
    assert attacked.client.get(f"{DATABASE}/ports.json").status_code == 200


@pytest.mark.parametrize("condition", [f"({COSTLY['cross join']}) > 0", f"({COSTLY['endless recursion']}) > 0"])
def test_a_condition_in_the_address_is_bound_as_well(attacked: Attacked, condition: str) -> None:
    answer = attacked.client.get(f"{DATABASE}/ports.csv", params={"_where": condition, "_stream": "1"})
    assert answer.status_code == 400
    assert answer.text.startswith("The query was stopped")


def test_a_long_answer_is_cut_and_says_so(attacked: Attacked) -> None:
    answer = attacked.ask("with recursive n(i) as (select 1 union all select i + 1 from n) select i from n").json()
    assert len(answer["rows"]) == MAX_ROWS
    assert answer["truncated"] is True


def test_the_largest_answer_allowed_is_given_as_a_page(attacked: Attacked) -> None:
    columns = ",".join(["title"] * (MAX_ANSWER_CELLS // 1436))
    answer = attacked.ask(f"select {columns} from records limit 1400", "")
    assert answer.status_code == 200


def test_many_at_once_leave_the_pages_to_others_and_the_memory_bounded(attacked: Attacked) -> None:
    costly = [COSTLY[name] for name in ("endless recursion", "doubled statement", "json_group_object")] * 3
    with ThreadPoolExecutor(len(costly)) as crowd:
        asked = [crowd.submit(attacked.ask, sql) for sql in costly]
        pages = [attacked.client.get(f"{DATABASE}/{name}").status_code for name in ("ports", "port_calls", "vessels")]
        answers = {future.result().status_code for future in asked}
    assert pages == [200, 200, 200]
    assert answers <= {400, 503}


def test_the_memory_stayed_bounded_through_all_of_this(attacked: Attacked) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("only Linux tells how much memory a process has taken")
    for name in ("doubled statement", "json_group_object", "long answer"):
        for _ in range(3):
            attacked.ask(COSTLY[name])
    assert attacked.megabytes() < MOST_MEGABYTES


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/ports?_size=-1", 400),
        ("/ports?_size=many", 400),
        ("/ports?_size=999999999", 400),
        ("/ports?_sort=nothing", 400),
        ("/ports?_col=nothing", 400),
        ("/calls?_next=word", 400),
        ("/ports?_where=nothing+at+all", 400),
        ("/ports?_search=%22&_searchmode=raw", 400),
        ("/ports?_facet=nothing", 400),
        ("/ports?_facet_array=name", 400),
        ("/ports?_facet_size=word", 400),
        ("/ports?_facet=%7B%22a%22:1%7D", 400),
        ("/ports?_facet_array=1", 400),
        ("/ports.json?_json_infinity=word", 200),
        ("/ports?_through=word", 400),
        (".csv", 400),
        (".csv?sql=", 400),
        ("/records_fts", 200),
        ("/ports?_timelimit=word", 200),
        ("/ports?_ttl=word", 200),
        ("/ports?" + "&".join(["_facet=name"] * 30), 400),
        ("/ports?" + "&".join(f"name__contains={i}" for i in range(100)), 400),
        ("?sql=" + "+" * 20_000 + "select+1", 414),
        ("/ports/NOWHERE", 404),
        ("/nothing", 404),
        ("/ports/RUVYP/more", 404),
        ("/ports/", 308),
        (".db", 403),
    ],
)
@pytest.mark.parametrize("cookie", ["", "ds_actor=x"])
def test_an_address_that_makes_no_sense_is_told_so(
    client: httpx.Client, address: str, status: int, cookie: str
) -> None:
    answer = client.get(f"{DATABASE}{address}", headers={"cookie": cookie} if cookie else {})
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("address", ["/data//example.org/", "/data//example.org/%2e%2e/", "/data/\\example.org/"])
def test_no_address_leads_to_another_host(client: httpx.Client, address: str) -> None:
    answer = client.get(client.base_url.copy_with(raw_path=address.encode()))
    assert answer.status_code == 404
    assert "location" not in answer.headers


PATHS = ["", ".json", "/ports", "/calls", "/citations", "/ports/RUVYP", "/citations/a,b,c", "/calls_between_two_days"]
ENDINGS = ["", ".json", ".csv", ".geojson", ".atom", ".blob", ".jsono", ".xml"]
NAMES = """
_size _next _sort _sort_desc _col _nocol _facet _facet_array _facet_date _facet_size _search _searchmode _shape _json
_labels _label _where _through _extras _nl _header _stream _filter_column _filter_op _filter_value _sort_by_desc
name__contains name__glob name__date latitude__gt name__arraycontains name__in _timelimit _json_infinity sql first_day
_blob_column _blob_hash
""".split()  # noqa: SIM905
VALUES = ["", "1", "-1", "word", '"', "'", "%", "NEAR(", "a b", "\0", "9" * 30, "null", "[]", '{"a":1}', "é", "$null,x"]
ASKED = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=3)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(path=st.sampled_from(PATHS), ending=st.sampled_from(ENDINGS), asked=ASKED)
def test_no_address_makes_the_program_fail(
    client: httpx.Client, path: str, ending: str, asked: list[tuple[str, str]]
) -> None:
    answer = client.get(
        f"{DATABASE}{path if '.' in path else path + ending}", params=httpx.QueryParams(urlencode(asked))
    )
    assert answer.status_code < 500
    assert "Traceback" not in answer.text
