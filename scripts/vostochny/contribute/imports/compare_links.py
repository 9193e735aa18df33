"""Sets companies that a list links with ships against the record, by the number of the company's entry."""

from __future__ import annotations

from vostochny.contribute.draft import Cells
from vostochny.contribute.imports.comparison import Comparison, particular
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.listing import Reading
from vostochny.contribute.imports.un import COMMITTEE
from vostochny.contribute.record_search import folded

ROLES = {"owner", "manager", "operator", "linked_company"}


def compare_links(reading: Reading, source: Cells, record: Record) -> Comparison:
    """Companies that a list links with ships, against the particulars on record by the number of their entries."""
    made = Comparison()
    on_record = {(row["vessel_id"], row["locator"]): row for row in record.rows("vessel_particulars")
                 if row["locator"].startswith(COMMITTEE) and row["attribute"] in ROLES}  # fmt: skip
    met = set()
    for entry in reading.entries:
        facts = dict(entry.facts)
        vessel_id = facts.pop("vessel_id")
        role, company = next(iter(facts.items()))
        if not vessel_id:
            made.notes.append(
                f"{entry.reference} {company} names a ship with IMO number {entry.name}, which is not on record."
            )
            continue
        met.add((vessel_id, entry.reference))
        before = on_record.get((vessel_id, entry.reference))
        if before and (before["attribute"], folded(before["value"])) == (role, folded(company)):
            made.same += 1
            continue
        words = f"{vessel_id}: {entry.reference} {company}, {role.replace('_', ' ')}"
        if before:
            made.changed.append(f"{words}; on record: {before['value']}, {before['attribute']}.")
        else:
            made.new.append(f"{words}.")
        made.rows.append(particular(vessel_id, role, company, source, entry.reference))
    for (vessel_id, locator), row in on_record.items():
        if (vessel_id, locator) not in met:
            made.gone.append(f"{vessel_id}: {locator} {row['value']}; the entry is gone, or names the ship no more.")
    made.notes.append("Ships and roles are read out of comments by a program; read each comment before adding a row.")
    return made
