"""How fast pages come to a phone: largest contentful paint and weight on a slow line, beside the theme's emptiest page.

Run with: make bench-pages. It serves build/site on 127.0.0.1 and writes build/bench-pages.json. The line is that of
Lighthouse's mobile setting: 150 ms there and back, 1.6 Mbit/s, a processor four times slower. Then Lighthouse judges
one page of each kind, ROUNDS times (3 by default), and a table is printed. Its marks depend on how busy the machine is:
run it on one that does nothing else; `machine` is what Lighthouse says of its speed.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from tests.benchmarks.lighthouse import KINDS, Lighthouse, table
from tests.browser.conftest import QUIET

from vostochny.model.project import this_checkout
from vostochny.model.site_url import LOCAL

PAGES = ["/", "/calls/", "/vessels/chon-ma-san/", "/sources/", "/charts/cap-by-day/", "/claims/"]
EMPTIEST = "/404.html"
ROUNDS = 5
JUDGED = int(os.environ.get("ROUNDS", "3"))
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
WATCH = """new PerformanceObserver(list => { window.largest = list.getEntries().at(-1).startTime; })
.observe({ type: "largest-contentful-paint", buffered: true });"""


def main() -> None:
    """Measure every page and the emptiest one in turns, so that both see the same machine."""
    project = this_checkout()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "vostochny", "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        # The site that is built already, for the address that it has unless another is told.
        env={**os.environ, "SITE_URL": LOCAL},
    )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(base)
        browser_path = (project.root / ".venv" / "browser").read_text(encoding="utf-8").strip() or None
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path, args=QUIET)
            found = {path: [visit(browser, base + path) for _ in range(ROUNDS)] for path in [EMPTIEST, *PAGES]}
            browser.close()
            program = project.root / ".venv" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
            lighthouse = Lighthouse(program, browser_path or playwright.chromium.executable_path)
            judged = {path: lighthouse.judged(base + path, JUDGED) for path in KINDS}
    finally:
        server.terminate()
        server.wait(timeout=10)
    report = {path: {key: median(item[key] for item in items) for key in items[0]} for path, items in found.items()}
    floor = report[EMPTIEST]["largest_contentful_paint_ms"]
    for path, row in report.items():
        paint = row["largest_contentful_paint_ms"]
        row["ratio_to_emptiest"] = round(paint / floor, 2)
        print(
            f"{path:<24} {paint:7.0f} ms {row['kilobytes']:6.0f} kB  {row['ratio_to_emptiest']} times the emptiest page"
        )
    print(table(judged))
    target = project.build / "bench-pages.json"
    target.write_text(json.dumps({"paint": report, "lighthouse": judged}, indent=2) + "\n", encoding="utf-8")


def wait_until_up(base: str) -> None:
    """Return when the server answers; it may have to build first."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(base, timeout=10):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start within two minutes")


def visit(browser: Browser, address: str) -> dict[str, float]:
    """One first visit on a phone with an empty cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    weights: list[float] = []

    def weigh(event: dict[str, Any]) -> None:
        weights.append(event["encodedDataLength"])

    session.send("Network.enable")
    session.on("Network.loadingFinished", weigh)
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="networkidle")
    largest = float(page.evaluate("window.largest"))
    context.close()
    return {"largest_contentful_paint_ms": largest, "kilobytes": sum(weights) / 1000}


if __name__ == "__main__":
    main()
