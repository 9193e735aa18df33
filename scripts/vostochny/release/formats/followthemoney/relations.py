"""What joins them: organisations that sources connect with a ship, and which document speaks to which record."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.model.slug import slug
from vostochny.release.formats.followthemoney.entity import Entity, entity, reference
from vostochny.release.formats.typed_rows import records
from vostochny.release.product import Release

# What a source says an organisation has to do with a vessel, and whether that is over.
ROLES = {
    "owner": "Reported owner",
    "previous_owner": "Reported former owner",
    "manager": "Reported manager",
    "operator": "Reported operator",
    "linked_company": "Company linked to the ship by a sanctions list",
}
COMPANIES = (
    "select * from vessel_particulars where attribute in ("
    + ", ".join(f"'{role}'" for role in ROLES)
    + ") and not exists (select 1 from vessel_organisations as tie where tie.vessel_id = vessel_particulars.vessel_id "
    "and tie.role = attribute and tie.name_as_reported = value and tie.source_id = vessel_particulars.source_id) "
    "order by vessel_id, attribute, value, source_id"
)
# What a source prints in the place of a name.
NOT_A_NAME = {"Hong Kong company"}
BACKING = """
select record_id, source_id, relation, group_concat(distinct field) as fields from record_sources
where table_name in ('vessels', 'port_calls')
group by record_id, source_id, relation order by record_id, source_id, relation
"""


def companies(release: Release) -> Iterator[Entity]:
    """Organisations that have no row of their own, and what each source says they have to do with a vessel."""
    seen: set[str] = set()
    for row in records(release.database, COMPANIES):
        name, role = row["value"], row["attribute"]
        if name in NOT_A_NAME:
            continue
        company = f"organization-{slug(name)}"
        if company not in seen:
            seen.add(company)
            yield entity(company, "Organization", name=name, proof=reference(row["source_id"]))
        owns = role in {"owner", "previous_owner"}
        ends = ("owner", "asset") if owns else ("subject", "object")
        yield entity(
            f"{row['vessel_id']}-{role}-{slug(name)}-{row['source_id']}",
            "Ownership" if owns else "UnknownLink",
            **{ends[0]: reference(company), ends[1]: reference(row["vessel_id"])},
            role=ROLES[role],
            date=row["as_of"],
            proof=reference(row["source_id"]),
            summary=row["locator"],
            description=row["note"],
        )


def backing(release: Release) -> Iterator[Entity]:
    """Which document speaks to which vessel or call, and how; that of a sanction is its proof."""
    relations = release.dataset.tables["citations"].by_name["relation"].categories
    for row in records(release.database, BACKING):
        yield entity(
            f"{row['record_id']}-{row['relation']}-{row['source_id']}",
            "Documentation",
            document=reference(row["source_id"]),
            entity=reference(row["record_id"]),
            role=relations.get(row["relation"], "States it"),
            summary=", ".join(sorted(row["fields"].split(","))),
        )
