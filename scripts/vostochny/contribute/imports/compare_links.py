"""Compares the companies that a list links with ships with the record, by the number of the company's entry."""

from __future__ import annotations

from vostochny.contribute.draft import Cells, NewRow
from vostochny.contribute.imports.comparison import particular
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.list_comparison import ListOfDay
from vostochny.contribute.imports.list_values import printable
from vostochny.contribute.imports.listing import Reading, ShipLink
from vostochny.contribute.record_search import folded

ROLES = {"owner", "manager", "operator", "previous_owner", "linked_company"}
LONGEST_COMMENT = 400


def compare_links(reading: Reading, prefix: str, this: ListOfDay) -> None:
    """Roles of companies towards ships, against the particulars on record whose locator begins with `prefix`."""
    made = this.made
    on_record: dict[tuple[str, str], list[Cells]] = {}
    for row in this.record.rows("vessel_particulars"):
        if row["locator"].startswith(prefix) and row["attribute"] in ROLES:
            on_record.setdefault((row["vessel_id"], row["locator"]), []).append(row)
    met = set()
    for link in reading.links:
        if not link.ship:
            made.notes.append(f"{link.reference} {link.company} names a ship with IMO number {link.called}, "
                              f"which is not on record. {quoted(link)}")  # fmt: skip
            continue
        met.add((link.ship, link.reference))
        before = on_record.get((link.ship, link.reference), [])
        if link.roles:
            compare_roles(link, before, this)
        else:
            known = f"; on record: {said(before)}" if before else ""
            made.notes.append(
                f"{link.reference} {link.company}: {link.called} ({link.ship}) is named in the comment without a role"
                f"{known}. {quoted(link)}"
            )
    for (vessel_id, locator), rows in on_record.items():
        if (vessel_id, locator) not in met and not this.older:
            made.gone += [f"{vessel_id}: {locator} {row['value']}; the entry is gone, or names the ship no more."
                          for row in rows]  # fmt: skip


def compare_roles(link: ShipLink, before: list[Cells], this: ListOfDay) -> None:
    """One ship of one company: the roles that the list states, against those on record."""
    made = this.made
    known = {row["attribute"] for row in before if folded(row["value"]) == folded(link.company)}
    new = [role for role in link.roles if role not in known]
    made.same += bool(known & set(link.roles))
    for role in new:
        words = f"{link.ship}: {link.reference} {link.company}, {role.replace('_', ' ')}"
        sentence = f"{words}; on record: {said(before)}. {quoted(link)}" if before else f"{words}. {quoted(link)}"
        (made.changed if before else made.new).append(sentence)
        this.propose([particular(link.ship, role, link.company, this.source, link.reference)])
        this.propose(tie(link, role, this.source, this.record))
    if lost := sorted(known - set(link.roles) - {"linked_company"}):
        made.changed.append(
            f"{link.ship}: {link.reference} {link.company} is {', '.join(lost)} on record, which the comment does not "
            f"say. {quoted(link)}"
        )


def tie(link: ShipLink, role: str, source: Cells, record: Record) -> list[NewRow]:
    """The row that ties the ship to the company, where the company is among the organisations on record."""
    found = record.organisation_named(link.company)
    if not found or (link.ship, found, role) in record.ties:
        return []
    cells = {
        "vessel_id": link.ship,
        "organisation_id": found,
        "role": role,
        "name_as_reported": link.company,
        "as_of": source.get("published_on", ""),
        "source_id": source["source_id"],
        "locator": link.reference,
    }
    return [NewRow("vessel_organisations", cells)]


def said(rows: list[Cells]) -> str:
    """What is on record of a ship and an entry."""
    return "; ".join(f"{row['value']}, {row['attribute'].replace('_', ' ')}" for row in rows)


def quoted(link: ShipLink) -> str:
    """The words of the comment, for whoever decides; they are shown and never proposed."""
    words = printable(link.comment)
    return f"The comment: “{words if len(words) <= LONGEST_COMMENT else words[: LONGEST_COMMENT - 1] + '…'}”"
