"""What the record holds already, as an import asks for it: ships by number and name, values, designations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from vostochny.contribute.draft import Cells
from vostochny.contribute.record_search import folded
from vostochny.tables.csv_reader import RawTable


@dataclass(frozen=True)
class Record:
    """The tables as they stand."""

    raw_tables: Mapping[str, RawTable]
    cache: dict[str, list[Cells]] = field(default_factory=dict)

    def rows(self, name: str) -> list[Cells]:
        """A table as cells by column."""
        if name not in self.cache:
            raw = self.raw_tables[name]
            self.cache[name] = raw.records()
        return self.cache[name]

    @cached_property
    def by_imo(self) -> dict[str, str]:
        """Ship by IMO number, any number that a source states for it included."""
        found = {
            row["value"]: row["vessel_id"]
            for row in self.rows("vessel_particulars")
            if row["attribute"] == "imo_number"
        }
        return found | {row["imo_number"]: row["vessel_id"] for row in self.rows("vessels") if row["imo_number"]}

    @cached_property
    def by_mmsi(self) -> dict[str, str]:
        """Ship by the number of its radio transmitter."""
        found = {
            row["value"]: row["vessel_id"] for row in self.rows("vessel_particulars") if row["attribute"] == "mmsi"
        }
        return found | {row["mmsi"]: row["vessel_id"] for row in self.rows("vessels") if row["mmsi"]}

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """Ships by each name they have borne, folded."""
        found: dict[str, set[str]] = {}
        for row in [*self.rows("vessel_names"), *self.rows("vessels")]:
            found.setdefault(folded(row["name"]), set()).add(row["vessel_id"])
        return found

    def ship_named(self, name: str) -> str:
        """The one ship that bears a name; empty when none or several do."""
        found = self.names.get(folded(name), set())
        return next(iter(found)) if len(found) == 1 else ""

    @cached_property
    def values(self) -> set[tuple[str, str, str]]:
        """(ship, attribute, value folded) of everything stated about ships."""
        stated = {(row["vessel_id"], row["attribute"], folded(row["value"])) for row in self.rows("vessel_particulars")}
        for row in self.rows("vessels"):
            stated |= {(row["vessel_id"], name, folded(value)) for name, value in row.items() if value}
        return stated

    def standing(self, authority: str, programmes: set[str]) -> Iterator[Cells]:
        """Designations by an authority under these programmes that no removal is known of."""
        for row in self.rows("vessel_sanctions"):
            under = row["authority"] == authority and row["programme_id"] in programmes
            if under and not row["delisted_on"] and not row["gone_by"]:
                yield row

    @cached_property
    def ships_for_text(self) -> dict[str, str]:
        """Ship by each of its Latin names in small letters, where one ship alone bears it, and by its IMO number."""
        latin = [row for row in self.rows("vessel_names") if row["script"] == "Latn" and row["name_kind"] != "misprint"]
        found = {row["name"].casefold(): row["vessel_id"] for row in latin if self.ship_named(row["name"])}
        return found | self.by_imo
