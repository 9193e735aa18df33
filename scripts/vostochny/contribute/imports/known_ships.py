"""What the record contains already, as an import asks for it: ships and organisations by number and name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from vostochny.contribute.draft import Cells
from vostochny.contribute.record_search import folded
from vostochny.tables.csv_reader import RawTable

FLAGS = ("flag_iso2", "previous_flag_iso2", "reported_nationality", "operating_country")


@dataclass(frozen=True)
class Record:
    """The current tables."""

    raw_tables: Mapping[str, RawTable]
    cache: dict[str, list[Cells]] = field(default_factory=dict)

    def rows(self, name: str) -> list[Cells]:
        """A table as cells by column."""
        if name not in self.cache:
            self.cache[name] = self.raw_tables[name].records()
        return self.cache[name]

    @cached_property
    def vessels(self) -> dict[str, Cells]:
        """Ships by identifier."""
        return {row["vessel_id"]: row for row in self.rows("vessels")}

    @cached_property
    def by_imo(self) -> dict[str, str]:
        """Ship by IMO number, any number that a source states for it included."""
        return self.ships_by("imo_number")

    @cached_property
    def by_mmsi(self) -> dict[str, str]:
        """Ship by MMSI, the number of its radio transmitter."""
        return self.ships_by("mmsi")

    def ships_by(self, attribute: str) -> dict[str, str]:
        """Ship by a number of it; one stated for two ships counts for that of the table of vessels only."""
        stated: dict[str, set[str]] = {}
        for row in self.rows("vessel_particulars"):
            if row["attribute"] == attribute:
                stated.setdefault(row["value"], set()).add(row["vessel_id"])
        found = {value: next(iter(ships)) for value, ships in stated.items() if len(ships) == 1}
        return found | {row[attribute]: row["vessel_id"] for row in self.rows("vessels") if row[attribute]}

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """Ships by each name they have had, folded."""
        found: dict[str, set[str]] = {}
        for row in [*self.rows("vessel_names"), *self.rows("vessels")]:
            found.setdefault(folded(row["name"]), set()).add(row["vessel_id"])
        return found

    def ship_named(self, name: str) -> str:
        """The one ship that has a name; empty when none or several have it."""
        found = self.names.get(folded(name), set())
        return next(iter(found)) if len(found) == 1 else ""

    @cached_property
    def values(self) -> set[tuple[str, str, str]]:
        """(ship, attribute, value folded) of everything stated about ships."""
        stated = {(row["vessel_id"], row["attribute"], folded(row["value"])) for row in self.rows("vessel_particulars")}
        for row in self.rows("vessels"):
            stated |= {(row["vessel_id"], name, folded(value)) for name, value in row.items() if value}
        return stated

    def stated(self, vessel_id: str, *attributes: str) -> list[str]:
        """What sources and the table of vessels state of a ship under these attributes, each value once."""
        found = [self.vessels.get(vessel_id, {}).get(name, "") for name in attributes]
        found += [row["value"] for row in self.rows("vessel_particulars")
                  if row["vessel_id"] == vessel_id and row["attribute"] in attributes]  # fmt: skip
        return list(dict.fromkeys(value for value in found if value))

    def designations(self, table: str, authority: str, programmes: Iterable[str]) -> Iterator[Cells]:
        """Designations by an authority under these programmes, removed ones included."""
        for row in self.rows(table):
            if row["authority"] == authority and row["programme_id"] in programmes:
                yield row

    @cached_property
    def ships_for_text(self) -> dict[str, str]:
        """Ship by each of its Latin names in small letters, where one ship alone has it, and by its IMO number."""
        latin = [row for row in self.rows("vessel_names") if row["script"] == "Latn" and row["name_kind"] != "misprint"]
        found = {row["name"].casefold(): row["vessel_id"] for row in latin if self.ship_named(row["name"])}
        return found | self.by_imo

    @cached_property
    def organisation_names(self) -> dict[str, set[str]]:
        """Organisations by each of their names, folded, names on lists included."""
        found: dict[str, set[str]] = {}
        for row in self.rows("organisations"):
            for name in (row["name"], *row["other_names"].split(";")):
                found.setdefault(folded(name), set()).add(row["organisation_id"])
        for row in self.rows("organisation_designations"):
            found.setdefault(folded(row["name_as_listed"]), set()).add(row["organisation_id"])
        return found

    def organisation_named(self, *names: str) -> str:
        """The one organisation that has one of these names; empty when none or several have."""
        found = set().union(*(self.organisation_names.get(folded(name), set()) for name in names if folded(name)))
        return next(iter(found)) if len(found) == 1 else ""

    @cached_property
    def organisation_numbers(self) -> dict[str, str]:
        """Organisation by each number among its identifiers that has six digits or more."""
        return {
            number: row["organisation_id"]
            for row in self.rows("organisations")
            for number in re.findall(r"(?<!\d)\d{6,}(?!\d)", row["identifiers"])
        }

    @cached_property
    def organisation_kinds(self) -> dict[str, str]:
        """Kind of each organisation, such as ``person``."""
        return {row["organisation_id"]: row["kind"] for row in self.rows("organisations")}

    @cached_property
    def ties(self) -> set[tuple[str, str, str]]:
        """(ship, organisation, role) on record."""
        return {(row["vessel_id"], row["organisation_id"], row["role"]) for row in self.rows("vessel_organisations")}

    def newest_list(self, programmes: Iterable[str]) -> str:
        """Day of the newest list that these programmes were compared with; empty where none is on record."""
        chosen = set(programmes)
        return max((row["list_as_of"] for row in self.rows("programmes") if row["programme_id"] in chosen), default="")
