"""How fast Explore answers on a phone, beside Datasette's own pages: the first filtered table, and each further one.

Run with: make bench-explore, after make site. CALLS=100000, the default, adds a second part on a record with so many
invented calls; CALLS=0 leaves it out. It serves on 127.0.0.1 and writes build/bench-explore.json. Line and processor
are those of Lighthouse's mobile setting, as in bench_pages.py.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.benchmarks.bench_pages import LINE
from tests.benchmarks.inflate import inflate
from tests.browser.conftest import QUIET
from tests.serving import free_port, start, wait_until_up

from vostochny.explore.bundle import FOLDER, write_explore
from vostochny.model.project import Project, this_checkout

CALLS = int(os.environ.get("CALLS", "100000"))
ROUNDS = 3
FIRST = "/vostochny/vessel_sanctions?authority=UN"
# Asked as soon as the first rows are there, while the database is on its way; the last needs it.
MEANWHILE = (
    "/vostochny/vessel_sanctions?authority=US&_facet=listed_on",
    "/vostochny/vessels?_sort_desc=name",
    "/vostochny/calls_and_counts_per_month",
    "/vostochny/sources?_search=tanker",
)
FURTHER = (
    "/vostochny/vessel_sanctions?authority=US&_facet=listed_year",
    "/vostochny/vessels?_search=san",
    "/vostochny/port_calls?confidence=confirmed",
    "/vostochny/port_calls?_sort_desc=date_earliest",
    "/vostochny/port_calls?_search=berth",
    "/vostochny/barrels_of_each_call",
    "/vostochny/vessels/chon-ma-san",
    "/search?q=chon+ma",
)
# From the change of the address to the page that it asks for, with what the page takes to be laid out.
TIMED = """async (address) => {
  const root = document.getElementById("explore");
  const start = performance.now();
  location.hash = "#" + address;
  while (root.dataset.shown !== location.hash) await new Promise((next) => setTimeout(next, 1));
  root.getBoundingClientRect();
  return performance.now() - start;
}"""


# What came until the page was shown.
CAME = """() => {
  const files = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const ended = files.filter((file) => file.responseEnd > 0);
  return [ended.length, ended.reduce((sum, file) => sum + file.transferSize, 0) / 1000];
}"""
SHOWN, LOADED = "#explore[data-shown]", "#explore[data-loaded]"


def main() -> None:
    """Measure the record, and then the one with many calls."""
    real = this_checkout()
    noted = real.root / ".venv" / "browser"
    browser_path = noted.read_text(encoding="utf-8").strip() if noted.exists() else ""
    report = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path or None, args=QUIET)
        copy = copied(real, Path(folder) / "record")
        report["record"] = measure(browser, copy)
        if CALLS:
            inflate(copy.database, "port_calls", CALLS)
            shutil.rmtree(copy.build / "site" / FOLDER / "tables")
            write_explore(copy, copy.build / "site")
            report[f"{CALLS} calls"] = measure(browser, copy)
        browser.close()
    for name, found in report.items():
        for place, taken in found.items():
            theirs = f"{taken['datasette']:8.0f} by Datasette" if "datasette" in taken else ""
            print(f"{name:<14} {place:<70} {taken['explore']:8.0f} {theirs}")
    target = real.build / "bench-explore.json"
    target.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def copied(project: Project, root: Path) -> Project:
    """The built publication, free to be made larger."""
    for name in ("data", "schemas", "site", "build"):
        shutil.copytree(project.root / name, root / name, ignore=shutil.ignore_patterns("static"))
    return Project(root)


def measure(browser: Browser, project: Project) -> dict[str, dict[str, float]]:
    """Milliseconds of the first table and of each further answer, in Explore and in Datasette; weight of the first."""
    port, log = free_port(), project.root / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        server = start(project, port, output)
        try:
            wait_until_up(port, server, log)
            base = f"http://127.0.0.1:{port}"
            rounds = [one_round(browser, base) for _ in range(ROUNDS)]
        finally:
            server.terminate()
            server.wait(timeout=10)
    return {
        place: {tool: median(found[place][tool] for found in rounds) for tool in taken}
        for place, taken in rounds[0].items()
    }


def one_round(browser: Browser, base: str) -> dict[str, dict[str, float]]:
    """A reader's first visit with an empty cache, and further answers on the same page."""
    found: dict[str, dict[str, float]] = {}
    context, page = phone(browser)
    first, again = f"first {FIRST}", f"again {FIRST}"
    found[first] = {"explore": first_table(page, f"{base}/explore/#{FIRST}", SHOWN)}
    files, kilobytes = page.evaluate(CAME)
    found["files until then"], found["kilobytes until then"] = {"explore": files}, {"explore": kilobytes}
    for place in MEANWHILE:
        found[f"meanwhile {place}"] = {"explore": float(page.evaluate(TIMED, place))}
    page.wait_for_selector(LOADED, timeout=120_000)
    found["all loaded"] = {"explore": float(page.evaluate("performance.now()"))}
    for place in FURTHER:
        found[place] = {"explore": float(page.evaluate(TIMED, place))}
    # A reader who comes back has the database in the browser's cache.
    page.close()
    returned = context.new_page()
    slow(context, returned)
    found[again] = {"explore": first_table(returned, f"{base}/explore/#{FIRST}", SHOWN)}
    context.close()
    context, page = phone(browser)
    found[first]["datasette"] = first_table(page, f"{base}/data{FIRST}", "main")
    for place in MEANWHILE:
        found[f"meanwhile {place}"]["datasette"] = first_table(page, f"{base}/data{place}", "main")
    for place in FURTHER:
        found[place]["datasette"] = first_table(page, f"{base}/data{place}", "main")
    found[again]["datasette"] = first_table(page, f"{base}/data{FIRST}", "main")
    context.close()
    return found


def phone(browser: Browser) -> tuple[BrowserContext, Page]:
    """A new phone on a slow line, with an empty cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    slow(context, page)
    return context, page


def slow(context: BrowserContext, page: Page) -> None:
    """Slow a page down to a phone."""
    session: Any = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def first_table(page: Page, address: str, sign: str) -> float:
    """Milliseconds from the click to the page with its rows."""
    page.goto(address, wait_until="commit")
    page.wait_for_selector(sign, timeout=120_000)
    return float(page.evaluate("performance.now()"))


if __name__ == "__main__":
    main()
