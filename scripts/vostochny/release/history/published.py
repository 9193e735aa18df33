"""What a release changed, as it is published: from the tables of releases and changes, with no need of the past."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from vostochny.database.reading import Row, opened, rows
from vostochny.diff.headline import FigureChange, numbers
from vostochny.diff.html_page import PageSection, View, rendered
from vostochny.model.schema import Dataset
from vostochny.model.wording import day, number, plural
from vostochny.release.history.versions import last_before, parts
from vostochny.release.product import Product, Release

NAME = "changes.html"
KINDS = {"added": "added", "changed": "changed", "retired": "retired", "removed": "removed"}
FIGURES = {
    "documented_calls": "Calls at Vostochny documented one by one, in the year of the headline",
    "counted_calls": "Calls in the counted series",
    "barrels": "Barrels of the counted series",
    "cap_passed_on": "Day by which the counted series alone had passed the ceiling, as likely as not",
}


def products(dataset: Dataset) -> list[Product]:
    """One page on what this release changed; empty if no table is computed, because the headline is computed."""
    if not dataset.results:
        return []
    return [
        Product(
            NAME,
            "What this release changed",
            "For reading: every change against the release before it, in sentences, and what it did to the headline.",
            "text/html; charset=utf-8",
            "about",
            write,
        )
    ]


def write(release: Release, path: Path) -> None:
    """Writes the page of the current release."""
    with opened(release.database) as connection:
        view = view_of(release.dataset, connection, release.version)
    path.write_text(rendered(view), encoding="utf-8", newline="\n")


def history(connection: sqlite3.Connection) -> list[Row]:
    """All releases, the newest first, that of the database with the figures of its own model run."""
    found = rows(connection, "select * from releases")
    found.sort(key=lambda row: parts(row["version"]), reverse=True)
    tables = ("cap_by_day", "volume_totals", "cap_passed")
    results = {name: rows(connection, f"select * from [{name}]") for name in tables}
    results["cap_by_day"].sort(key=lambda row: row["day"])
    if found:
        found[0] |= {name: text or None for name, text in numbers(results).items()}
    return found


def changes_of(connection: sqlite3.Connection, version: str) -> list[Row]:
    """The log of one release."""
    sql = "select * from changes where version = :version order by table_name, record_key, field"
    return rows(connection, sql, {"version": version})


def view_of(dataset: Dataset, connection: sqlite3.Connection, version: str) -> View:
    """What one release changed against the one before it."""
    releases = {row["version"]: row for row in history(connection)}
    last = last_before(releases, version)
    if not last:
        note = f"{version} is the first release. Nothing came before it, so every record in it is new."
        return View(f"Release {version}", note, (), (), "", ())
    logged = changes_of(connection, version)
    row = releases[version]
    notes = [f"Released on {day(row['released_on'])}. {row['summary']}"]
    if row["reason"]:
        notes.append(f"Why published records were changed or removed: {row['reason']}")
    sections = []
    for table in dataset.tables.values():
        if found := [item for item in logged if item["table_name"] == table.name]:
            sections.append(section(table.name, table.title, found))
    figures = figure_lines(releases[last], row)
    reason = "" if figures else f"The headline of {last} was not kept."
    return View(f"From {last} to {version}", summary_of(logged), tuple(notes), figures, reason, tuple(sections))


def section(name: str, title: str, found: list[Row]) -> PageSection:
    """The changes of one table."""
    cells = [
        (
            item["told"].split(": ", maxsplit=1)[0] if item["kind"] == "changed" else item["record_key"],
            item["record_key"].replace("|", " · "),
            item["kind"],
            item["field"].replace("_", " "),
            item["before"] or "",
            item["after"] or "",
            item["told"].partition(" Source: ")[2].rstrip("."),
        )
        for item in found
    ]
    return PageSection(name, title, count_of(found), tuple(item["told"] for item in found), tuple(cells))


def count_of(logged: list[Row]) -> str:
    """How many rows were added, changed, retired and removed; a row with three changed cells is one row."""
    counted: dict[str, set[tuple[str, str]]] = {}
    for item in logged:
        counted.setdefault(item["kind"], set()).add((item["table_name"], item["record_key"]))
    return ", ".join(f"{plural(len(counted[kind]), 'row')} {word}" for kind, word in KINDS.items() if kind in counted)


def summary_of(logged: list[Row]) -> str:
    """How much a release changed, in a sentence."""
    if not logged:
        return "No row of any table differs."
    return f"{count_of(logged)}, in {plural(len({item['table_name'] for item in logged}), 'table')}."


def figure_lines(before: Row, after: Row) -> tuple[FigureChange, ...]:
    """The headline of two releases side by side; nothing where that of the earlier one was not kept."""
    if before["counted_calls"] is None:
        return ()
    return tuple(
        FigureChange(name, title, figure(before, name), figure(after, name)) for name, title in FIGURES.items()
    )


def figure(row: Row, name: str) -> str:
    """One figure of a release in words."""
    if name == "barrels":
        if row["barrels_central"] is None:
            return ""
        low, high = number(row["barrels_low"]), number(row["barrels_high"])
        return f"{number(row['barrels_central'])} (90 per cent interval {low} to {high})"
    return day(row[name]) if name == "cap_passed_on" else number(row[name])
