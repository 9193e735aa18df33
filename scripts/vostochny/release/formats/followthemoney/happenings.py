"""What is reported to have happened: listings, port calls and the events of the timeline, each with its documents."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.release.formats.followthemoney.entity import Entity, entity, label, listed, reference
from vostochny.release.formats.typed_rows import records
from vostochny.release.product import Release

SANCTIONS = """
select vessel_sanctions.*, programmes.name as programme, programmes.url as programme_url,
  sources.publisher, sources.url,
  (select group_concat(source_id, char(10)) from (select distinct citations.source_id from citations
    where citations.record_id = designation_id and relation in ('supports', 'repeats') order by citations.source_id)
  ) as also_in
from vessel_sanctions join programmes using (programme_id)
join sources on sources.source_id = vessel_sanctions.source_id order by designation_id
"""
CALLS = """
select port_calls.*, coalesce(vessels.name, 'Unidentified tanker') as vessel_name, ports.name as port_name,
  ports.country_iso2,
  (select group_concat(source_id, char(10)) from (select distinct source_id from sightings
    where sightings.call_id = port_calls.call_id order by source_id)) as seen_in
from port_calls join ports using (port_id) left join vessels using (vessel_id) order by call_id
"""


def sanctions(release: Release) -> Iterator[Entity]:
    """Every designation, with its document, and the link to the authority that made it."""
    for row in records(release.database, SANCTIONS):
        authority = label(release, "vessel_sanctions", "authority", row["authority"])
        proof = [reference(source) for source in dict.fromkeys((row["source_id"], *listed(row["also_in"])))]
        yield entity(
            row["designation_id"],
            "Sanction",
            entity=reference(row["vessel_id"]),
            authority=authority,
            authorityId=row["list_reference"],
            program=row["programme"],
            programUrl=row["programme_url"],
            listingDate=row["listed_on"],
            startDate=row["listed_on"],
            endDate=row["delisted_on"],
            status="lifted" if row["delisted_on"] or row["gone_by"] else "in force as far as known",
            provisions=row["measures"],
            reason=row["reason"],
            recordId=row["designation_id"],
            proof=proof,
            publisher=row["publisher"],
            sourceUrl=row["url"],
            description=row["note"],
        )
        yield entity(
            f"{row['designation_id']}-by",
            "UnknownLink",
            subject=reference(f"authority-{row['authority'].lower()}"),
            object=reference(row["vessel_id"]),
            role="Listed the vessel",
            startDate=row["listed_on"],
            endDate=row["delisted_on"],
            recordId=row["designation_id"],
            proof=proof,
        )


def calls(release: Release) -> Iterator[Entity]:
    """Every documented port call as an event with the grade of its evidence, and the link to the ship that called."""
    for row in records(release.database, CALLS):
        days = dict.fromkeys((row["date_earliest"], row["date_latest"]))
        grade = f"{row['confidence']}: {label(release, 'port_calls', 'confidence', row['confidence'])}"
        proof = [reference(source) for source in listed(row["seen_in"])]
        yield entity(
            row["call_id"],
            "Event",
            name=f"Reported port call: {row['vessel_name']} at {row['port_name']}, {' to '.join(days)}",
            startDate=row["date_earliest"],
            endDate=row["date_latest"],
            location=", ".join(filter(None, (row["berth"], row["port_name"], row["country_iso2"]))),
            country=row["country_iso2"].lower(),
            summary=f"{label(release, 'port_calls', 'operation', row['operation'])}. Evidence {grade}.",
            description=row["confidence_reason"],
            notes=row["note"],
            recordId=row["call_id"],
            proof=proof,
            sourceUrl=f"{release.address}calls/{row['call_id']}/",
        )
        if row["vessel_id"]:
            yield entity(
                f"{row['call_id']}-vessel",
                "UnknownLink",
                subject=reference(row["vessel_id"]),
                object=reference(row["call_id"]),
                role=f"Reported to have called ({row['confidence']})",
                startDate=row["date_earliest"],
                endDate=row["date_latest"],
                recordId=row["call_id"],
                proof=proof,
            )


def events(release: Release) -> Iterator[Entity]:
    """The timeline."""
    for row in records(release.database, "select * from timeline order by event_id"):
        yield entity(
            row["event_id"],
            "Event",
            name=row["event"],
            date=row["happened_on"],
            recordId=row["event_id"],
            proof=reference(row["source_id"]),
        )
