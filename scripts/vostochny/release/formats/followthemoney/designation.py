"""A designation as FollowTheMoney has it: the sanction, and the link to the authority that made it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vostochny.release.formats.followthemoney.entity import Entity, entity, label, listed, reference
from vostochny.release.product import Release

# Designations of one table with programme, document and the further documents behind them, by identifier.
DESIGNATIONS = """
select {table}.*, programmes.name as programme, programmes.url as programme_url,
  sources.publisher, sources.url,
  (select group_concat(source_id, char(10)) from (select distinct citations.source_id from citations
    where citations.record_id = designation_id and relation in ('supports', 'repeats') order by citations.source_id)
  ) as also_in
from {table} join programmes using (programme_id)
join sources on sources.source_id = {table}.source_id order by designation_id
"""


def designation(
    release: Release,
    table: str,
    row: dict[str, Any],
    subject: str,
    role: str,
    over: object,
    provisions: object = None,
    summary: object = None,
) -> Iterator[Entity]:
    """The sanction and its link.

    row: of DESIGNATIONS over `table`
    subject: the identifier of what is listed
    role: what the authority did, as the link says it
    over: anything true once the designation is no longer in force
    provisions: what the listing obliges others to do
    summary: what the designation is about
    """
    key = row["designation_id"]
    proof = [reference(source) for source in dict.fromkeys((row["source_id"], *listed(row["also_in"])))]
    yield entity(
        key,
        "Sanction",
        entity=reference(subject),
        authority=label(release, table, "authority", row["authority"]),
        authorityId=row["list_reference"],
        program=row["programme"],
        programUrl=row["programme_url"],
        listingDate=row["listed_on"],
        startDate=row["listed_on"],
        endDate=row["delisted_on"],
        status="lifted" if over else "in force as far as known",
        provisions=provisions,
        reason=row["reason"],
        summary=summary,
        recordId=key,
        proof=proof,
        publisher=row["publisher"],
        sourceUrl=row["url"],
        description=row["note"],
    )
    yield made_by(row, subject, role, proof)


def made_by(row: dict[str, Any], subject: str, role: str, proof: list[str]) -> Entity:
    """The link from the authority to what it listed."""
    return entity(
        f"{row['designation_id']}-by",
        "UnknownLink",
        subject=reference(f"authority-{row['authority'].lower()}"),
        object=reference(subject),
        role=role,
        startDate=row["listed_on"],
        endDate=row["delisted_on"],
        recordId=row["designation_id"],
        proof=proof,
    )
