"""OpenSanctions' collections: FollowTheMoney entities as JSON lines, targets.simple.csv, and the maritime table.

A collection is a copy of many lists, so what it says of designations is a pointer to the list itself. Entities in JSON
state under which programme, since when and with which number an authority lists a ship; the two tables do not.

Format: OpenSanctions, entities.ftm.json, targets.simple.csv, maritime.csv; FollowTheMoney, Vessel and Sanction.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from vostochny.contribute.imports.headed_table import headed_rows
from vostochny.contribute.imports.list_file import UNREADABLE, ListFile, bounded_lines
from vostochny.contribute.imports.list_values import country, iso_day, mapped, ship_facts, ship_type, whole_number, year
from vostochny.contribute.imports.listing import ORGANISATION, PERSON, VESSEL, Listed, Reading
from vostochny.model.imo_number import imo_digits, is_ship_number

SIMPLE = ("id", "schema", "name", "aliases", "identifiers", "dataset")
MARITIME = ("type", "caption", "imo", "flag", "mmsi", "id", "datasets")
SUBJECTS = {
    "Vessel": VESSEL, "VESSEL": VESSEL, "Person": PERSON, "Company": ORGANISATION, "Organization": ORGANISATION,
    "LegalEntity": ORGANISATION, "PublicBody": ORGANISATION, "ORGANIZATION": ORGANISATION,
}  # fmt: skip
NOTE = "Read from OpenSanctions, which copies the lists of authorities, where the entry is under {}."
NUMBERS = ("imoNumber", "registrationNumber", "innCode", "ogrnCode", "taxNumber", "kppCode", "swiftBic")
Entity = Mapping[str, object]


def read_opensanctions(file: ListFile, programmes: Mapping[str, str]) -> Reading:
    """Ships, organisations and persons; `programmes` gives our identifier for each of the collection's programmes."""
    reading = Reading(findings=file.findings)
    if file.kind.kind == "json":
        from_entities(file, programmes, reading)
    else:
        from_tables(file, programmes, reading)
    return reading


def from_tables(file: ListFile, programmes: Mapping[str, str], reading: Reading) -> None:
    """Rows of targets.simple.csv or of maritime.csv."""
    maritime = file.kind.text.lstrip('"').startswith("type")
    for line, cells in headed_rows(file, MARITIME if maritime else SIMPLE, {"program_ids": (), "risk": ()}):
        subject = SUBJECTS.get(cells["type" if maritime else "schema"], "")
        name = cells["caption" if maritime else "name"]
        if subject and name:
            written = parts(cells["imo"] if maritime else cells["identifiers"])
            tags = parts(cells.get("program_ids", ""))
            aliases = [(other, "alias") for other in parts(cells.get("aliases", ""))]
            found = Listed(
                "",
                tuple(dict.fromkeys([(name, "current"), *aliases])),
                ship_facts(table_facts(cells, written)) if subject == VESSEL else (),
                programmes=mapped(tags, programmes),
                line=line,
                subject=subject,
                tags=tuple(tags or parts(cells["datasets" if maritime else "dataset"])),
                numbers=tuple(written) if subject != VESSEL else (),
                note=NOTE.format(", ".join(tags)) if tags else "",
            )
            reading.entries.append(found)


def table_facts(cells: Mapping[str, str], written: list[str]) -> Iterator[tuple[str, str]]:
    """What a row states of a ship; of what has several values, only those that a ship can have at once."""
    numbers = {number for number in map(imo_digits, written) if is_ship_number(number)}
    flags = parts(cells.get("flag", ""))
    yield from (("imo_number", number) for number in numbers if len(numbers) == 1)
    yield from (("mmsi", number) for number in parts(cells.get("mmsi", "")) if len(number) == 9 and number.isdecimal())
    yield from (("flag_iso2", country(flag)) for flag in flags if len(flags) == 1)


def parts(cell: str) -> list[str]:
    """The values of a cell, which are separated by semicolons and may be in quotation marks."""
    return [value for value in (part.strip().strip('"') for part in cell.split(";")) if value]


def from_entities(file: ListFile, programmes: Mapping[str, str], reading: Reading) -> None:
    """Entities of FollowTheMoney, a line each, in two passes, as a collection may have more than fits into memory.

    The first pass finds the sanctions under programmes on record, which refer to the entities that they are about; the
    second reads the ships and what these sanctions are about.
    """
    sanctions: dict[str, list[Entity]] = {}
    subjects = 0
    for line, entity in json_lines(file):
        if not is_entity(entity):
            file.fault(line, "entity", "an entity of FollowTheMoney, with id, schema and properties.")
            continue
        subjects += entity["schema"] in SUBJECTS
        if entity["schema"] == "Sanction" and mapped(values(entity, "programId"), programmes):
            for target in values(entity, "entity"):
                sanctions.setdefault(target, []).append(entity)
    if not subjects and not file.findings:
        file.fault(0, "format", "entities of ships, organisations or persons; there are none.")
    for line, entity in json_lines(file) if not file.findings else ():
        own = [*sanctions.get(str(entity["id"]), []), *nested_sanctions(entity)]
        listed = bool(own) or bool(mapped(values(entity, "programId"), programmes))
        if entity["schema"] == "Vessel" or (listed and entity["schema"] in SUBJECTS):
            reading.entries += entity_entries(entity, line, own, programmes, reading)


def is_entity(entity: Entity) -> bool:
    """Whether an object has what every entity has."""
    return (
        isinstance(entity.get("schema"), str)
        and isinstance(entity.get("id"), str)
        and isinstance(entity.get("properties"), dict)
    )


def nested_sanctions(entity: Entity) -> list[Entity]:
    """Sanctions inside an entity, as targets.nested.json has them."""
    properties = entity.get("properties")
    found = properties.get("sanctions") if isinstance(properties, dict) else None
    return [item for item in (found if isinstance(found, list) else []) if isinstance(item, dict)]


def json_lines(file: ListFile) -> Iterator[tuple[int, Entity]]:
    """The JSON object of each line; a line that has none ends in a finding."""
    line = 0
    with file.opener() as stream:
        try:
            for line, text in enumerate(bounded_lines(io.TextIOWrapper(stream, encoding="utf-8-sig")), 1):
                if not text.strip():
                    continue
                found = json.loads(text)
                if not isinstance(found, dict):
                    file.fault(line, "json", "an object in each line.", value=text[:40])
                    return
                yield line, found
        except UnicodeDecodeError as error:
            file.fault(line + 1, "encoding", f"UTF-8 text ({error.reason}).", "Download it again.")
        except RecursionError:
            file.fault(line, "json", "JSON that is not nested this deep.")
        except UNREADABLE as error:
            file.fault(line, "json", f"JSON that can be read ({str(error)[:80]}).", "Is the file cut off?")


def values(entity: Entity, name: str) -> list[str]:
    """The values of a property as texts; entities that are nested in it by their identifiers."""
    properties = entity.get("properties")
    found = properties.get(name) if isinstance(properties, dict) else None
    items = found if isinstance(found, list) else []
    texts = [item.get("id") if isinstance(item, dict) else item for item in items]
    return [item.strip() for item in texts if isinstance(item, str) and item.strip()]


def entity_entries(
    entity: Entity, line: int, sanctions: list[Entity], programmes: Mapping[str, str], reading: Reading
) -> Iterator[Listed]:
    """One entry for each programme under which an entity is listed, or one without a programme."""
    names = entity_names(entity)
    if not names:
        return
    subject = SUBJECTS[str(entity["schema"])]
    plain = Listed(
        "",
        names,
        ship_facts(vessel_facts(entity, reading)) if subject == VESSEL else (),
        line=line,
        subject=subject,
        tags=datasets(entity),
        numbers=tuple(number for name in NUMBERS for number in values(entity, name)) if subject != VESSEL else (),
    )
    found: dict[str, Listed] = {}
    for sanction in sanctions:
        days = [*values(sanction, "listingDate"), *values(sanction, "startDate")]
        for ours in mapped(values(sanction, "programId"), programmes):
            listed_on = min(filter(None, map(iso_day, days)), default="")
            removed_on = max(filter(None, map(iso_day, values(sanction, "endDate"))), default="")
            reference = next(iter(values(sanction, "authorityId")), "")
            found[ours] = found.get(ours) or replace(
                plain, reference=reference, listed_on=listed_on, programmes=(ours,), removed_on=removed_on,
                tags=tuple(values(sanction, "programId")),
                note=NOTE.format(", ".join(values(sanction, "programId"))),
            )  # fmt: skip
    tags = values(entity, "programId")
    for ours in mapped(tags, programmes):
        found[ours] = found.get(ours) or replace(plain, programmes=(ours,), note=NOTE.format(", ".join(tags)))
    yield from found.values() or [plain]


def datasets(entity: Entity) -> tuple[str, ...]:
    """The lists out of which an entity was made, by the names of the collection."""
    found = entity.get("datasets")
    return tuple(item for item in (found if isinstance(found, list) else []) if isinstance(item, str))


def entity_names(entity: Entity) -> tuple[tuple[str, str], ...]:
    """The names of an entity, that by which it is shown first."""
    named = [str(entity.get("caption") or ""), *values(entity, "name")]
    found = {name: "alias" for name in [*named, *values(entity, "alias")] if name}
    found |= {name: "former" for name in values(entity, "previousName") if name not in found}
    return tuple((name, "current" if place == 0 else kind) for place, (name, kind) in enumerate(found.items()))


def vessel_facts(entity: Entity, reading: Reading) -> Iterator[tuple[str, str]]:
    """What an entity states of a ship; of what has several values, only those that a ship can have at once."""
    written = values(entity, "imoNumber")
    numbers = list(dict.fromkeys(filter(is_ship_number, map(imo_digits, written))))
    if written and len(numbers) != 1:
        reading.notes.append(f"{entity.get('caption') or entity.get('id')}: {', '.join(written)} is not one valid IMO "
                             "number and is not taken.")  # fmt: skip
    yield from (("imo_number", number) for number in (numbers if len(numbers) == 1 else []))
    yield from (("mmsi", number) for number in values(entity, "mmsi") if len(number) == 9 and number.isdecimal())
    singles = (
        ("flag", "flag_iso2", country), ("type", "vessel_type", ship_type), ("buildDate", "year_built", year),
        ("deadweightTonnage", "dwt_tonnes", whole_number), ("grossRegisteredTonnage", "gross_tonnage", whole_number),
        ("lengthMeters", "length_m", whole_number),
    )  # fmt: skip
    for name, attribute, reads in singles:
        found = list(dict.fromkeys(filter(None, map(reads, values(entity, name)))))
        yield from ((attribute, value) for value in (found if len(found) == 1 else []))
    yield from (("previous_flag_iso2", country(name)) for name in values(entity, "pastFlags"))
