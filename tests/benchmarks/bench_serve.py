"""How fast the data is served: by plain Datasette, this server, this server behind nginx, and nginx from a file.

Run with: make bench-serve (EACH=1 for a short run; 3 seconds by default for each figure). All sides run at once and are
asked in turns, on 127.0.0.1, over the built database of this checkout; the figures go into build/bench-serve.json.
"Kept" is one address again and again; "made" is another address each time, of which no cache knows, while what needs no
making again within one edition (facets, labels, the structure) may be remembered by the server, as it is in use.
Plain Datasette shows a hundred rows a page and this server fifty, so one case is the same hundred rows of both.
Then pages of a table with a million invented rows (ROWS=0 leaves it out): each once, and then asked for by eight.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import httpx
from tests.benchmarks.inflate import inflate
from tests.server.hosting import HOST
from tests.serving import SERVE, free_port, put_in_place

from vostochny.model.project import Project, this_checkout

CLIENTS = (1, 8, 64)
SECONDS = int(os.environ.get("EACH", "3"))
LONGEST_S = 8
PATIENCE_S = 180
SCRIPT = Path(__file__).with_name("wrk.lua")
QUERY = "calls_by_un_listed_vessels"
WORKERS = 2
LARGE_TABLE = "port_calls"
LARGE_PAGES = {
    "table": "",
    "facets": "?_facet=month",
    "filter": "?confidence=confirmed",
    "search": "?_search=vostochny",
    "csv": ".csv?_size=100",
}
LARGE_ROWS = int(os.environ.get("ROWS", "1000000"))


@dataclass
class Side:
    """One of the servers that are measured; `prefix` stands before the address of a table."""

    name: str
    port: int
    process: subprocess.Popen[str]
    prefix: str
    start_s: float

    def memory_mib(self) -> float:
        """What the process and all that it started hold, shared pages counted once."""
        pids, total = [self.process.pid], 0
        while pids:
            pid = pids.pop()
            try:
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
            except (FileNotFoundError, ProcessLookupError):
                continue
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
            pids += [int(child) for child in children.split()]
        return round(total / 1024, 1)


@contextmanager
def started(name: str, command: list[str], port: int, prefix: str, folder: Path) -> Iterator[Side]:
    """A server in a process of its own that has answered once."""
    log = folder / f"{name}.log"
    with log.open("w", encoding="utf-8") as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=output, text=True)
        try:
            wait(port, process, log)
            yield Side(name, port, process, prefix, round(time.perf_counter() - began, 2))
        finally:
            process.terminate()
            process.wait(60)


def wait(port: int, process: subprocess.Popen[str], log: Path) -> None:
    """Return when a server answers anything; a million rows take some to start."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_S and process.poll() is None:
        try:
            httpx.get(f"http://127.0.0.1:{port}/nothing-here", timeout=5)
        except httpx.TransportError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"A server did not start:\n{log.read_text(encoding='utf-8')}")


def cases(project: Project) -> dict[str, dict[str, str]]:
    """What is asked for: the address below the prefix, and where plain Datasette has it elsewhere."""
    query = next(item for item in project.dataset.queries if item.name == QUERY)
    defaults = "".join(
        f"&{name}={quote_plus(str(item['default']))}" for name, item in query.header.get("parameters", {}).items()
    )
    return {
        "table": {"ours": "/sightings", "plain": "/sightings"},
        "samerows": {"ours": "/vessel_sanctions?_size=100", "plain": "/vessel_sanctions?_size=100"},
        "facets": {
            "ours": "/vessel_sanctions?_facet=authority&_facet=programme_id&measures__contains=port",
            "plain": "/vessel_sanctions?_facet=authority&_facet=programme_id&measures__contains=port",
        },
        "query": {"ours": f"/{QUERY}", "plain": f"?sql={quote_plus(query.sql)}{defaults}"},
        "search": {"ours": "/vessels?_search=chon", "plain": "/vessels?_search=chon"},
        "csv": {"ours": "/sightings.csv?_size=max", "plain": "/sightings.csv?_size=max"},
    }


def ask(side: Side, address: str, clients: int, *, fresh: bool) -> dict[str, Any]:
    """Requests a second, latencies and errors of so many clients who ask one after another; longer where few come."""
    seconds = SECONDS
    while True:
        ending = f"{'&' if '?' in address else '?'}_r={time.monotonic_ns()}." if fresh else ""
        command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "60s", "-s", str(SCRIPT)]
        command += [f"http://127.0.0.1:{side.port}", "--", address, ending]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        if told["requests"] >= 2 * clients or seconds >= LONGEST_S:
            break
        seconds *= 2
    told["per_second"] = round(told["requests"] / told.pop("microseconds") * 1_000_000, 1)
    return told


def main() -> None:
    """Measure all sides in turns and write what was found."""
    real = this_checkout()
    found: dict[str, Any] = {"seconds_a_figure": SECONDS, "workers": WORKERS, "cores": os.cpu_count(), "figures": []}
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = Path(scratch)
        project = copy(real, folder / "ledger")
        wanted = cases(project)
        python = [sys.executable, "-u", "-c"]
        ports = [free_port() for _ in range(3)]
        plain = [sys.executable, "-m", "datasette", "serve", str(project.database), "--port", str(ports[0])]
        sides = [
            stack.enter_context(started("plain Datasette", plain, ports[0], "/vostochny", folder)),
            stack.enter_context(
                started(
                    "serve", [*python, SERVE, str(project.root), str(ports[1])], ports[1], "/data/vostochny", folder
                )
            ),
        ]
        write_files(sides[1], wanted, project.build / "site" / "bench")
        put_in_place(project)
        host = [*python, HOST, str(project.root), str(ports[2]), str(WORKERS), "0"]
        sides.append(stack.enter_context(started("host", host, ports[2], "/data/vostochny", folder)))
        found["start_s"] = {side.name: side.start_s for side in sides}
        for name, addresses in wanted.items():
            for clients in CLIENTS:
                found["figures"] += rounds(sides, name, addresses, clients)
        found["memory_mib"] = {side.name: side.memory_mib() for side in sides}
        found["large"] = large(real, folder) if LARGE_ROWS else None
    found |= summary(found["figures"])
    target = real.build / "bench-serve.json"
    target.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(json.dumps({key: value for key, value in found.items() if key != "figures"}, indent=2))
    print(f"Wrote {real.shown(target)}.")


def large(real: Project, folder: Path) -> dict[str, Any]:
    """Pages of the same table with a million invented rows: the first time, and for eight who ask for more."""
    project = copy(real, folder / "large")
    inflate(project.database, LARGE_TABLE, LARGE_ROWS)
    put_in_place(project)
    found: dict[str, Any] = {"rows": LARGE_ROWS, "database_mib": round(project.database.stat().st_size / 2**20)}
    commands = {
        "plain Datasette": (["-m", "datasette", "serve", str(project.database), "--port"], "/vostochny"),
        "host": (["-u", "-c", HOST, str(project.root)], "/data/vostochny"),
    }
    for name, (command, prefix) in commands.items():
        port = free_port()
        more = [str(port)] if name == "plain Datasette" else [str(port), str(WORKERS), "0"]
        with started(f"{name} large", [sys.executable, *command, *more], port, prefix, folder) as side:
            pages = {page: first_and_more(side, ending) for page, ending in LARGE_PAGES.items()}
            found[name] = {"start_s": side.start_s, "memory_mib": side.memory_mib(), "pages": pages}
            print(f"large    {name}: {json.dumps(found[name])}", flush=True)
    return found


def first_and_more(side: Side, ending: str) -> dict[str, Any]:
    """How long the first reader of a page waits, and how eight fare who ask for it as if no cache knew it."""
    address = f"{side.prefix}/{LARGE_TABLE}{ending}"
    began = time.perf_counter()
    status = httpx.get(f"http://127.0.0.1:{side.port}{address}", timeout=120).status_code
    first_ms = round((time.perf_counter() - began) * 1000)
    return {"first_ms": first_ms, "first_status": status, **ask(side, address, 8, fresh=True)}


def copy(real: Project, folder: Path) -> Project:
    """The built checkout, where files may be added, as an edition of its own."""
    project = Project(folder)
    shutil.copytree(real.schemas, project.schemas)
    for part in ("site", "downloads"):
        shutil.copytree(real.build / part, project.build / part)
    shutil.copy2(real.database, project.database)
    put_in_place(project)
    return project


def write_files(side: Side, wanted: dict[str, dict[str, str]], folder: Path) -> None:
    """Each page as a file, for nginx alone to serve."""
    folder.mkdir()
    for name, addresses in wanted.items():
        answer = httpx.get(
            f"http://127.0.0.1:{side.port}{side.prefix}{addresses['ours']}", headers={"accept-encoding": "identity"}
        )
        (folder / f"{name}.html").write_bytes(answer.raise_for_status().content)


def rounds(sides: list[Side], name: str, addresses: dict[str, str], clients: int) -> list[dict[str, Any]]:
    """One case for so many clients, every side in its turn."""
    plain, serve, host = sides
    ours = f"{serve.prefix}{addresses['ours']}"
    asked = [
        ("made by plain Datasette", plain, f"{plain.prefix}{addresses['plain']}", True),
        ("made by serve", serve, ours, True),
        ("made by host", host, ours, True),
        ("kept by serve", serve, ours, False),
        ("kept by host", host, ours, False),
        ("file", host, f"/bench/{name}.html", False),
    ]
    figures = []
    for what, side, address, fresh in asked:
        told = {"case": name, "clients": clients, "what": what, **ask(side, address, clients, fresh=fresh)}
        figures.append(told)
        print(
            f"{name:8} {clients:3} {what:25} {told['per_second']:10,.1f}/s  p50 {told['p50_ms']:8.2f} ms  "
            f"p99 {told['p99_ms']:9.2f} ms  errors {told['errors']}",
            flush=True,
        )
    return figures


def summary(figures: list[dict[str, Any]]) -> dict[str, Any]:
    """The ratios that matter; for each the worst of all cases and numbers of clients, or of tables alone."""
    rate = {(item["case"], item["clients"], item["what"]): item["per_second"] for item in figures}
    pairs = sorted({(item["case"], item["clients"]) for item in figures})

    def ratio(above: str, below: str) -> dict[str, float]:
        # A side that answers nothing in eight seconds is taken to answer once.
        slowest = 1 / LONGEST_S
        return {f"{case} {n}": round(rate[case, n, above] / max(rate[case, n, below], slowest), 2) for case, n in pairs}

    static = ratio("file", "kept by host")
    made = ratio("made by host", "made by plain Datasette")
    alone = ratio("made by serve", "made by plain Datasette")
    tables = [f"table {clients}" for clients in CLIENTS]
    same_rows = [f"samerows {clients}" for clients in CLIENTS]
    ours = [item for item in figures if item["what"] != "made by plain Datasette"]
    return {
        "ratios": {"file_to_kept_by_host": static, "made_by_host_to_plain": made, "made_by_serve_to_plain": alone},
        "cached_to_nginx_static": max(static.values()),
        "uncached_to_plain_datasette": min(made[table] for table in tables),
        "uncached_same_rows_to_plain_datasette": min(made[table] for table in same_rows),
        "uncached_one_process_to_plain_datasette": min(alone[table] for table in tables),
        "p99_ms_under_load": max(item["p99_ms"] for item in ours if item["clients"] == max(CLIENTS)),
        "errors": sum(item["errors"] for item in ours),
        "errors_of_plain_datasette": sum(item["errors"] for item in figures) - sum(item["errors"] for item in ours),
    }


if __name__ == "__main__":
    main()
