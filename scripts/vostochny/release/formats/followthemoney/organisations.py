"""Companies, banks, public bodies and persons: who they are, who lists them, what ties them to ships, what they say."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.release.formats.followthemoney.designation import DESIGNATIONS, designation
from vostochny.release.formats.followthemoney.entity import Entity, entity, label, listed, reference
from vostochny.release.formats.typed_rows import records
from vostochny.release.product import Release

SCHEMAS = {
    "company": "Company",
    "bank": "Company",
    "public_body": "PublicBody",
    "state": "PublicBody",
    "person": "Person",
}
DIRECTS = {"director", "vice_president", "head"}
ORGANISATIONS = """
select organisations.*, exists (select 1 from organisation_designations as listing
  where listing.organisation_id = organisations.organisation_id and delisted_on is null) as listed
from organisations order by organisation_id
"""
TIES = "select * from vessel_organisations order by vessel_id, organisation_id, role, source_id"
POSITIONS = "select * from positions order by position_id"


def organisations(release: Release) -> Iterator[Entity]:
    """Everybody in the table of organisations, with the one that each belongs to."""
    for row in records(release.database, ORGANISATIONS):
        key, source = row["organisation_id"], reference(row["source_id"])
        topics = [
            name
            for name, holds in (
                ("sanction", row["listed"]),
                ("fin.bank", row["kind"] == "bank"),
                ("gov", row["kind"] in {"public_body", "state"}),
            )
            if holds
        ]
        yield entity(
            key,
            SCHEMAS[row["kind"]],
            name=row["name"],
            alias=listed((row["other_names"] or "").replace(";", "\n")),
            country=(row["country_iso2"] or "").lower(),
            address=row["address"],
            idNumber=listed((row["identifiers"] or "").replace(";", "\n")),
            topics=topics,
            summary=label(release, "organisations", "part", row["part"]),
            description=row["description"],
            notes=row["note"],
            sourceUrl=f"{release.address}organisations/{key}/",
            proof=source,
        )
        if row["belongs_to_id"]:
            directs = row["belongs_as"] in DIRECTS
            ends = ("director", "organization") if directs else ("subject", "object")
            yield entity(
                f"{key}-belongs-to",
                "Directorship" if directs else "UnknownLink",
                **{ends[0]: reference(key), ends[1]: reference(row["belongs_to_id"])},
                role=f"Reported as: {label(release, 'organisations', 'belongs_as', row['belongs_as']).lower()}",
                recordId=key,
                proof=source,
            )


def listings(release: Release) -> Iterator[Entity]:
    """Every designation of an organisation or person, with the link to the authority that made it."""
    table = "organisation_designations"
    for row in records(release.database, DESIGNATIONS.format(table=table)):
        summary = label(release, table, "subject", row["subject"])
        yield from designation(
            release, table, row, row["organisation_id"], "Made the listing", row["delisted_on"], summary=summary
        )


def ties(release: Release) -> Iterator[Entity]:
    """What each document says an organisation has to do with a ship."""
    for row in records(release.database, TIES):
        owns = row["role"] in {"owner", "previous_owner"}
        ends = ("owner", "asset") if owns else ("subject", "object")
        yield entity(
            f"{row['vessel_id']}-{row['role']}-{row['organisation_id']}-{row['source_id']}",
            "Ownership" if owns else "UnknownLink",
            **{ends[0]: reference(row["organisation_id"]), ends[1]: reference(row["vessel_id"])},
            role=f"Reported: {label(release, 'vessel_organisations', 'role', row['role'])}",
            date=row["as_of"],
            startDate=row["from_on"],
            endDate=row["to_on"],
            proof=reference(row["source_id"]),
            summary=row["locator"],
            description=row["note"],
        )


def positions(release: Release) -> Iterator[Entity]:
    """What those who are named say, as a note on each."""
    for row in records(release.database, POSITIONS):
        said = row["said_on"] or f"looked for on {row['searched_on']}"
        yield entity(
            row["position_id"],
            "Note",
            entity=reference(row["organisation_id"]),
            name=f"{label(release, 'positions', 'kind', row['kind'])} ({said})",
            summary=row["about"],
            description=row["statement"],
            notes=row["note"],
            proof=reference(row["source_id"]),
        )
