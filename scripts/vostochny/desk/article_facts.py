"""What a draft is set against: every figure, call and listing of the record, in the one form that Python and the page read."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any, TypedDict

from vostochny.database.reading import Row, rows
from vostochny.model.schema import Dataset
from vostochny.model.wording import day, number, quantity, span

PATTERNS = Path(__file__).parent / "patterns.json"
COUNTED = {"calls": "calls", "calls_by_un_listed": "calls", "vessels": "ships", "vessels_un_listed": "ships"}
UNITS = {"barrel": "barrels", "tonne": "tonnes"}
AUTHORITY = "one authority at a time"


class Fact(TypedDict, total=False):
    """One figure of the record.

    kind: calls, ships, barrels or tonnes
    low, high: the figure, or both ends of a range
    middle: the central value of a range, which is no figure to quote alone
    need: a key of the patterns' "needs"
    start, end: the period; empty where the source names none
    by: who may be named for it
    days: days on which documents that print it were published
    usable: whether the record takes it as printed
    page: its page, from the root of the site
    words: the figure in words, with period and origin
    """

    kind: str
    low: float
    high: float
    middle: float
    need: str
    start: str
    end: str
    port: str
    by: list[str]
    days: list[str]
    flow: str
    listed: bool
    usable: bool
    ceiling: bool
    state: bool
    page: str
    words: str


# The patterns and the record as one document, of which the page's script reads the same.
Table = dict[str, Any]


def article_table(dataset: Dataset, connection: sqlite3.Connection) -> Table:
    """Patterns, figures, ships and ports, for `article.check` and for check.js."""
    patterns = json.loads(PATTERNS.read_text(encoding="utf-8"))
    origins = documents(connection)
    facts = [
        *count_facts(connection, origins),
        *estimate_facts(connection, origins),
        *delivery_facts(connection, origins),
        *model_facts(dataset, connection),
        *ceiling_facts(connection),
    ]
    for fact in facts:
        fact["by"] = sorted({alias for name in fact["by"] for alias in aliases(patterns, name)})
    return {
        "version": str(dataset.package["version"]),
        "patterns": patterns,
        "facts": facts,
        "ships": ships(connection),
        "ports": {
            row["port_id"]: [row["name"], *str(row["other_names"] or "").split(";")]
            for row in rows(connection, "select port_id, name, other_names from ports order by port_id")
        },
        "lists": {
            row["authority"]: row["list_as_of"]
            for row in rows(connection, "select authority, list_as_of from lists_read order by authority")
        },
    }


def documents(connection: sqlite3.Connection) -> dict[str, list[Row]]:
    """The documents that print or repeat each record."""
    found: dict[str, list[Row]] = {}
    sql = "select distinct record_id, publisher, published_on from record_sources where relation <> 'contradicts'"
    for row in rows(connection, f"{sql} order by record_id, publisher, published_on"):
        found.setdefault(row["record_id"], []).append(row)
    return found


def aliases(patterns: Table, name: str) -> set[str]:
    """The names under which a draft may speak of one origin; empty parts are left out."""
    plain = re.sub(r"\s*\([^)]*\)", "", name)
    inner = re.findall(r"\(([^)]*)\)", name)
    parts = {name.strip(), plain.strip(), *inner}
    for whole in (name, plain):
        parts |= {part.strip() for part in re.split(r", | and |; ", whole)}
    parts |= {re.sub(patterns["drop"], "", part) for part in set(parts)}
    parts |= {other for part in set(parts) for other in patterns["parties"].get(part, [])}
    return {part for part in parts if part}


def printed(origins: dict[str, list[Row]], record: str, by: str) -> tuple[list[str], list[str]]:
    """Who may be named for a record, and on which days documents printed it."""
    known = origins.get(record, [])
    days = sorted({str(row["published_on"]) for row in known if row["published_on"]})
    return [by, *(str(row["publisher"]) for row in known)], days


def corrected(connection: sqlite3.Connection) -> set[str]:
    """Records of which the record does not take a figure as printed."""
    return {row["record_id"] for row in rows(connection, "select record_id from corrections")}


def count_facts(connection: sqlite3.Connection, origins: dict[str, list[Row]]) -> list[Fact]:
    """Every printed count: calls, ships, and the ships that made counted calls."""
    found, wrong = [], corrected(connection)
    for row in rows(connection, "select * from call_counts order by count_id"):
        by, days = printed(origins, row["count_id"], row["counted_by"])
        common = Fact(
            start=row["period_start"] or "", end=row["period_end"] or "", port=row["port_id"] or "", by=by, days=days,
            flow="sea", listed="un_listed" in row["counted"], usable=row["count_id"] not in wrong, page=f"counts/{row['count_id']}/",
        )  # fmt: skip
        when = f"{span(row['period_start'], row['period_end'])}, counted by {row['counted_by']}"
        kind = COUNTED.get(row["counted"])
        if kind and row["count_low"] is not None:
            low, high = row["count_low"], row["count_high"] if row["count_high"] is not None else row["count_low"]
            words = f"{quantity(row['count_low'], None, row['count_high'], row['qualifier'])} {kind}, {when}"
            found.append(
                Fact(**common, kind=kind, low=low, high=high, need=row["qualifier"] or "exactly", words=words)
            )
        if kind == "calls" and row["vessels_low"] is not None:
            found.append(ships_behind(row, common, when))
    return found


def ships_behind(row: Row, common: Fact, when: str) -> Fact:
    """The ships that made counted calls, in the hedge of the source: "more than a dozen" is 12 with more_than."""
    low, need = row["vessels_low"], "exactly" if row["vessels_high"] is not None else "at_least"
    if str(row["vessels_as_printed"] or "").startswith("more than"):
        low, need = low - 1, "more_than"
    words = f"{quantity(low, None, None, need)} ships, {when}"
    return Fact(**common, kind="ships", low=low, high=low, need=need, words=words)


def estimate_facts(connection: sqlite3.Connection, origins: dict[str, list[Row]]) -> list[Fact]:
    """Every printed quantity of oil in barrels or tonnes."""
    found, wrong = [], corrected(connection)
    for row in rows(connection, "select * from volume_estimates where measure = 'quantity' order by estimate_id"):
        values = [row[name] for name in ("quantity_low", "quantity_central", "quantity_high") if row[name] is not None]
        if not values or row["unit"] not in UNITS:
            continue
        by, days = printed(origins, row["estimate_id"], row["estimated_by"])
        words = quantity(row["quantity_low"], row["quantity_central"], row["quantity_high"], row["qualifier"])
        found.append(
            Fact(
                kind=UNITS[row["unit"]], low=values[0], high=values[-1], need=row["qualifier"] or "exactly",
                start=row["period_start"] or "", end=row["period_end"] or "", port=row["port_id"] or "", by=by, days=days,
                flow=row["flow"], usable=bool(row["usable"]) and row["estimate_id"] not in wrong, page=f"estimates/{row['estimate_id']}/",
                words=f"{words} {UNITS[row['unit']]}, {span(row['period_start'], row['period_end'])}, {row['estimated_by']}",
            )  # fmt: skip
        )
    return found


def delivery_facts(connection: sqlite3.Connection, origins: dict[str, list[Row]]) -> list[Fact]:
    """Every quantity that a state notified to the UN Committee, in both units where both are printed."""
    found, wrong = [], corrected(connection)
    for row in rows(connection, "select * from notified_deliveries order by delivery_id"):
        _, days = printed(origins, row["delivery_id"], "")
        for amount, unit in ((row["quantity"], row["unit"]), (row["quantity_alt"], row["unit_alt"])):
            if amount is None or unit not in UNITS:
                continue
            when = f"{span(row['period_start'], row['period_end'])}, notified by {row['reporting_state']}"
            found.append(
                Fact(
                    kind=UNITS[unit], low=amount, high=amount, need="exactly", start=row["period_start"], end=row["period_end"],
                    port="", by=[row["reporting_state"]], days=days, flow="notified", state=True,
                    usable=row["delivery_id"] not in wrong, page="notified/", words=f"{number(amount)} {UNITS[unit]}, {when}",
                )  # fmt: skip
            )
    return found


def model_facts(dataset: Dataset, connection: sqlite3.Connection) -> list[Fact]:
    """The model's range for the counted series of the headline; its middle is no figure to quote alone."""
    sql = (
        "select * from headline_series join volume_totals using (count_id) where volume_totals.basis = 'counted' limit 1"
    )
    found = []
    for row in rows(connection, sql):
        title = dataset.package["title"]
        words = f"{number(row['barrels_low'])} to {number(row['barrels_high'])} barrels, modelled by the {title}"
        found.append(
            Fact(
                kind="barrels", low=row["barrels_low"], high=row["barrels_high"], middle=row["barrels_central"], need="modelled",
                start=row["period_start"], end=row["period_end"], port=row["port_id"], by=[title], days=[], flow="sea",
                usable=True, page="model/", words=f"{words} for {span(row['period_start'], row['period_end'])}",
            )  # fmt: skip
        )
    return found


def ceiling_facts(connection: sqlite3.Connection) -> list[Fact]:
    """The UN ceiling in force."""
    return [
        Fact(
            kind=UNITS[row["unit"]], low=row["quantity"], high=row["quantity"], need="exactly", start="", end="", port="",
            by=["UN", "United Nations", "Security Council"], days=[], flow="all", ceiling=True, usable=True, page="ceiling/",
            words=f"{number(row['quantity'])} {UNITS[row['unit']]} of {row['product']} a year, {row['resolution']}",
        )  # fmt: skip
        for row in rows(connection, "select * from ceiling_in_force")
    ]


def ships(connection: sqlite3.Connection) -> list[Row]:
    """Every ship with its names, calls, days on which it was otherwise seen, and listings in force."""
    found: dict[str, Row] = {}
    for row in rows(connection, "select vessel_id, name, imo_number from vessels order by vessel_id"):
        found[row["vessel_id"]] = {
            "id": row["vessel_id"], "name": row["name"], "names": [row["name"]], "imo": row["imo_number"] or "",
            "calls": [], "seen": [], "listed": [], "removed": [],
        }  # fmt: skip
    for row in rows(connection, "select distinct vessel_id, name from vessel_names where script = 'Latn' order by 1, 2"):
        if row["name"] not in found[row["vessel_id"]]["names"]:
            found[row["vessel_id"]]["names"].append(row["name"])
    for row in rows(connection, "select * from calls where vessel_id is not null order by call_id"):
        call = {"id": row["call_id"], "from": row["date_earliest"], "to": row["date_latest"], "port": row["port_id"]}
        call |= {"grade": row["confidence"], "load": row["operation"] == "load"}
        found[row["vessel_id"]]["calls"].append(call | {"words": f"{row['port_name']}, {day(row['date_earliest'])}"})
    seen = "select vessel_id, date_earliest, date_latest from sightings where vessel_id is not null and date_earliest is not null and call_id is not null"
    for row in rows(connection, f"{seen} order by sighting_id"):
        found[row["vessel_id"]]["seen"].append([row["date_earliest"], row["date_latest"]])
    sql = "select distinct vessel_id, authority, listed_on from {} where listed_on is not null order by 1, 2, 3"
    for row in rows(connection, sql.format("designations_in_force")):
        found[row["vessel_id"]]["listed"].append([row["authority"], row["listed_on"]])
    return [ship for ship in found.values() if len(ship["name"]) > 3 or ship["calls"]]
