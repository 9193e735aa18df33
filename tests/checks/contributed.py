"""A kit of new rows as a tired or hostile contributor adds them, with no earlier release to compare with.

Each case adds rows to the real tables. The rows that they resemble are chosen by a hash of the case's name, so that
nobody picks those that the checks happen to catch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.checks.staged import Staged
from tests.conftest import RawTables

from vostochny.checks.agreement_findings import check_agreements
from vostochny.checks.cell_errors import check_cells
from vostochny.checks.frictionless_errors import check_shape
from vostochny.checks.licences import check_terms
from vostochny.checks.outdated_corrections import check_corrections
from vostochny.checks.particulars import check_particulars
from vostochny.checks.passages import check_passages
from vostochny.checks.release_promises import check_history
from vostochny.checks.restated_numbers import check_numbers
from vostochny.checks.row_counts import check_sizes, check_totals
from vostochny.checks.sql_rules import rule_findings
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.tables.csv_reader import RawTable

Rows = list[tuple[str, dict[str, str]]]
Make = Callable[[RawTables, str], Rows]
FIRST_FREE = {
    "sightings": "sighting-900", "volume_estimates": "estimate-900", "notified_deliveries": "delivery-900",
    "call_counts": "count-900", "port_calls": "call-900", "supply_caps": "cap-90", "timeline": "event-900",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One contribution: its name, what kind it is of, and what it adds."""

    name: str
    kind: str
    make: Make


def pick(tables: RawTables, table: str, name: str, **having: str) -> dict[str, str]:
    """A row of a table, chosen by the name of the case among those that have these cells; `*` is any filled cell."""
    found = [
        row for row in tables[table].records()
        if all(row[column] if value == "*" else row[column] == value for column, value in having.items())
    ]  # fmt: skip
    return dict(found[int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % len(found)])


def like(table: str, having: dict[str, str] | None = None, **cells: str | Callable[[dict[str, str]], str]) -> Make:
    """A row like one of the table, under a free identifier, with some cells changed."""

    def make(tables: RawTables, name: str) -> Rows:
        row = pick(tables, table, name, **(having or {}))
        key = tables[table].table.primary_key[0]
        changed = {column: value if isinstance(value, str) else value(row) for column, value in cells.items()}
        free = {key: FIRST_FREE[table]} if table in FIRST_FREE else {}
        return [(table, {**row, **free, **changed})]

    return make


def elsewhere(table: str, column: str, value: str, **having: str) -> Make:
    """A row of the table again, said of another thing."""
    return lambda tables, name: [(table, {**pick(tables, table, name, **having), column: value})]


def times(factor: float, column: str) -> Callable[[dict[str, str]], str]:
    """A number of the row times something."""
    return lambda row: f"{float(row[column]) * factor:.0f}"


def later(days: int, column: str) -> Callable[[dict[str, str]], str]:
    """A day of the row some days later."""
    return lambda row: (date.fromisoformat(row[column]) + timedelta(days)).isoformat()


def respelt_observer(spelling: str) -> Make:
    """A second sighting of a call by the observer of the first one, spelt otherwise, from a document of its own."""

    def make(tables: RawTables, name: str) -> Rows:
        row = pick(tables, "sightings", name, call_id="*", observer="RUSI", date_precision="day")
        other = pick(tables, "sources", name, kind="news", relays_source_id="")
        return [
            ("sightings", {**row, "sighting_id": "sighting-900", "observer": spelling, "source_id": other["source_id"]})
        ]

    return make


def same_source(**cells: Callable[[dict[str, str]], str]) -> Make:
    """A document of the record again, with its address or title written another way."""

    def make(tables: RawTables, name: str) -> Rows:
        row = pick(tables, "sources", name, url_kind="original", published_on="*")
        new = f"{row['source_id']}-again"
        changed = {column: change(row) for column, change in cells.items()}
        if "url" not in changed:
            changed["url"] = row["url"] + "/reprint"
        cited = pick(tables, "sightings", name, call_id="*")["sighting_id"]
        citation = {"record_id": cited, "field": "record", "source_id": new, "relation": "supports"}
        return [("sources", {**row, "source_id": new, **changed}), ("citations", citation)]

    return make


def imo(start: str) -> str:
    """A valid IMO number that begins with six digits."""
    return start + str(sum(int(digit) * weight for digit, weight in zip(start, range(7, 1, -1), strict=True)) % 10)


def invented_ship(number: str, *attributes: str, inferred: str = "") -> Make:
    """A ship that does not exist, with what its particulars claim out of a document of the record."""

    def make(tables: RawTables, name: str) -> Rows:
        source = pick(tables, "sources", name, kind="news", published_on="*")
        values = {"name": f"Sea {name.title()}", "imo_number": number, "vessel_type": "oil_tanker", "flag_iso2": "KP"}
        ship = f"sea-{name}"
        told = {key: values[key] for key in attributes}
        row = {"vessel_id": ship, "record_kind": "hull", "un_listed": "false" if number else "", **values}
        row |= {key: "" for key in values if key not in {*attributes, *inferred.split(";")} and key != "name"}
        row |= {"inferred": inferred, "note": "Read from an image." if inferred else ""}
        rows: Rows = [("vessels", row)]
        rows.append((
            "vessel_names",
            {
                "vessel_id": ship, "name": values["name"], "name_kind": "current", "script": "Latn",
                "source_id": source["source_id"],
            },
        ))  # fmt: skip
        for key, value in told.items():
            cells = {"vessel_id": ship, "attribute": key, "value": value, "as_of": source["published_on"]}
            rows.append(("vessel_particulars", {**cells, "source_id": source["source_id"]}))
        return rows

    return make


def second_particular(attribute: str, change: Callable[[str], str]) -> Make:
    """A rival value for a particular of a ship, from a document that has said nothing of it."""

    def make(tables: RawTables, name: str) -> Rows:
        row = pick(tables, "vessel_particulars", name, attribute=attribute)
        source = pick(tables, "sources", name, kind="news", published_on="*")
        cells = {"value": change(row["value"]), "source_id": source["source_id"], "as_of": source["published_on"]}
        return [("vessel_particulars", {**row, **cells, "locator": "", "note": ""})]

    return make


def designation(**cells: str | Callable[[dict[str, str]], str]) -> Make:
    """A designation like one of the record, under an identifier of its own."""

    def make(tables: RawTables, name: str) -> Rows:
        row = pick(tables, "vessel_sanctions", name)
        changed = {column: value if isinstance(value, str) else value(row) for column, value in cells.items()}
        return [("vessel_sanctions", {**row, "designation_id": f"{row['designation_id']}-b", **changed})]

    return make


def logged(kind: str, before: str, after: str) -> Make:
    """An entry in the log of changes that says what never was."""

    def make(tables: RawTables, name: str) -> Rows:
        port = pick(tables, "ports", name)
        field = "record" if kind != "changed" else "name"
        cells = {"version": "2026.11.0", "table_name": "ports", "record_key": port["port_id"], "field": field}
        told = "The name of the port was corrected."
        return [("changes", {**cells, "kind": kind, "before": before, "after": after or port["name"], "told": told})]

    return make


def several(kind: str, cases: dict[str, Make], count: int = 1) -> Iterator[Case]:
    """Each of some ways, `count` times in different rows."""
    for name, make in cases.items():
        for number in range(count):
            yield Case(f"{name} {number + 1}" if count > 1 else name, kind, make)


def with_rows(pristine: RawTables, case: Case) -> tuple[RawTables, dict[str, list[int]]]:
    """The tables with the rows of a case at their ends, and the lines of these."""
    tables, lines = dict(pristine), dict[str, list[int]]()
    for name, cells in case.make(pristine, case.name):
        raw = tables[name]
        if raw is pristine[name]:
            raw = tables[name] = RawTable(raw.table, raw.file, [*raw.rows], [*raw.lines])
        raw.rows.append([cells.get(column, "") for column in raw.table.columns])
        raw.lines.append(max(raw.lines, default=1) + 1)
        lines.setdefault(name, []).append(raw.lines[-1])
    return tables, lines


def findings(project: Project, tables: RawTables, touched: list[str], staged: Staged) -> list[Finding]:
    """Everything that the checks of one state of the tables find; nothing is compared with an earlier one."""
    changed = {name: tables[name] for name in touched}
    targets = {key.table for raw in changed.values() for key in raw.table.foreign_keys}
    shaped = {name: raw for name, raw in tables.items() if name in changed or name in targets}
    found = [*check_shape(shaped), *check_cells(changed, project.dataset.units), *check_sizes(tables)]
    found += [*check_agreements(project.dataset, changed), *check_numbers(changed), *check_corrections(tables)]
    found += [*check_passages(project.dataset, tables), *check_history(project, tables)]
    found += [*check_particulars(tables), *check_terms(project.schemas, tables)]
    with staged.changed(tables) as connection:
        for rule in project.dataset.rules:
            found += rule_findings(connection, rule, tables)
        found += check_totals(project.dataset, connection, tables)
    return found
