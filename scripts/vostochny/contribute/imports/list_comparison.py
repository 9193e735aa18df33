"""Compares a list of designated ships with the record: what is new, what changed, what is gone, and rows to add."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vostochny.contribute.draft import Cells, NewRow
from vostochny.contribute.imports.comparison import ListComparison, another_day, new_name, particular
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.list_values import proper
from vostochny.contribute.imports.listing import VESSEL, Listed, ListScope, Reading
from vostochny.contribute.record_search import folded
from vostochny.model.slug import slug

# Facts that the table of vessels has a column for; the others are among the particulars alone.
OF_THE_SHIP = {
    "imo_number", "vessel_type", "flag_iso2", "mmsi", "dwt_tonnes", "gross_tonnage", "length_m", "year_built", "owner",
}  # fmt: skip
SHOWN = 10
# Of a list that has so many entries on record and not one of them, it is not likely that all were removed.
FEWEST = 5


@dataclass
class ListOfDay:
    """One list against the record.

    older: whether the record was compared with a newer list already; then there are sentences and no rows
    """

    scope: ListScope
    source: Cells
    record: Record
    made: ListComparison
    met: set[str] = field(default_factory=set)

    @property
    def day(self) -> str:
        """Day of the list; empty where nobody said it."""
        return self.source.get("published_on", "")

    @property
    def newest(self) -> str:
        """Day of the newest list that the record was compared with."""
        return self.record.newest_list(self.scope.programmes)

    @property
    def older(self) -> bool:
        """Whether the record was compared with a newer list."""
        return bool(self.day) and self.day < self.newest

    def say_its_age(self) -> None:
        """Note that the list is older than what is on record, or that nobody said its day."""
        if self.older:
            self.made.notes.append(
                f"This list of {self.day} is older than that of {self.newest}, with which the record was compared; "
                "what differs may be an earlier state, and no rows are proposed."
            )
        elif not self.day:
            self.made.notes.append("The list does not date itself; give its day with --date.")

    def propose(self, rows: list[NewRow]) -> None:
        """Rows that could be added, each once; of an older list none."""
        if not self.older:
            self.made.rows += [row for row in rows if row not in self.made.rows]

    def say_changed(self, sentence: str) -> None:
        """A difference, once where several entries show it."""
        if sentence not in self.made.changed:
            self.made.changed.append(sentence)


def compare_ships(reading: Reading, this: ListOfDay) -> None:
    """The ships of a list by one authority against its designations on record."""
    on_record = list(this.record.designations("vessel_sanctions", this.scope.authority, this.scope.programmes))
    standing = [row for row in on_record if not row["delisted_on"] and not row["gone_by"]]
    for entry in reading.entries:
        if entry.subject == VESSEL:
            compare_ship(entry, standing, [row for row in on_record if row not in standing], this)
    tell_missing([row for row in standing if row["designation_id"] not in this.met], len(standing), this)


def compare_ship(entry: Listed, standing: list[Cells], ended: list[Cells], this: ListOfDay) -> None:
    """One ship of the list."""
    vessel_id, by_name = ship_of(entry, standing, this)
    if found := match(entry, vessel_id, standing):
        if entry.removed_on:
            this.made.gone.append(
                f"{found['vessel_name_as_listed']} ({found['designation_id']}): the list has it as removed on "
                f"{entry.removed_on}."
            )
        else:
            compare_known(entry, found, this)
        this.met |= {row["designation_id"] for row in standing if same_entry(entry, row, found["vessel_id"])}
        return
    past = match(entry, vessel_id, ended)
    if entry.removed_on or (past and not came_back(entry, past, this)):
        return
    # Of a programme that is kept for single ships only ships on record are of interest.
    if set(entry.programmes) & this.scope.followed or (entry.programmes and vessel_id and not by_name):
        add_new(entry, vessel_id, by_name, this)


def ship_of(entry: Listed, standing: list[Cells], this: ListOfDay) -> tuple[str, bool]:
    """The ship on record that an entry means, and whether its name alone says so.

    The IMO number decides, then the number of the entry, then a name that one ship alone has.
    """
    by_number = this.record.by_imo.get(entry.imo_number, "") if entry.imo_number else ""
    by_number = by_number or (this.made.added.get(entry.imo_number, "") if entry.imo_number else "")
    by_reference = next(
        (
            row["vessel_id"]
            for row in standing
            if this.scope.own_references and row["list_reference"] == entry.reference
        ),
        "",
    )
    if by_number and by_reference and by_number != by_reference:
        this.made.changed.append(
            f"{entry.words} is {by_reference} on record by the number of the entry and {by_number} by its IMO number "
            f"{entry.imo_number}; the IMO number is followed."
        )
    if by_number or by_reference:
        return by_number or by_reference, False
    named = "" if entry.imo_number else this.record.ship_named(entry.name)
    return named, bool(named)


def same_entry(entry: Listed, row: Cells, vessel_id: str) -> bool:
    """Whether a designation of this ship is one that the entry speaks of."""
    return row["vessel_id"] == vessel_id and (
        row["list_reference"] == entry.reference or row["programme_id"] in entry.programmes or not entry.programmes
    )


def match(entry: Listed, vessel_id: str, rows: list[Cells]) -> Cells | None:
    """The designation on record of the ship that an entry means, that under the entry's own programme first."""
    own = [row for row in rows if vessel_id and row["vessel_id"] == vessel_id]
    best = [row for row in own if row["programme_id"] in entry.programmes]
    best = best or [row for row in own if row["list_reference"] == entry.reference]
    # An entry under a programme on record and with a number of its own is a designation of its own.
    best = best or ([] if entry.programmes else own)
    return best[0] if best else None


def compare_known(entry: Listed, found: Cells, this: ListOfDay) -> None:
    """A ship whose designation is on record."""
    before = len(this.made.changed)
    this.made.changed += changes(entry, found, this.scope)
    this.propose(statements(entry, found["vessel_id"], this))
    this.made.same += len(this.made.changed) == before


def changes(entry: Listed, found: Cells, scope: ListScope) -> Iterator[str]:
    """In what a list's entry differs from the designation on record."""
    known = found["designation_id"]
    if not entry.programmes and entry.tags:
        yield (
            f"{known}: {entry.name} is on the list under {', '.join(entry.tags)}, on record under "
            f"{found['programme_id']}."
        )
    elif found["programme_id"] not in entry.programmes and entry.programmes:
        yield (
            f"{known}: the programme is {found['programme_id']} on record, {', '.join(entry.programmes)} "
            f"on the list; {entry.name} is on the list under {', '.join(entry.tags)}."
        )
    listed = {folded(name) for name, _kind in entry.names}
    if folded(found["vessel_name_as_listed"]) not in listed:
        before = found["vessel_name_as_listed"]
        yield f"{known}: vessel_name_as_listed is {before!r} on record, {entry.name!r} on the list."
    if another_day(entry.listed_on, found["listed_on"]):
        yield f"{known}: listed_on is {found['listed_on']!r} on record, {entry.listed_on!r} on the list."
    if scope.own_references and entry.reference and entry.reference != found["list_reference"]:
        yield f"{known}: list_reference is {found['list_reference']!r} on record, {entry.reference!r} on the list."


def statements(entry: Listed, vessel_id: str, this: ListOfDay) -> list[NewRow]:
    """Names and values of a known ship that no source on record gives yet, each as a row and a sentence."""
    rows = []
    for name, kind in entry.names:
        if vessel_id not in this.record.names.get(folded(name), set()):
            this.say_changed(f"{vessel_id}: the list gives it the name {name!r}, which is not on record.")
            kept = "alias" if kind == "current" else kind
            rows.append(new_name(vessel_id, proper(name), kept, this.source))
    for attribute, value in entry.facts:
        if (vessel_id, attribute, folded(value)) not in this.record.values:
            others = this.record.stated(vessel_id, attribute)
            before = f"; on record: {', '.join(others)}" if others else ", not on record"
            this.say_changed(f"{vessel_id}: {attribute} {value!r} on the list{before}.")
            rows.append(particular(vessel_id, attribute, value, this.source))
    return rows


def came_back(entry: Listed, past: Cells, this: ListOfDay) -> bool:
    """Whether an entry is on the list again that the record has as ended; an older list says nothing of that."""
    end = past["delisted_on"] or past["gone_by"]
    word = "removed on" if past["delisted_on"] else "gone by"
    known = f"{entry.words}: on record as {word} {end} ({past['designation_id']})"
    if not this.day:
        this.made.changed.append(f"{known}, and on this list. Give the day of the list with --date.")
    elif this.day < end:
        this.made.notes.append(f"{known}; this list is older.")
    else:
        this.made.changed.append(f"{known}; it is back on the list of {this.day}.")
        return True
    return False


def add_new(entry: Listed, vessel_id: str, by_name: bool, this: ListOfDay) -> None:
    """Rows for an entry that is not on record, and for its ship where that is not either."""
    if this.older:
        this.made.notes.append(
            f"{entry.words} is on this older list and not on record; find out whether it was removed since."
        )
        return
    known, just_added = bool(vessel_id), vessel_id in this.made.added.values()
    vessel_id = vessel_id or free_ship_id(entry.name, this)
    if not known and entry.imo_number:
        this.made.added[entry.imo_number] = vessel_id
    day = (
        f", listed on {entry.listed_on}" if entry.listed_on else "; the list does not say since when: fill in listed_on"
    )
    ship = f"known as {vessel_id}{' by its name alone' if by_name else ''}" if known else "a ship not on record"
    this.made.new.append(f"{entry.words}, {ship}{day}.")
    if not known:
        this.propose(list(new_ship(entry, vessel_id, this.source)))
    elif not just_added:
        this.propose(statements(entry, vessel_id, this))
    notes = [entry.note, f"The entry {entry.words} is taken for this ship by its name alone." if by_name else ""]
    designation = {
        "vessel_id": vessel_id,
        "vessel_name_as_listed": entry.name.upper(),
        "authority": this.scope.authority,
        "programme_id": entry.programme_id,
        "list_reference": entry.reference,
        "listed_on": entry.listed_on,
        "measures": entry.measures,
        "source_id": this.source["source_id"],
        "inferred": "vessel_id" if by_name else "",
        "note": " ".join(filter(None, notes)),
    }
    this.propose([NewRow("vessel_sanctions", designation)])


def tell_missing(missing: list[Cells], standing: int, this: ListOfDay) -> None:
    """Designations on record that the list does not have: gone, or not to be expected in it."""
    made = this.made
    later = [row for row in missing if this.day and row["listed_on"][: len(this.day)] > this.day]
    rest = [row for row in missing if row not in later]
    names = ", ".join(row["vessel_name_as_listed"] for row in rest[:SHOWN]) + (", …" if len(rest) > SHOWN else "")
    if later:
        made.notes.append(f"{len(later)} entries on record were listed after this list.")
    if rest and (this.older or not this.scope.all_ships):
        why = "this older list" if this.older else "this file, which does not give every ship"
        made.notes.append(f"{len(rest)} ships on record are not in {why}: {names}.")
    elif rest and len(rest) == standing >= FEWEST:
        made.notes.append(f"None of the {standing} ships on record is in this file. Is it this list, and whole?")
    elif rest:
        for row in rest:
            entry_words = f"{row['vessel_name_as_listed']} ({row['designation_id']}, {row['list_reference']})"
            made.gone.append(f"{entry_words} is not on the list.")
        made.notes.append(
            "Where the authority removed a ship, enter the day in delisted_on, with the notice as its source; "
            "where that day is not known, the day of this list in gone_by."
        )
        if len(rest) * 10 > standing:
            made.notes.append(f"{len(rest)} of {standing} entries on record are missing. Is the file whole?")


def free_ship_id(name: str, this: ListOfDay) -> str:
    """An identifier for a ship that is not on record."""
    used = {row["vessel_id"] for row in this.record.rows("vessels")}
    used |= {item.cells["vessel_id"] for item in this.made.rows if item.table == "vessels"}
    base = slug(name) or "ship"
    return base if base not in used else next(f"{base}-{n}" for n in range(2, 10_000) if f"{base}-{n}" not in used)


def new_ship(entry: Listed, vessel_id: str, source: Cells) -> Iterator[NewRow]:
    """A ship with what the list states of it; values that the table of vessels has no column for are particulars."""
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
