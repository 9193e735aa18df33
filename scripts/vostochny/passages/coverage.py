"""Which cells that matter lead to their passage: those located, those that say why not, and those that do neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vostochny.model.passage_plan import PassagePlan, Scope

Row = Mapping[str, str]


@dataclass
class LocatedShare:
    """Cells of one table or of all: filled, in the plan, and not said to be inferred.

    reasons: how many are not located, by the reason that their row in passages gives
    missing: (record, column) of those with neither words nor a reason
    """

    located: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    missing: list[tuple[str, str]] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """All that are counted."""
        return self.located + self.reasons.total() + len(self.missing)

    @property
    def share(self) -> float:
        """The located ones, of one."""
        return self.located / self.cells if self.cells else 0.0


def coverage(
    plan: PassagePlan, tables: Mapping[str, Iterable[Row]], keys: Mapping[str, str]
) -> dict[str, LocatedShare]:
    """By table of the plan; `keys` names the column of each table that holds its identifier.

    tables: the rows of `plan.tables`, with an empty text for an empty cell
    """
    located: set[tuple[str, str]] = set()
    reasons: dict[tuple[str, str], str] = {}
    for row in tables["passages"]:
        for column in row["fields"].split(";"):
            if row["not_located"]:
                reasons[row["record_id"], column] = row["not_located"]
            else:
                located.add((row["record_id"], column))
    found = {}
    for name, scope in plan.coverage.items():
        found[name] = share = LocatedShare()
        counted = named_in(tables, scope)
        for row in tables[name]:
            if (scope.where and not row[scope.where]) or (counted is not None and row[keys[name]] not in counted):
                continue
            inferred = row.get("inferred", "").split(";")
            for column in scope.fields:
                cell = (row[keys[name]], column)
                if not row[column] or column in inferred:
                    continue
                if cell in located:
                    share.located += 1
                elif cell in reasons:
                    share.reasons[reasons[cell]] += 1
                else:
                    share.missing.append(cell)
    return found


def named_in(tables: Mapping[str, Iterable[Row]], scope: Scope) -> set[str] | None:
    """The keys that the rows of another table name; None where all rows count."""
    if scope.among is None:
        return None
    table, column, where = scope.among
    return {row[column] for row in tables[table] if row[where]}


def total(parts: Iterable[LocatedShare]) -> LocatedShare:
    """All tables together."""
    found = LocatedShare()
    for part in parts:
        found.located += part.located
        found.reasons += part.reasons
        found.missing += part.missing
    return found
