"""Mixed load on the public server: readers' pages, downloads, tables, searches, SQL of their own, and costly SQL.

Run with: make bench-load (SECONDS=300 by default; SECONDS=3600 for an hour; CLIENTS=8 and COSTLY=2 on a machine
with other work). 64 clients with an address each ask the server of this checkout on 127.0.0.1 without pause. For the
first third nobody sends costly statements; afterwards eight more clients send nothing else: unions that double
themselves 27 times, in several forms. Printed and kept in build/bench-load.json: answers by kind and status, how many
were lost, latencies with and without costly statements, and memory at the start, at the end, and at its most.
What must hold, and ends the trial with code 1 otherwise: no page, download, table or search fails; a statement that is
not served is refused with 400 or with 503 and Retry-After, never otherwise.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

import httpx
from tests.server.hosting import Running, running

from vostochny.model.project import Project, this_checkout

SECONDS = int(os.environ.get("SECONDS", "300"))
CLIENTS = int(os.environ.get("CLIENTS", "64"))
COSTLY_CLIENTS = int(os.environ.get("COSTLY", "8"))
LONGEST_S = 60
WORDS = ("chon", "vostochny", "unha", "tanker", "2024", "금운산", "jet fuel", "najin")
# Of a hundred requests so many are of this kind.
SHARES = {"page": 45, "download": 10, "table": 20, "search": 10, "statement": 15}
READING = ("page", "download", "table", "search")
PHASES = ("without costly statements", "with costly statements")
REFUSALS = {400, 503}
DOUBLINGS = 27


@dataclass
class Tally:
    """What the clients were told.

    statuses: answers by kind and status; 0 stands for no answer
    seconds: how long answers took, by phase and kind
    broken: what should not have been, the first few of each kind
    memory_mib: what the server held every two seconds
    """

    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    broken: list[str] = field(default_factory=list)
    memory_mib: list[float] = field(default_factory=list)

    def note(self, phase: str, kind: str, address: str, answer: httpx.Response | None, seconds: float) -> None:
        """Count one answer and say whether it may be so."""
        status = answer.status_code if answer is not None else 0
        self.statuses[kind][status] += 1
        self.seconds[phase, kind].append(seconds)
        good = status == 200
        if kind not in READING and answer is not None and status in REFUSALS:
            good = status == 400 or "retry-after" in answer.headers
        if not good:
            self.broken.append(f"{kind} {status} {address[:200]}")


def doubled(last: str) -> str:
    """A statement over two to the power of 27 rows, each step the union of the one before with itself."""
    steps = ["t0(x) as (select 1)"]
    steps += [f"t{n} as (select x from t{n - 1} union all select x from t{n - 1})" for n in range(1, DOUBLINGS + 1)]
    return f"with {', '.join(steps)} {last}"


def nested(depth: int) -> str:
    """The same without names: a union within a union."""
    return "select 1 as x" if depth == 0 else f"select x from ({nested(depth - 1)}) union all select 2"


COSTLY = (
    doubled(f"select count(*) from t{DOUBLINGS}"),
    doubled(f"select x from t{DOUBLINGS} order by x"),
    doubled(f"select x, count(*) from t{DOUBLINGS} group by x"),
    "with recursive c(n) as (select 1 union all select n + 1 from c where n < 134217728) select group_concat(n) from c",
    "select count(*) from " + ", ".join(f"({nested(9)}) as a{n}" for n in range(9)),
)


def addresses(project: Project) -> dict[str, list[str]]:
    """What there is to ask for, by kind."""
    site = project.build / "site"
    folders = [path.relative_to(site).parent.as_posix().removeprefix(".") for path in site.rglob("index.html")]
    pages = [f"/{folder}/" for folder in folders]
    downloads = project.build / "downloads"
    names = list(project.dataset.published)
    small = [path for path in downloads.iterdir() if path.is_file() and path.stat().st_size < 500_000]
    return {
        "page": [page.replace("//", "/") for page in pages],
        "download": [f"/downloads/{path.name}" for path in small],
        "table": [f"/data/vostochny/{name}{ending}" for name in names for ending in ("", ".json", ".csv")],
        "search": [f"/data/search?{urlencode({'q': word})}" for word in WORDS]
        + [f"/data/vostochny/vessels?{urlencode({'_search': word})}" for word in WORDS],
    }


def chosen(kind: str, known: dict[str, list[str]], dice: random.Random) -> str:
    """An address of a kind; most of those of Datasette are such that no cache has them."""
    if kind == "statement":
        sql = f"select vessel_id, count(*) as calls from port_calls where call_id <> '{dice.random()}' group by 1"
        return f"/data/vostochny.json?{urlencode({'sql': sql})}"
    if kind == "costly":
        return f"/data/vostochny.json?{urlencode({'sql': f'{dice.choice(COSTLY)} -- {dice.random()}'})}"
    address = dice.choice(known[kind])
    if kind in ("table", "search") and dice.random() < 0.7:
        return f"{address}{'&' if '?' in address else '?'}_size={dice.randint(1, 100)}"
    return address


async def client(number: int, kinds: dict[str, int], host: Running, until: dict[str, float], tally: Tally) -> None:
    """One reader who asks again and again until the time is over."""
    dice = random.Random(number)
    known = addresses(host.project)
    transport = httpx.AsyncHTTPTransport(local_address=f"127.0.7.{number + 1}")
    async with httpx.AsyncClient(base_url=host.address, transport=transport, timeout=LONGEST_S) as asking:
        while time.monotonic() < until[PHASES[1]]:
            began = time.monotonic()
            phase = PHASES[0] if began < until[PHASES[0]] else PHASES[1]
            kind = dice.choices(list(kinds), list(kinds.values()))[0]
            address = chosen(kind, known, dice)
            try:
                answer = await asking.get(address)
            except httpx.TransportError:
                answer = None
            tally.note(phase, kind, address, answer, time.monotonic() - began)


async def costly(number: int, host: Running, until: dict[str, float], tally: Tally) -> None:
    """One who sends costly statements from the second phase on."""
    await asyncio.sleep(max(0.0, until[PHASES[0]] - time.monotonic()))
    await client(CLIENTS + number, {"costly": 1}, host, until, tally)


async def watch(host: Running, until: dict[str, float], tally: Tally) -> None:
    """Note how much memory the server holds, shared pages counted once."""
    while time.monotonic() < until[PHASES[1]]:
        tally.memory_mib.append(memory_mib(host.process.pid))
        await asyncio.sleep(2)


def memory_mib(pid: int) -> float:
    """What a process and all that it started hold."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0.0
    own = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return own / 1024 + sum(memory_mib(int(child)) for child in children)


async def load(host: Running) -> Tally:
    """All clients at once."""
    tally, began = Tally(), time.monotonic()
    until = {PHASES[0]: began + SECONDS / 3, PHASES[1]: began + SECONDS}
    readers = [client(number, SHARES, host, until, tally) for number in range(CLIENTS)]
    hostile = [costly(number, host, until, tally) for number in range(COSTLY_CLIENTS)]
    await asyncio.gather(*readers, *hostile, watch(host, until, tally))
    return tally


def summary(tally: Tally) -> dict[str, Any]:
    """The counts and latencies, as they are kept."""
    latencies = {
        phase: {
            kind: dict(zip(("median_ms", "p95_ms"), (round(1000 * cut) for cut in middle(times)), strict=True))
            for (found, kind), times in sorted(tally.seconds.items())
            if found == phase
        }
        for phase in PHASES
    }
    return {
        "seconds": SECONDS,
        "clients": CLIENTS,
        "costly_clients": COSTLY_CLIENTS,
        "answers": {kind: dict(sorted(counts.items())) for kind, counts in sorted(tally.statuses.items())},
        "latencies": latencies,
        "asked": sum(counts.total() for counts in tally.statuses.values()),
        "lost": sum(counts[0] for counts in tally.statuses.values()),
        "memory_mib": {
            "start": round(tally.memory_mib[0]),
            "end": round(tally.memory_mib[-1]),
            "most": round(max(tally.memory_mib)),
        },
        "broken": len(tally.broken),
    }


def middle(times: list[float]) -> tuple[float, float]:
    """The median and the time within which 95 of 100 were answered."""
    cuts = quantiles(times * 2, n=20)
    return cuts[9], cuts[18]


def main() -> None:
    """Run the trial and write what was found; ends with code 1 if a reader was failed."""
    project = this_checkout()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        log = Path(folder) / "log.txt"
        with running(project, log) as host:
            tally = asyncio.run(load(host))
            # Before the host is stopped, so that an hour's counts outlive a stop that fails.
            found = json.dumps(summary(tally), indent=2)
            (project.build / "bench-load.json").write_text(f"{found}\n", encoding="utf-8")
            print(found, *tally.broken[:20], sep="\n", flush=True)
    sys.exit(1 if tally.broken else 0)


if __name__ == "__main__":
    main()
