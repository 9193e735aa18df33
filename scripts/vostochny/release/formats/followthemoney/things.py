"""What there is: the documents, the authorities that list ships, and the vessels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from vostochny.database.reading import Row
from vostochny.database.results import cell_text
from vostochny.release.formats.followthemoney.entity import Entity, entity, label, listed
from vostochny.release.formats.typed_rows import records
from vostochny.release.product import Release

VESSELS = """
select vessels.*,
  (select group_concat(name, char(10)) from (select distinct name from vessel_names
    where vessel_names.vessel_id = vessels.vessel_id and name_kind in ('current', 'alias', 'false') order by name)
  ) as aliases,
  (select group_concat(name, char(10)) from (select distinct name from vessel_names
    where vessel_names.vessel_id = vessels.vessel_id and name_kind = 'former' order by name)) as former,
  (select group_concat(name, char(10)) from (select distinct name from vessel_names
    where vessel_names.vessel_id = vessels.vessel_id and name_kind = 'misprint' order by name)) as misprints,
  exists (select 1 from vessel_sanctions as listing
    where listing.vessel_id = vessels.vessel_id and coalesce(delisted_on, gone_by) is null) as listed,
  exists (select 1 from vessel_sanctions as listing where listing.vessel_id = vessels.vessel_id) as ever_listed,
  (select group_concat(authority || ' ' || list_as_of, ', ') from lists_read) as lists
from vessels order by vessel_id
"""


def documents(release: Release) -> Iterator[Entity]:
    """Every source; the file name that the vocabulary asks for is the identifier, as no file is passed on."""
    for row in records(release.database, "select * from sources order by source_id"):
        yield entity(
            row["source_id"],
            "Document",
            fileName=row["source_id"],
            title=row["title"],
            name=row["title"],
            author=listed((row["authors"] or "").replace(";", "\n")),
            publisher=row["publisher"],
            publishedAt=row["published_on"],
            date=row["published_on"],
            language=three_letters(row["language"]),
            sourceUrl=row["url"],
            notes=row["note"],
        )


@cache
def three_letters(language: str | None) -> str:
    """A language by its code of ISO 639-3, which the vocabulary asks for."""
    import pycountry

    return str(pycountry.languages.get(alpha_2=language).alpha_3) if language else ""


def authorities(release: Release) -> Iterator[Entity]:
    """Who lists ships and organisations."""
    for code, name in release.dataset.tables["programmes"].by_name["authority"].categories.items():
        yield entity(f"authority-{code.lower()}", "Organization", name=name, summary="Makes sanctions lists")


def unlisted(row: Row) -> list[str]:
    """What can be said of a ship without a designation: not found in lists of their days, or not to be checked."""
    if row["ever_listed"]:
        return []
    if not row["imo_number"]:
        return ["Whether it is listed cannot be checked: no source read gives its IMO number"]
    return [f"No listing found in the lists of {row['lists']}"]


def vessels(release: Release) -> Iterator[Entity]:
    """Every ship and every false identity; the summary of a false identity says that it is not a ship."""
    kinds = release.dataset.tables["vessels"].by_name["record_kind"].categories
    for row in records(release.database, VESSELS):
        yield entity(
            row["vessel_id"],
            "Vessel",
            name=row["name"],
            alias=[name for name in listed(row["aliases"]) if name != row["name"]],
            previousName=listed(row["former"]),
            weakAlias=listed(row["misprints"]),
            imoNumber=f"IMO{row['imo_number']}" if row["imo_number"] else None,
            mmsi=row["mmsi"],
            flag=(row["flag_iso2"] or "").lower(),
            type=label(release, "vessels", "vessel_type", row["vessel_type"]),
            deadweightTonnage=cell_text(row["dwt_tonnes"], False),
            grossRegisteredTonnage=cell_text(row["gross_tonnage"], False),
            buildDate=row["year_built"],
            topics="sanction" if row["listed"] else None,
            summary=[*([kinds[row["record_kind"]]] if row["record_kind"] != "hull" else []), *unlisted(row)],
            notes=row["note"],
            sourceUrl=f"{release.address}vessels/{row['vessel_id']}/",
        )
