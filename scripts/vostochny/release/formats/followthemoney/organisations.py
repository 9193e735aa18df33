"""Companies, banks, public bodies and persons: who they are, who lists them, what ties them to ships, what they say."""

from __future__ import annotations

from collections.abc import Iterator

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
LISTINGS = """
select organisation_designations.*, programmes.name as programme, programmes.url as programme_url,
  sources.publisher, sources.url,
  (select group_concat(source_id, char(10)) from (select distinct citations.source_id from citations
    where citations.record_id = designation_id and relation in ('supports', 'repeats') order by citations.source_id)
  ) as also_in
from organisation_designations join programmes using (programme_id)
join sources on sources.source_id = organisation_designations.source_id order by designation_id
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
    for row in records(release.database, LISTINGS):
        key, subject = row["designation_id"], reference(row["organisation_id"])
        proof = [reference(source) for source in dict.fromkeys((row["source_id"], *listed(row["also_in"])))]
        yield entity(
            key,
            "Sanction",
            entity=subject,
            authority=label(release, "organisation_designations", "authority", row["authority"]),
            authorityId=row["list_reference"],
            program=row["programme"],
            programUrl=row["programme_url"],
            listingDate=row["listed_on"],
            startDate=row["listed_on"],
            endDate=row["delisted_on"],
            status="lifted" if row["delisted_on"] else "in force as far as known",
            reason=row["reason"],
            summary=label(release, "organisation_designations", "subject", row["subject"]),
            recordId=key,
            proof=proof,
            publisher=row["publisher"],
            sourceUrl=row["url"],
            description=row["note"],
        )
        yield entity(
            f"{key}-by",
            "UnknownLink",
            subject=reference(f"authority-{row['authority'].lower()}"),
            object=subject,
            role="Made the listing",
            startDate=row["listed_on"],
            endDate=row["delisted_on"],
            recordId=key,
            proof=proof,
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
