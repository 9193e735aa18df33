"""Finds what was added, removed, changed and retired between two sides, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vostochny.diff.merging import Keyed, UnsortedError, in_order, merged
from vostochny.diff.side import Cells, Side
from vostochny.model.schema import Dataset, Table

ADDED, REMOVED, CHANGED, RETIRED = "added", "removed", "changed", "retired"
# Columns that name a record of any table, beside the foreign keys that the schema declares.
RECORD_COLUMNS = {"record_id", "rival_record_id"}
REDIRECTS = "redirects"
# What the project says about its own releases is not part of the record.
OWN_HISTORY = {"releases", "changes"}


@dataclass(frozen=True)
class FieldChange:
    """One cell that changed; an empty text where it was or is empty."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What became of one row.

    key: its primary key on the side that has it, the parts joined with ``|``
    kind: added, removed, changed, or retired, which is removed with an entry among the redirects
    before, after: the whole row on either side; None where there is none
    fields: the cells that differ, for a changed row
    successor, reason: what the redirect says of a retired record
    """

    table: str
    key: str
    kind: str
    before: Cells | None = None
    after: Cells | None = None
    fields: tuple[FieldChange, ...] = ()
    successor: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two sides.

    changes: in the order of the tables, added rows before changed and removed ones
    followed: how many cells only followed a retired record to its successor, and so are not among the changes
    tables_gone, columns_gone, columns_new: what only one side has, the columns as table.column
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]
    followed: int = 0
    tables_gone: tuple[str, ...] = ()
    columns_gone: tuple[str, ...] = ()
    columns_new: tuple[str, ...] = ()

    def of(self, table: str) -> list[Change]:
        """The changes of one table."""
        return [change for change in self.changes if change.table == table]

    @property
    def touched(self) -> list[Change]:
        """What happened to records that had been published before: everything but additions."""
        return [change for change in self.changes if change.kind != ADDED]


def compare(dataset: Dataset, old: Side, new: Side) -> Difference:
    """All differences between two sides, by the keys that the tables have now.

    A reference to a retired record is taken as one to its successor, so that a merger is reported once. Rows that are
    equal on both sides are not kept, so that memory grows with the difference only.
    """
    redirects = new.rows(REDIRECTS)
    changes: list[Change] = []
    followed = 0
    for table in (table for name, table in dataset.tables.items() if name not in OWN_HISTORY):
        rows = old.stream(table.name), new.stream(table.name)
        led = {key for pair in moves(table, rows[0], redirects) for key in pair}
        unlike, now = differing_rows(table, *rows, led)
        before, moved = follow(table, unlike, redirects)
        followed += moved
        changes += compared(table, before, now, redirects)
    retired = {change.key for change in changes if change.kind == RETIRED}
    kept = [item for item in changes if not (item.table == REDIRECTS and item.kind == ADDED and item.key in retired)]
    there = {name: set(columns) for name, columns in new.columns.items()}
    was = {name: set(columns) for name, columns in old.columns.items()}
    shared = [name for name in dataset.tables if name in there and name in was]
    return Difference(
        old,
        new,
        tuple(kept),
        followed,
        tuple(sorted(set(was) - set(there) - {REDIRECTS} - OWN_HISTORY)),
        tuple(f"{name}.{column}" for name in shared for column in old.columns[name] if column not in there[name]),
        tuple(f"{name}.{column}" for name in shared for column in new.columns[name] if column not in was[name]),
    )


def successor(redirects: dict[str, Cells], record_id: str) -> str:
    """The current successor of a retired record, through any number of redirects; empty when there is none."""
    seen = set()
    while record_id in redirects and record_id not in seen:
        seen.add(record_id)
        record_id = redirects[record_id].get("successor_id", "")
    return "" if record_id in seen else record_id


def references(table: Table) -> list[str]:
    """The columns of a table that name a record."""
    if table.name == REDIRECTS:
        return []
    return [name for name in table.columns if table.reference(name) or name in RECORD_COLUMNS]


def led_cells(columns: list[str], row: Cells, redirects: dict[str, Cells]) -> Cells:
    """The cells of a row that name a retired record, naming its successor."""
    return {name: successor(redirects, row[name]) for name in columns if row.get(name) in redirects}


def key_of(table: Table, row: Cells) -> str:
    """The key of a row by the table's own columns."""
    return "|".join(row.get(name, "") for name in table.primary_key)


def moves(table: Table, rows: Iterable[Keyed], redirects: dict[str, Cells]) -> Iterator[tuple[str, str]]:
    """Old and new key of each row that names a retired record; the two are the same where the key does not name it."""
    columns = references(table) if redirects else []
    for key, row in rows if columns else ():
        if cells := led_cells(columns, row, redirects):
            yield key, key_of(table, {**row, **cells})


def follow(table: Table, rows: dict[str, Cells], redirects: dict[str, Cells]) -> tuple[dict[str, Cells], int]:
    """The old rows with their references led to successors, and how many cells that moved."""
    columns = references(table) if redirects else []
    if not columns:
        return rows, 0
    led: dict[str, Cells] = {}
    moved = 0
    for key, row in rows.items():
        cells = led_cells(columns, row, redirects)
        moved += len(cells)
        same = {**row, **cells}
        led[key_of(table, same) if cells else key] = same
    return led, moved


def differing_rows(
    table: Table, old: Iterable[Keyed], new: Iterable[Keyed], always: set[str]
) -> tuple[dict[str, Cells], dict[str, Cells]]:
    """The rows of either side that the other lacks or has in another state, and those whose key is one of `always`.

    Rows out of order, as in a file that has not been formatted, are sorted in memory.
    """
    try:
        return unlike(table, merged(old, new), always)
    except UnsortedError:
        return unlike(table, merged(in_order(old), in_order(new)), always)


def unlike(
    table: Table, pairs: Iterable[tuple[str, Cells | None, Cells | None]], always: set[str]
) -> tuple[dict[str, Cells], dict[str, Cells]]:
    """The same, for rows paired by key."""
    before: dict[str, Cells] = {}
    after: dict[str, Cells] = {}
    for key, one, other in pairs:
        alike = one == other or (one is not None and other is not None and not any(differing(table, one, other)))
        if alike and key not in always:
            continue
        if one is not None:
            before[key] = one
        if other is not None:
            after[key] = other
    return before, after


def compared(
    table: Table, old: dict[str, Cells], new: dict[str, Cells], redirects: dict[str, Cells]
) -> Iterator[Change]:
    """The changes of one table."""
    gone = {key: row for key, row in old.items() if key not in new}
    come = {key: row for key, row in new.items() if key not in old}
    pairs = {key: key for key in old if key in new}
    if len(table.primary_key) > 1:
        pairs |= partners(table, gone, come)
    renamed = {key: successor(redirects, key) for key in gone if key in redirects}
    pairs |= {key: heir for key, heir in renamed.items() if heir in come}
    for key in sorted(set(come) - set(pairs.values())):
        yield Change(table.name, key, ADDED, after=come[key])
    for key, heir in sorted(pairs.items(), key=lambda pair: pair[1]):
        if fields := tuple(differing(table, old[key], new[heir], skip=table.primary_key if key in renamed else ())):
            yield Change(table.name, heir, CHANGED, old[key], new[heir], fields)
    for key in sorted(gone):
        if key in renamed:
            reason = redirects[key].get("reason", "")
            yield Change(table.name, key, RETIRED, gone[key], successor=renamed[key], reason=reason)
        elif key not in pairs:
            yield Change(table.name, key, REMOVED, gone[key])


def differing(table: Table, old: Cells, new: Cells, skip: tuple[str, ...] = ()) -> Iterator[FieldChange]:
    """Cells that differ, among the columns of today; a new column counts only where it is not empty."""
    for field in table.fields:
        before, after = old.get(field.name, ""), new.get(field.name, "")
        if field.name not in skip and before != after and not (field.type == "number" and same_number(before, after)):
            yield FieldChange(field.name, before, after)


def same_number(one: str, other: str) -> bool:
    """Whether two texts are one number, as 7.50 in a file and 7.5 in a database are."""
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def partners(table: Table, gone: dict[str, Cells], come: dict[str, Cells]) -> dict[str, str]:
    """Rows of a table with a key of several columns that are one row with one part of its key changed.

    A value that a source restates, such as a corrected deadweight, would otherwise be one row removed and one added.
    Only pairs are taken in which each side has no other partner. The first part is what the row is about and stays.
    """
    found: dict[str, str] = {}
    for left_out in table.primary_key[1:]:
        rest = [name for name in table.primary_key if name != left_out]
        ours = unique_by(rest, {key: row for key, row in gone.items() if key not in found})
        theirs = unique_by(rest, {key: row for key, row in come.items() if key not in found.values()})
        found |= {key: theirs[part] for part, key in ours.items() if part in theirs}
    return found


def unique_by(columns: list[str], rows: dict[str, Cells]) -> dict[tuple[str, ...], str]:
    """Keys of the rows by some of their cells, without those that several rows share."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for key, row in rows.items():
        groups.setdefault(tuple(row.get(name, "") for name in columns), []).append(key)
    return {part: keys[0] for part, keys in groups.items() if len(keys) == 1}
