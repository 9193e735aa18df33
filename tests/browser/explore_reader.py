"""Reads Explore in a browser: opens an address in it and gives the rows that it shows."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

# Opens one address after another in the same page, without loading it anew, and gives what each shows as one text:
# Playwright takes many times as long over so many values one by one. JSON has no infinite numbers.
READ = """async (addresses) => {
  const root = document.getElementById("explore");
  const plain = (value) => typeof value === "bigint" ? String(value) : value === undefined ? null : value;
  const found = [];
  for (const address of addresses) {
    delete root.dataset.shown;
    location.hash = "#" + address;
    const start = Date.now();
    while (root.dataset.shown !== location.hash) {
      if (Date.now() - start > 20000) throw new Error("not shown: " + address);
      if (Date.now() - start > 300 && root.dataset.shown === undefined && !root.hasAttribute("aria-busy")) {
        dispatchEvent(new HashChangeEvent("hashchange"));
      }
      await new Promise((next) => setTimeout(next, 5));
    }
    const answer = window.explore.answer;
    const error = root.querySelector("[role=alert]")?.textContent ?? "";
    found.push({
      heading: root.querySelector("h1").textContent,
      error,
      columns: answer?.columns ?? [],
      rows: (answer?.rows ?? []).map((row) => row.map(plain)),
      count: answer?.count ?? null,
      facets: answer?.facets ?? [],
      truncated: answer?.truncated ?? false,
    });
  }
  const isInfinite = (value) => typeof value === "number" && !Number.isFinite(value);
  return JSON.stringify(found, (_, value) => isInfinite(value) ? { number: String(value) } : value);
}"""
# Keeps the rows of tables from being laid out; they are made, and compared, all the same.
UNSEEN = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".ex-rows, .ex-facets { display: none !important; }");
  document.adoptedStyleSheets.push(sheet);
}"""


def open_explore(page: Page, address: str) -> None:
    """Load Explore and wait until it shows its first page."""
    page.goto(address)
    page.wait_for_selector("#explore[data-shown], #explore[data-failed]", timeout=30_000)


def open_loaded(page: Page, address: str) -> None:
    """Load Explore and wait until it has all that it needs, the network no more."""
    page.goto(address)
    page.wait_for_selector("#explore[data-shown][data-loaded], #explore[data-failed]", timeout=60_000)


def read(page: Page, addresses: list[str]) -> list[dict[str, Any]]:
    """What Explore shows at each address: heading, error, columns, rows, number of all rows, counted values."""
    found: list[dict[str, Any]] = json.loads(page.evaluate(READ, addresses), object_hook=number)
    return found


def number(item: dict[str, Any]) -> Any:
    """The number that an object with nothing but its text means; any other object as it is."""
    return float(item["number"]) if item.keys() == {"number"} else item
