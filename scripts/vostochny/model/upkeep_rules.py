"""When tables, sources and searches were last checked, how often they should be, and which are stale on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vostochny.model.errors import SchemaError
from vostochny.model.schema import Dataset
from vostochny.model.sqlfile import checked_keys
from vostochny.model.wording import plural
from vostochny.model.yaml_file import read_yaml


@dataclass(frozen=True)
class Freshness:
    """How fresh one table or source is.

    checked_on: the day on which it was last checked; None when no check is recorded
    every_days: how many days may pass until it should be checked again
    """

    checked_on: date | None
    every_days: int

    @property
    def due_on(self) -> date | None:
        """The last day on which it is still fresh; None when it was never recorded as checked."""
        return self.checked_on + timedelta(self.every_days) if self.checked_on else None

    def stale(self, on: date) -> bool:
        """Whether its time has run out on a day, or had never begun."""
        return self.due_on is None or on > self.due_on

    def words(self, on: date) -> str:
        """One phrase for a reader of lines."""
        if self.checked_on is None:
            return f"never recorded as checked; should be every {plural(self.every_days, 'day')}"
        late = (on - (self.due_on or on)).days
        state = f"overdue by {plural(late, 'day')}" if late > 0 else f"due again after {self.due_on}"
        return f"checked on {self.checked_on}, every {plural(self.every_days, 'day')}; {state}"


@dataclass(frozen=True)
class Upkeep:
    """What schemas/upkeep.yaml says: the freshness of each table, and the days for each kind of source and search."""

    tables: Mapping[str, Freshness]
    source_days: Mapping[str, int]
    search_days: Mapping[str, int]

    def source(self, kind: str, *checked_on: str | None) -> Freshness:
        """The freshness of a source of this kind, from the days (or blanks) of its row in source_checks."""
        days = [date.fromisoformat(day) for day in checked_on if day]
        return Freshness(max(days, default=None), self.source_days[kind])

    def search(self, outcome: str, searched_on: str) -> Freshness:
        """When a search with this outcome, made on this day, is due again."""
        return Freshness(date.fromisoformat(searched_on), self.search_days[outcome])


def read_upkeep(dataset: Dataset) -> Upkeep:
    """Read schemas/upkeep.yaml. Raises SchemaError when a table, kind of source or outcome is missing or unknown."""
    path = dataset.schemas / "upkeep.yaml"
    where, content = str(path), read_yaml(path)
    checked_keys(where, content, keys := {"tables", "sources", "searches"}, keys)
    checked_keys(f"{where}: tables", content["tables"], set(dataset.tables), set(dataset.tables))
    kinds = set(dataset.tables["sources"].by_name["kind"].categories)
    checked_keys(f"{where}: sources", content["sources"], kinds, kinds)
    outcomes = set(dataset.tables["searches"].by_name["outcome"].categories)
    checked_keys(f"{where}: searches", content["searches"], outcomes, outcomes)
    fresh = {}
    for name, item in content["tables"].items():
        checked_keys(f"{where}: {name}", item, {"every_days", "checked_on"}, {"every_days", "checked_on"})
        if not isinstance(item["checked_on"], date):
            raise SchemaError(f"{where}: {name}: checked_on must be a day, such as 2026-11-24")
        fresh[name] = Freshness(item["checked_on"], int(item["every_days"]))
    days = ({kind: int(number) for kind, number in content[name].items()} for name in ("sources", "searches"))
    return Upkeep(fresh, *days)
