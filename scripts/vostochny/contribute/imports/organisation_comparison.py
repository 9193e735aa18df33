"""Compares companies and persons on a list with the organisations on record and their designations."""

from __future__ import annotations

from vostochny.contribute.draft import Cells, NewRow
from vostochny.contribute.imports.comparison import another_day
from vostochny.contribute.imports.list_comparison import FEWEST, SHOWN, ListOfDay
from vostochny.contribute.imports.listing import PERSON, VESSEL, Listed, Reading
from vostochny.contribute.record_search import folded

TABLE = "organisation_designations"


def compare_organisations(reading: Reading, this: ListOfDay) -> None:
    """The companies and persons of a list against the designations of organisations by its authority.

    Only organisations on record are compared: the record keeps those that documents name in connection with the oil,
    and not everybody whom an authority lists.
    """
    on_record = list(this.record.designations(TABLE, this.scope.authority, this.scope.programmes))
    standing = [row for row in on_record if not row["delisted_on"]]
    met: set[str] = set()
    for entry in reading.entries:
        if entry.subject == VESSEL:
            continue
        organisation_id, by_name = organisation_of(entry, on_record, this)
        if organisation_id:
            compare_entry(entry, organisation_id, by_name, on_record, met, this)
    missing = [row for row in standing if row["designation_id"] not in met]
    later = [row for row in missing if this.day and row["listed_on"][: len(this.day)] > this.day]
    missing = [row for row in missing if row not in later]
    if missing and (this.older or not this.scope.all_organisations):
        names = ", ".join(row["name_as_listed"] for row in missing[:SHOWN])
        which = "this older list" if this.older else "this file, which does not give every one"
        this.made.notes.append(f"{len(missing)} organisations on record are not in {which}: {names}.")
    elif missing and len(missing) == len(standing) >= FEWEST:
        words = f"None of the {len(standing)} organisations on record is in this file. Is it this list, and whole?"
        this.made.notes.append(words)
    elif missing:
        this.made.gone += [
            f"{row['name_as_listed']} ({row['designation_id']}) is not on the list; enter the day of its removal in "
            "delisted_on, with the notice as its source."
            for row in missing
        ]


def organisation_of(entry: Listed, on_record: list[Cells], this: ListOfDay) -> tuple[str, bool]:
    """The organisation on record that an entry means, and whether its name alone says so.

    The number of the entry decides, then a number of the company, then a name that one organisation alone has.
    """
    if this.scope.own_references and entry.reference:
        for row in on_record:
            if row["list_reference"] == entry.reference:
                return row["organisation_id"], False
    for number in entry.numbers:
        if number in this.record.organisation_numbers:
            return this.record.organisation_numbers[number], False
    found = this.record.organisation_named(*(name for name, _kind in entry.names))
    is_person = this.record.organisation_kinds.get(found) == "person"
    return (found, True) if found and is_person == (entry.subject == PERSON) else ("", False)


def compare_entry(
    entry: Listed, organisation_id: str, by_name: bool, on_record: list[Cells], met: set[str], this: ListOfDay
) -> None:
    """One company or person of the list that is on record."""
    own = [row for row in on_record if row["organisation_id"] == organisation_id]
    standing = [row for row in own if not row["delisted_on"]]
    best = [row for row in standing if row["programme_id"] in entry.programmes]
    best = best or [row for row in standing if row["list_reference"] == entry.reference and entry.reference]
    best = best or ([] if entry.programmes else standing)
    if best and entry.removed_on:
        this.made.gone.append(f"{best[0]['name_as_listed']} ({best[0]['designation_id']}): the list has it as removed "
                              f"on {entry.removed_on}.")  # fmt: skip
        met |= {row["designation_id"] for row in best}
    elif best:
        met |= {row["designation_id"] for row in best}
        compare_designation(entry, best[0], this)
    elif entry.programmes and not entry.removed_on and not ended(entry, own, this):
        add_designation(entry, organisation_id, by_name, this)


def ended(entry: Listed, own: list[Cells], this: ListOfDay) -> bool:
    """Whether the record has the entry as removed after the day of this list."""
    past = [row for row in own if row["delisted_on"] and row["programme_id"] in entry.programmes]
    if not past or (this.day and this.day >= past[0]["delisted_on"]):
        return False
    this.made.notes.append(f"{entry.words}: on record as removed on {past[0]['delisted_on']} "
                           f"({past[0]['designation_id']}); this list is older, or does not date itself.")  # fmt: skip
    return True


def compare_designation(entry: Listed, found: Cells, this: ListOfDay) -> None:
    """An organisation whose designation is on record."""
    made, known, before = this.made, found["designation_id"], len(this.made.changed)
    if found["programme_id"] not in entry.programmes:
        tags = ", ".join(entry.tags)
        made.changed.append(
            f"{known}: {entry.name} is on the list under {tags}, on record under {found['programme_id']}."
        )
    if folded(found["name_as_listed"]) not in {folded(name) for name, _kind in entry.names}:
        made.changed.append(
            f"{known}: name_as_listed is {found['name_as_listed']!r} on record, {entry.name!r} on the list."
        )
    if another_day(entry.listed_on, found["listed_on"]):
        made.changed.append(f"{known}: listed_on is {found['listed_on']!r} on record, {entry.listed_on!r} on the list.")
    elif entry.listed_on and not found["listed_on"]:
        made.changed.append(f"{known}: the list says since when, {entry.listed_on}; listed_on is empty on record.")
    own = this.scope.own_references and entry.reference and found["list_reference"]
    if own and folded(entry.reference) != folded(found["list_reference"]):
        made.changed.append(
            f"{known}: list_reference is {found['list_reference']!r} on record, {entry.reference!r} on the list."
        )
    made.same += len(made.changed) == before


def add_designation(entry: Listed, organisation_id: str, by_name: bool, this: ListOfDay) -> None:
    """A listing of an organisation on record that the table of designations does not have."""
    day = f", listed on {entry.listed_on}" if entry.listed_on else ""
    words = f"{entry.words}, known as {organisation_id}{' by its name alone' if by_name else ''}{day}"
    if this.older:
        this.made.notes.append(f"{words}: on this older list and not on record; find out whether it was removed since.")
        return
    if by_name and entry.subject == PERSON:
        this.made.notes.append(f"{words}: others may have the same name; compare the entry before you add a row.")
        return
    this.made.new.append(f"{words}.")
    notes = [
        entry.note,
        f"The entry {entry.words} is taken for this organisation by its name alone." if by_name else "",
    ]
    cells = {
        "organisation_id": organisation_id,
        "name_as_listed": entry.name,
        "authority": this.scope.authority,
        "programme_id": entry.programme_id,
        "list_reference": entry.reference,
        "listed_on": entry.listed_on,
        "seen_in_list_of": this.day,
        "subject": "not_stated",
        "source_id": this.source["source_id"],
        "inferred": "organisation_id" if by_name else "",
        "note": " ".join(filter(None, notes)),
    }
    this.propose([NewRow(TABLE, cells)])
