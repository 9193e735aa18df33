"""Sets a list of designated ships against the record: what is new, what changed, what is gone, and rows to add."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.contribute.draft import Cells, NewRow
from vostochny.contribute.imports.comparison import Comparison, new_name, particular
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.listing import Listed, Reading, proper
from vostochny.contribute.record_search import folded
from vostochny.model.slug import slug

# Facts that the table of vessels has a column for; the others stand among the particulars alone.
OF_THE_SHIP = {
    "imo_number", "vessel_type", "flag_iso2", "mmsi", "dwt_tonnes", "gross_tonnage", "length_m", "year_built", "owner",
}  # fmt: skip


def compare_listing(
    reading: Reading, authority: str, programmes: set[str], source: Cells, record: Record
) -> Comparison:
    """A list of ships by one authority against its designations on record under these programmes."""
    made = Comparison(notes=list(reading.notes))
    standing = list(record.standing(authority, programmes))
    met = set()
    for entry in reading.entries:
        vessel_id = ship_of(entry, standing, record)
        known = [row for row in standing if row["vessel_id"] == vessel_id and row["programme_id"] == entry.programme_id]
        by_reference = [row for row in standing if row["list_reference"] == entry.reference]
        if by_reference or known:
            found = (by_reference or known)[0]
            met.add(found["designation_id"])
            told = len(made.changed)
            made.changed += changes(entry, found)
            made.rows += statements(entry, found["vessel_id"], source, record, made)
            made.same += len(made.changed) == told
        else:
            add_new(entry, vessel_id, authority, source, record, made)
    for row in standing:
        if row["designation_id"] not in met:
            entry_words = f"{row['vessel_name_as_listed']} ({row['designation_id']}, {row['list_reference']})"
            made.gone.append(f"{entry_words} is not on the list.")
    if made.gone:
        made.notes.append(
            "Where the authority removed a ship, enter the day in delisted_on, with the notice as its source; "
            "where that day is not known, the day of this list in gone_by."
        )
    if standing and len(made.gone) * 10 > len(standing):
        made.notes.append(f"{len(made.gone)} of {len(standing)} entries on record are missing. Is the file whole?")
    return made


def ship_of(entry: Listed, standing: list[Cells], record: Record) -> str:
    """The ship on record that an entry means: by its reference, its IMO number, or a name that one ship alone bears."""
    by_reference = [row["vessel_id"] for row in standing if row["list_reference"] == entry.reference]
    if by_reference:
        return by_reference[0]
    if entry.imo_number:
        return record.by_imo.get(entry.imo_number, "")
    return record.ship_named(entry.name)


def changes(entry: Listed, found: Cells) -> Iterator[str]:
    """In what a list's entry differs from the designation on record."""
    pairs = (("vessel_name_as_listed", entry.name), ("listed_on", entry.listed_on), ("list_reference", entry.reference))
    for column, value in pairs:
        if value and folded(value) != folded(found[column]) and not found[column].startswith(value):
            yield f"{found['designation_id']}: {column} is {found[column]!r} on record, {value!r} on the list."


def statements(entry: Listed, vessel_id: str, source: Cells, record: Record, made: Comparison) -> list[NewRow]:
    """Names and values of a known ship that no source on record gives yet, each as a row and a sentence."""
    rows = []
    for name, kind in entry.names:
        if vessel_id not in record.names.get(folded(name), set()):
            made.changed.append(f"{vessel_id}: the list gives it the name {name!r}, which is not on record.")
            kept = "alias" if kind == "current" else kind
            rows.append(new_name(vessel_id, proper(name), kept, source))
    for attribute, value in entry.facts:
        if (vessel_id, attribute, folded(value)) not in record.values:
            others = [row["value"] for row in record.rows("vessel_particulars")
                      if row["vessel_id"] == vessel_id and row["attribute"] == attribute]  # fmt: skip
            before = f"; on record: {', '.join(dict.fromkeys(others))}" if others else ", not on record"
            made.changed.append(f"{vessel_id}: {attribute} {value!r} on the list{before}.")
            rows.append(particular(vessel_id, attribute, value, source))
    return rows


def add_new(entry: Listed, vessel_id: str, authority: str, source: Cells, record: Record, made: Comparison) -> None:
    """Rows for an entry that is not on record, and for its ship where that is not either."""
    known = bool(vessel_id)
    vessel_id = vessel_id or free_ship_id(entry.name, record, made)
    day = (
        f", listed on {entry.listed_on}" if entry.listed_on else "; the list does not say since when: fill in listed_on"
    )
    made.new.append(
        f"{entry.name} ({entry.reference}), {'known as ' + vessel_id if known else 'a ship not on record'}{day}."
    )
    if known:
        made.rows += statements(entry, vessel_id, source, record, made)
    else:
        made.rows += new_ship(entry, vessel_id, source)
    designation = {
        "vessel_id": vessel_id,
        "vessel_name_as_listed": entry.name.upper(),
        "authority": authority,
        "programme_id": entry.programme_id,
        "list_reference": entry.reference,
        "listed_on": entry.listed_on,
        "measures": entry.measures,
        "source_id": source["source_id"],
    }
    made.rows.append(NewRow("vessel_sanctions", designation))


def free_ship_id(name: str, record: Record, made: Comparison) -> str:
    """An identifier for a ship that is not on record."""
    used = {row["vessel_id"] for row in record.rows("vessels")}
    used |= {item.cells["vessel_id"] for item in made.rows if item.table == "vessels"}
    base = slug(name) or "ship"
    return base if base not in used else next(f"{base}-{n}" for n in range(2, 10_000) if f"{base}-{n}" not in used)


def new_ship(entry: Listed, vessel_id: str, source: Cells) -> Iterator[NewRow]:
    """A ship with what the list states of it; the values that the table of vessels has no column for stand beside."""
    vessel = {"vessel_id": vessel_id, "name": proper(entry.name), "record_kind": "hull"}
    beside = []
    for attribute, value in entry.facts:
        if attribute in OF_THE_SHIP and attribute not in vessel:
            vessel[attribute] = value
        else:
            beside.append(particular(vessel_id, attribute, value, source))
    if "imo_number" in vessel:
        vessel["un_listed"] = "false"
    yield NewRow("vessels", {**vessel, "source_id": source["source_id"]})
    yield from beside
    yield from (new_name(vessel_id, proper(name), kind, source) for name, kind in entry.names[1:])
