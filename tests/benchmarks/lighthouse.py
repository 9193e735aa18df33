"""Lighthouse's judgement of a page on a slow phone: its four marks, and what they are made of."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

# One page a kind; tables of Datasette are unfiltered, because filtered ones ask search engines not to list them.
KINDS = (
    "/",
    "/calls/",
    "/calls/call-008/",
    "/vessels/",
    "/vessels/chon-ma-san/",
    "/sources/",
    "/estimates/estimate-006/",
    "/model/",
    "/explore/",
    "/data/",
    "/data/search?q=chon+ma",
    "/data/vostochny/calls",
    "/data/vostochny/sightings",
    "/data/vostochny/organisations",
)
# What was found asks that too, which Lighthouse counts against it under "seo".
UNLISTED = ("/data/search",)
MARKS = {"performance": "perf", "accessibility": "a11y", "best-practices": "best", "seo": "seo"}
FIGURES = {
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "bytes",
    "dom-size": "elements",
}


@dataclass(frozen=True)
class Lighthouse:
    """The program, and the browser that it drives."""

    program: Path
    browser: str

    def judged(self, address: str, rounds: int) -> dict[str, float]:
        """Median of each mark, of 100, and of each figure; and how fast Lighthouse found the machine."""
        found = [self.one_round(address) for _ in range(rounds)]
        return {name: median(item[name] for item in found) for name in found[0]}

    def one_round(self, address: str) -> dict[str, float]:
        """Marks and figures of one visit. Raises CalledProcessError when Lighthouse cannot open the page."""
        command = [str(self.program), address, "--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"]
        environment = {**os.environ, "CHROME_PATH": self.browser}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True)
        report: dict[str, Any] = json.loads(done.stdout)
        marks = {short: round(100 * report["categories"][name]["score"]) for name, short in MARKS.items()}
        figures = {short: float(report["audits"][name]["numericValue"]) for name, short in FIGURES.items()}
        return {**marks, **figures, "machine": float(report["environment"]["benchmarkIndex"])}


def table(judged: dict[str, dict[str, float]]) -> str:
    """All pages as a table of text; a page that misses 95 in performance or 100 elsewhere is marked."""
    names = [*MARKS.values(), *FIGURES.values(), "machine"]
    lines = [f"{'page':<32}" + "".join(f"{name:>10}" for name in names)]
    for path, row in judged.items():
        seo = 100 if path.startswith(UNLISTED) else row["seo"]
        missed = row["perf"] < 95 or min(row["a11y"], row["best"], seo) < 100
        cells = "".join(f"{row[name]:>10.3f}" if name == "CLS" else f"{row[name]:>10.0f}" for name in names)
        lines.append(f"{path:<32}{cells}{'  below the aim' if missed else ''}")
    return "\n".join(lines)
