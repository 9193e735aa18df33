"""Random changes of cells that may well be valid: another name, number, day, reference or category, or none."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vostochny.model.findings import Finding
from vostochny.model.schema import Dataset, Field, Table
from vostochny.tables.csv_reader import RawTable

WORDS = ("Another", "Northern", "Joint", "Maritime", "Group", "Centre", "Watch", "Bureau")


@dataclass(frozen=True)
class Mutation:
    """One changed cell: where, and what was there."""

    table: str
    row: int
    column: int
    before: str
    after: str


def mutate(dataset: Dataset, tables: Mapping[str, RawTable], chance: random.Random, count: int) -> list[Mutation]:
    """Change `count` cells of the tables, chosen evenly over all columns, and say which."""
    columns = [
        (table, position)
        for table in dataset.tables.values()
        for position, field in enumerate(table.fields)
        if tables[table.name].rows and field.name not in table.primary_key
    ]
    done: dict[tuple[str, int, int], Mutation] = {}
    while len(done) < count:
        table, position = chance.choice(columns)
        row = chance.randrange(len(tables[table.name].rows))
        before = tables[table.name].rows[row][position]
        after = another(table, table.fields[position], before, tables, chance)
        if after != before and (table.name, row, position) not in done:
            tables[table.name].rows[row][position] = after
            done[table.name, row, position] = Mutation(table.name, row, position, before, after)
    return list(done.values())


def another(table: Table, field: Field, before: str, tables: Mapping[str, RawTable], chance: random.Random) -> str:
    """Another value for a cell that its column's type allows."""
    if not field.required and chance.random() < 0.15:
        return ""
    choices: list[str] = list(field.categories)
    if reference := table.reference(field.name):
        target = tables[reference.table]
        choices = [row[target.table.columns.index(reference.other_field)] for row in target.rows]
    elif not choices and chance.random() < 0.4:
        # What another row has in the column.
        choices = [chance.choice(tables[table.name].rows)[table.columns.index(field.name)]]
    return chance.choice(choices) if choices else fresh(field, before, chance)


def fresh(field: Field, before: str, chance: random.Random) -> str:
    """A value that nothing else in the record has; the same one where the format leaves no room."""
    if field.type == "date" or field.format_name == "edtf":
        return other_day(before, chance)
    if field.type in {"integer", "number"}:
        return str(round(float(before) * chance.choice((0.5, 0.9, 1.1, 2)))) if before else str(chance.randrange(99))
    made = {
        "boolean": chance.choice(("true", "false")),
        "text": " ".join(chance.sample(WORDS, 3)),
        "sentences": f"{' '.join(chance.sample(WORDS, 4)).capitalize()}.",
    }
    return made.get(field.type if field.type == "boolean" else field.format_name, before)


def other_day(before: str, chance: random.Random) -> str:
    """Another day, or the same with less precision."""
    try:
        day = date.fromisoformat(before)
    except ValueError:
        return before[:4]
    near = (day + timedelta(chance.randrange(-40, 40))).isoformat()
    return chance.choice((near, near, before[:7], before[:4]))


def undo(tables: Mapping[str, RawTable], mutations: list[Mutation], findings: list[Finding]) -> list[Mutation]:
    """Take back the changes that the findings may be about; the others are returned, fewer each time.

    A finding names one row of those that do not agree; where it names none that was changed, every other change of its
    table and of one more goes.
    """
    places = {(item.file, item.line) for item in findings}
    blamed = [item for item in mutations if (tables[item.table].file, tables[item.table].lines[item.row]) in places]
    files = {item.file for item in findings}
    blamed = blamed or [item for item in mutations if tables[item.table].file in files][::2] or mutations[::2]
    for item in blamed:
        tables[item.table].rows[item.row][item.column] = item.before
    return [item for item in mutations if item not in blamed]
