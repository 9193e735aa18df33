"""What is reported to have happened: listings, port calls and the events of the timeline, each with its documents."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.release.formats.followthemoney.designation import DESIGNATIONS, designation
from vostochny.release.formats.followthemoney.entity import Entity, entity, label, listed, reference
from vostochny.release.formats.typed_rows import records
from vostochny.release.product import Release

CALLS = """
select port_calls.*, coalesce(vessels.name, 'Unidentified tanker') as vessel_name, ports.name as port_name,
  ports.country_iso2,
  (select group_concat(source_id, char(10)) from (select distinct source_id from sightings
    where sightings.call_id = port_calls.call_id order by source_id)) as seen_in
from port_calls join ports using (port_id) left join vessels using (vessel_id) order by call_id
"""


def sanctions(release: Release) -> Iterator[Entity]:
    """Every designation of a ship, with its document, and the link to the authority that made it."""
    table = "vessel_sanctions"
    for row in records(release.database, DESIGNATIONS.format(table=table)):
        over = row["delisted_on"] or row["gone_by"]
        yield from designation(
            release, table, row, row["vessel_id"], "Listed the vessel", over, provisions=row["measures"]
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
