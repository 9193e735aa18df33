"""What a draft is set against: the figures, calls and listings of the record, as Python and the page both read them."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any, TypeAlias

from vostochny.database.reading import Row, rows
from vostochny.model.schema import Dataset
from vostochny.model.wording import day, quantity, span

PATTERNS = Path(__file__).parent / "patterns.json"
# What the record's own figures must not be quoted without.
OWN = {"modelled": " by the model", "documented": " documented one by one"}
FACTS = Path(__file__).parent / "facts.sql"
# The patterns and the record as one document; desk/check.json is the same for the page's script.
ArticleTable: TypeAlias = dict[str, Any]


def article_table(dataset: Dataset, connection: sqlite3.Connection) -> ArticleTable:
    """Patterns, facts, ships, ports and days of the lists.

    A fact has kind (calls, ships, barrels, tonnes), low and high, need (its hedge), start and end of its period,
    port, by (who may be named for it), days (on which documents printed it), flow, listed (by listed ships only),
    usable (taken as printed), page (from the root of the site) and words.
    """
    patterns = json.loads(PATTERNS.read_text(encoding="utf-8"))
    origins: dict[str, list[Row]] = {}
    for row in rows(connection, "select distinct * from record_sources where relation <> 'contradicts'"):
        origins.setdefault(row["record_id"], []).append(row)
    facts = []
    for fact in rows(connection, FACTS.read_text(encoding="utf-8")):
        known = origins.get(fact["record"], [])
        # A state answers for what it notified, and no outlet that repeats it.
        names = [fact["origin"], *(row["publisher"] for row in known if fact["flow"] != "notified")]
        fact["by"] = sorted({alias for name in names for alias in aliases(patterns, name)})
        fact["days"] = sorted({row["published_on"] for row in known if row["published_on"]})
        fact["listed"], fact["usable"] = bool(fact["listed"]), bool(fact["usable"])
        own = OWN.get(fact["need"], "")
        amount = f"{quantity(fact['low'], None, fact['high'], 'exactly' if own else fact['need'])} {fact['kind']}{own}"
        fact["words"] = ", ".join(filter(None, [amount, span(fact["start"], fact["end"]), fact["origin"]]))
        facts.append(fact)
    ports = rows(connection, "select port_id, name, other_names from ports order by port_id")
    lists = rows(connection, "select authority, list_as_of from lists_read order by authority")
    return {
        "version": str(dataset.package["version"]),
        "patterns": patterns,
        "facts": facts,
        "ships": ships(connection),
        "ports": {row["port_id"]: [row["name"], *str(row["other_names"] or "").split(";")] for row in ports},
        "lists": {row["authority"]: row["list_as_of"] for row in lists},
    }


def aliases(patterns: ArticleTable, name: str) -> set[str]:
    """The names under which a draft may speak of one origin."""
    plain = re.sub(r"\s*\([^)]*\)", "", name)
    parts = {name.strip(), plain.strip(), *re.findall(r"\(([^)]*)\)", name)}
    parts |= {part.strip() for whole in (name, plain) for part in re.split(r", | and |; ", whole)}
    parts |= {re.sub(patterns["drop"], "", part) for part in set(parts)}
    return {name for part in parts if part for name in (part, *patterns["parties"].get(part, []))}


def ships(connection: sqlite3.Connection) -> list[Row]:
    """Every ship with its names, calls, days of the sightings of its calls, and listings in force."""
    found: dict[str, Row] = {}
    for row in rows(connection, "select vessel_id as id, name, imo_number as imo from vessels order by vessel_id"):
        found[row["id"]] = {**row, "names": [row["name"]], "calls": [], "seen": [], "listed": []}
    for row in rows(
        connection, "select distinct vessel_id, name from vessel_names where script = 'Latn' order by 1, 2"
    ):
        if row["name"] not in found[row["vessel_id"]]["names"]:
            found[row["vessel_id"]]["names"].append(row["name"])
    for row in rows(connection, "select * from calls where vessel_id is not null order by call_id"):
        call = {"id": row["call_id"], "from": row["date_earliest"], "to": row["date_latest"], "port": row["port_id"]}
        words = f"{row['port_name']}, {day(row['date_earliest'])}"
        call |= {"grade": row["confidence"], "load": row["operation"] == "load", "words": words}
        found[row["vessel_id"]]["calls"].append(call)
    seen = "select s.vessel_id, s.date_earliest, s.date_latest from sightings s join calls using (call_id)"
    for row in rows(connection, f"{seen} where s.vessel_id <> '' and s.date_earliest <> '' order by sighting_id"):
        found[row["vessel_id"]]["seen"].append([row["date_earliest"], row["date_latest"]])
    listed = "select distinct vessel_id, authority, listed_on from designations_in_force where listed_on <> ''"
    for row in rows(connection, f"{listed} order by 1, 2, 3"):
        found[row["vessel_id"]]["listed"].append([row["authority"], row["listed_on"]])
    return [ship for ship in found.values() if len(ship["name"]) > 3 or ship["calls"]]
