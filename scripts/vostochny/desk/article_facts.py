"""What a draft is set against: the figures, calls and listings of the record, as Python and the page both read them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from vostochny.database.reading import Row, rows
from vostochny.model.schema import Dataset
from vostochny.model.wording import day, quantity, span
from vostochny.render.context import RenderContext

PATTERNS = Path(__file__).parent / "patterns.json"
# What the record's own figures must not be quoted without.
OWN = {"modelled": " by the model", "documented": " documented one by one"}
FACTS = Path(__file__).parent / "facts.sql"
CALLS = """
select calls.*, port_calls.inferred from calls join port_calls using (call_id)
where calls.vessel_id is not null order by call_id
"""
SEEN = """
select call_id, identity_hedge, date_earliest, date_latest from sightings
where call_id <> '' and vessel_id <> '' and date_earliest <> '' order by sighting_id
"""
ORGANISATIONS = """
select distinct organisation_id as id, organisations.name, organisations.other_names, authority, listed_on
from organisation_designations join organisations using (organisation_id)
where delisted_on is null and listed_on <> '' order by 1, 4, 5
"""
SPEAKERS = """
select publisher as name from sources where publisher is not null
union select counted_by from call_counts union select estimated_by from volume_estimates
union select observer from sightings
"""
COMPANY = r",? (?:Company|Co|Ltd|LLC|AO|Co Ltd)\.?$"
# The patterns and the record as one document; desk/check.json is the same for the page's script.
ArticleTable: TypeAlias = dict[str, Any]


def article_table(dataset: Dataset, connection: sqlite3.Connection) -> ArticleTable:
    """Patterns, facts, ships, ports and days of the lists.

    A fact has kind (calls, ships, barrels, tonnes), low and high, need (its hedge), start and end of its period,
    port, by (who may be named for it), days (on which documents printed it), flow, listed (by listed ships only),
    usable (taken as printed), crude (a ceiling on crude oil), assumed (if the ships were so full), page (from the root of the site) and words.
    """
    patterns = json.loads(PATTERNS.read_text(encoding="utf-8"))
    for part in ("scale", "small"):
        patterns["number"] = patterns["number"].replace(part.upper(), patterns[part])
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
        fact |= {name: bool(fact[name]) for name in ("listed", "usable", "crude", "assumed")}
        own = OWN.get(fact["need"], "")
        amount = f"{quantity(fact['low'], None, fact['high'], 'exactly' if own else fact['need'])} {fact['kind']}{own}"
        fact["words"] = ", ".join(filter(None, [amount, span(fact["start"], fact["end"]), fact["origin"]]))
        facts.append(fact)
    ports = {
        row["port_id"]: [row["name"], *filter(None, str(row["other_names"] or "").split(";"))]
        for row in rows(connection, "select port_id, name, other_names from ports order by port_id")
    }
    port_names = {name for names in ports.values() for name in names}
    lists = rows(connection, "select authority, list_as_of from lists_read order by authority")
    return {
        "version": str(dataset.package["version"]),
        "patterns": patterns,
        "facts": facts,
        "ships": [*ships(connection, port_names), *organisations(connection)],
        "ports": ports,
        "names": known_names(patterns, connection, port_names),
        "lists": {row["authority"]: row["list_as_of"] for row in lists},
    }


def known_names(patterns: ArticleTable, connection: sqlite3.Connection, ports: Collection[str]) -> list[str]:
    """Ports, observers and outlets: names that may be in any sentence. A state is only in one about its own figure."""
    states = re.compile("|".join(patterns["authorities"].values()))
    found = {row["name"] for row in rows(connection, SPEAKERS)}
    named = {alias for name in found for alias in aliases(patterns, name)}
    return sorted({*ports} | {name for name in named if not states.search(name)})


def check_table(context: RenderContext) -> Iterator[tuple[str, str]]:
    """What the page *Check an article* compares with."""
    yield "desk/check.json", json.dumps(article_table(context.dataset, context.connection), ensure_ascii=False)


def aliases(patterns: ArticleTable, name: str) -> set[str]:
    """The names under which a draft may speak of one origin."""
    plain = re.sub(r"\s*\([^)]*\)", "", name)
    parts = {name.strip(), plain.strip(), *re.findall(r"\(([^)]*)\)", name)}
    parts |= {part.strip() for whole in (name, plain) for part in re.split(r", | and |; ", whole)}
    parts |= {re.sub(patterns["drop"], "", part) for part in set(parts)}
    # Single letters, years and what a source is not called ("not stated", "blog") are no names to look for.
    named = {name.strip(), *(part for part in parts if len(part) > 1 and re.search(r"[A-Z.]|[a-z][0-9]", part))}
    return {name for part in named for name in (part, *patterns["parties"].get(part, []))}


def call_of_ship(row: Row, seen: list[Row]) -> Row:
    """A call with its days and those of its sightings, its grade, and what of it is hedged or inferred.

    name_hedged: whether every observer hedges the name of the ship
    """
    start, end = row["date_earliest"], row["date_latest"]
    inferred = set(str(row["inferred"] or "").split(";"))
    hedged = bool(seen) and all(sighting["identity_hedge"] for sighting in seen)
    days = bool(inferred & {"date_earliest", "date_latest"})
    words = [row["port_name"], span(start, end), f"{row['confidence']} call"]
    words += ["the observers hedge the name of the ship"] if hedged else []
    words += ["the operation is inferred"] if "operation" in inferred else []
    words += [f"{day(row[name])} is inferred" for name in ("date_earliest", "date_latest") if name in inferred]
    return {
        "id": row["call_id"],
        "from": start,
        "to": end,
        "seen": [[start, end], *([sighting["date_earliest"], sighting["date_latest"]] for sighting in seen)],
        "port": row["port_id"],
        "grade": row["confidence"],
        "load": row["operation"] == "load",
        "load_inferred": "operation" in inferred,
        "name_hedged": hedged,
        "days_inferred": days,
        "words": ", ".join(words),
    }


def spellings(names: Iterable[str], ports: Collection[str] = ()) -> list[str]:
    """Names as a draft may have them: with blanks for hyphens, and in one word unless a port is called so."""
    plain = {name.replace("-", " ") for name in names}
    joined = {
        re.sub(r"(?<=[a-z]) (?=[A-Z])", "", name).capitalize() for name in plain if re.search("[a-z] [A-Z][a-z]", name)
    }
    return sorted(plain | (joined - set(ports)))


def ships(connection: sqlite3.Connection, ports: Collection[str]) -> list[Row]:
    """Every ship with its page, names, calls with the days of their sightings, and listings in force."""
    found: dict[str, Row] = {}
    for row in rows(connection, "select vessel_id as id, name, imo_number as imo from vessels order by vessel_id"):
        found[row["id"]] = {**row, "page": f"vessels/{row['id']}/", "names": [row["name"]], "calls": [], "listed": []}
    for row in rows(connection, "select distinct vessel_id, name from vessel_names where script = 'Latn'"):
        found[row["vessel_id"]]["names"].append(row["name"])
    for ship in found.values():
        ship["names"] = spellings(ship["names"], ports)
    seen: dict[str, list[Row]] = {}
    for row in rows(connection, SEEN):
        seen.setdefault(row["call_id"], []).append(row)
    for row in rows(connection, CALLS):
        found[row["vessel_id"]]["calls"].append(call_of_ship(row, seen.get(row["call_id"], [])))
    listed = "select distinct vessel_id, authority, listed_on from designations_in_force where listed_on <> ''"
    for row in rows(connection, f"{listed} order by 1, 2, 3"):
        found[row["vessel_id"]]["listed"].append([row["authority"], row["listed_on"]])
    return [ship for ship in found.values() if len(ship["name"]) > 3 or ship["calls"]]


def organisations(connection: sqlite3.Connection) -> list[Row]:
    """Every organisation that a list names, in the form of a ship; it has no calls, so no day is one of a call."""
    found: dict[str, Row] = {}
    for row in rows(connection, ORGANISATIONS):
        names = {row["name"], re.sub(COMPANY, "", row["name"]), *str(row["other_names"] or "").split(";")} - {""}
        new = {"id": row["id"], "name": row["name"], "imo": None, "names": spellings(names)}
        one = found.setdefault(row["id"], {**new, "page": f"organisations/{row['id']}/", "calls": None, "listed": []})
        one["listed"].append([row["authority"], row["listed_on"]])
    return list(found.values())
