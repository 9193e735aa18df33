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
from vostochny.render.lists_read import days_of_lists

PATTERNS = Path(__file__).parent / "patterns.json"
# What the record's own figures must not be quoted without.
OWN = {"modelled": " by the model", "documented": " documented one by one"}
FACTS = Path(__file__).parent / "facts.sql"
CALLS = """
select call_id as id, calls.vessel_id, calls.date_earliest as [from], calls.date_latest as [to], calls.port_id as port,
  port_name, calls.confidence as grade, calls.operation, port_calls.inferred
from calls join port_calls using (call_id) where calls.vessel_id is not null order by call_id
"""
SEEN = """
select call_id, identity_hedge, date_earliest, date_latest from sightings
where call_id <> '' and vessel_id <> '' and date_earliest <> '' order by sighting_id
"""
NAMED = """
select vessel_id as id, name, imo_number as imo, 'vessels/' || vessel_id || '/' as page, (
  select group_concat(name, ';') from vessel_names where vessel_names.vessel_id = vessels.vessel_id and script = 'Latn'
) as names from vessels
union all select organisation_id, name, null, 'organisations/' || organisation_id || '/', other_names from organisations
order by page
"""
LISTED = """
select distinct 'vessels/' || vessel_id || '/' as page, authority, listed_on,
  measures like '%port%' and measures not like '%permission%' as shut from designations_in_force
where listed_on <> ''
union select 'organisations/' || organisation_id || '/', authority, listed_on, 0 from organisation_designations
where delisted_on is null and listed_on <> '' order by 1, 2, 3
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
    usable (taken as printed), crude (a ceiling on crude oil),
    assumed (if the ships were so full), page (from the root of the site) and words.
    """
    written = PATTERNS.read_text(encoding="utf-8")
    for part, pattern in json.loads(written)["parts"].items():
        written = written.replace(f"@{part}@", json.dumps(pattern)[1:-1])
    patterns = json.loads(written)
    said = rows(connection, "select distinct * from record_sources where relation <> 'contradicts'")
    origins = grouped(said, "record_id")
    facts = []
    for fact in rows(connection, FACTS.read_text(encoding="utf-8")):
        known = origins.get(fact["record"], [])
        # A state answers for what it notified, and no outlet that repeats it.
        names = [fact["origin"], *(row["publisher"] for row in known if fact["flow"] != "notified")]
        fact["by"] = sorted({alias for name in names for alias in aliases(patterns, name)})
        told = [*fact["by"], fact.pop("relay"), *(row["publisher"] for row in known)]
        fact["told"] = sorted({alias for name in told if name for alias in (name, *aliases(patterns, name))})
        fact["days"] = sorted({row["published_on"] for row in known if row["published_on"]})
        fact |= {name: bool(fact[name]) for name in ("listed", "usable", "crude", "assumed", "product")}
        own = OWN.get(fact["need"], "")
        amount = f"{quantity(fact['low'], None, fact['high'], 'exactly' if own else fact['need'])} {fact['kind']}{own}"
        fact["words"] = ", ".join(filter(None, [amount, span(fact["start"], fact["end"]), fact["origin"]]))
        facts.append(fact)
    ports = {
        row["port_id"]: [row["name"], *filter(None, str(row["other_names"] or "").split(";"))]
        for row in rows(connection, "select port_id, name, other_names from ports order by port_id")
    }
    port_names = {name for names in ports.values() for name in names}
    return {
        "version": str(dataset.package["version"]),
        "patterns": patterns,
        "facts": facts,
        "ships": ships(connection, port_names),
        "ports": ports,
        "names": known_names(patterns, connection, port_names),
        "lists": days_of_lists(RenderContext(dataset, connection)),
    }


def known_names(patterns: ArticleTable, connection: sqlite3.Connection, ports: Collection[str]) -> list[str]:
    """Ports, observers and outlets: names that may be in any sentence. A state is only in one about its own figure."""
    states = re.compile("|".join(patterns["authorities"].values()))
    named = {alias for row in rows(connection, SPEAKERS) for alias in aliases(patterns, row["name"])}
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
    start, end = row["from"], row["to"]
    inferred = set(str(row["inferred"] or "").split(";"))
    hedged = bool(seen) and all(sighting["identity_hedge"] for sighting in seen)
    words = [row["port_name"], span(start, end), f"{row['grade']} call"]
    told = {"the observers hedge the name of the ship": hedged, "the operation is inferred": "operation" in inferred}
    words += [what for what, so in told.items() if so]
    ends = {"date_earliest": start, "date_latest": end}
    words += [f"{day(value)} is inferred" for name, value in ends.items() if name in inferred]
    return row | {
        "seen": [[start, end], *([sighting["date_earliest"], sighting["date_latest"]] for sighting in seen)],
        "load": row["operation"] == "load",
        "load_inferred": "operation" in inferred,
        "name_hedged": hedged,
        "days_inferred": not inferred.isdisjoint(ends),
        "words": ", ".join(words),
    }


def grouped(found: Iterable[Row], key: str) -> dict[str, list[Row]]:
    """Rows by what they have in one column, in their order."""
    groups: dict[str, list[Row]] = {}
    for row in found:
        groups.setdefault(row[key], []).append(row)
    return groups


def spellings(names: Iterable[str], ports: Collection[str] = ()) -> list[str]:
    """Names as a draft may have them: with blanks for hyphens, and in one word unless a port is called so."""
    plain = {name.replace("-", " ") for name in names}
    parted = (name for name in plain if re.search("[a-z] [A-Z][a-z]", name))
    joined = {re.sub(r"(?<=[a-z]) (?=[A-Z])", "", name).capitalize() for name in parted}
    return sorted(plain | (joined - set(ports)))


def ships(connection: sqlite3.Connection, ports: Collection[str]) -> list[Row]:
    """Every ship, and every organisation that a list names, with its page, names, calls and listings in force.

    An organisation has no calls, so no day is one of a call.
    """
    seen, listed = grouped(rows(connection, SEEN), "call_id"), grouped(rows(connection, LISTED), "page")
    calls = grouped((call_of_ship(row, seen.get(row["id"], [])) for row in rows(connection, CALLS)), "vessel_id")
    found = rows(connection, NAMED)
    for row in found:
        names = {row["name"], re.sub(COMPANY, "", row["name"]), *str(row["names"] or "").split(";")} - {""}
        own = calls.get(row["id"], []) if row["page"].startswith("vessels/") else None
        on = [[one["authority"], one["listed_on"], bool(one["shut"])] for one in listed.get(row["page"], [])]
        row |= {"names": spellings(names, ports), "calls": own, "listed": on}
    # A name of three letters is looked for only where the ship called; an organisation only where a list names it.
    return [row for row in found if row["calls"] or (row["listed"] if row["calls"] is None else len(row["name"]) > 3)]
