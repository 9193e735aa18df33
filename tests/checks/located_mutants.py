"""Corrupts every located cell in every way its column allows, as if in a new row, and counts what is named there.

Only what the row itself and the words of its sources tell is asked: types, constraints, forms and passages. The rules
in SQL, which also compare rows with each other, would name more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.checks.mutants import exchanges, ways
from tests.conftest import RawTables

from vostochny.checks.cell_errors import faults
from vostochny.checks.passages import PassageCheck
from vostochny.model.descriptor import field_descriptor
from vostochny.model.passage_plan import read_passage_plan
from vostochny.model.project import Project
from vostochny.model.schema import Field
from vostochny.passages.cell_comparison import CitedCell, difference
from vostochny.passages.phrases import Phrase, read_phrase


@dataclass
class Tally:
    """How many corruptions were made by table, how many of them are named at their cell, and the ways that are not."""

    made: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    unnamed: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """The named ones, of one."""
        return self.named.total() / self.made.total()


def tally(project: Project, tables: RawTables) -> Tally:
    """All corruptions of all located cells."""
    reading, plan, told = PassageCheck(project.dataset, tables), read_passage_plan(project.dataset), Tally()
    readers: dict[tuple[str, str], Callable[[str], bool]] = {}
    for name, column, row, phrases in located_cells(reading, tables):
        raw = tables[name]
        described, position = raw.table.by_name[column], raw.table.columns.index(column)
        typed = readers.setdefault((name, column), reader(described))
        made = {kind: change(row[position]) for kind, change in ways(raw.table, described).items()}
        made |= {kind: change(row) for kind, change in exchanges(project, raw, described)}
        for kind, after in made.items():
            if after == row[position]:
                continue
            spoilt = [*row[:position], after, *row[position + 1 :]]
            record = dict(zip(raw.table.columns, spoilt, strict=True))
            named = (not after and described.required) or (bool(after) and not typed(after))
            named = named or (bool(after) and any(faults(raw, described, spoilt, after, project.dataset.units)))
            named = named or any(
                difference(
                    plan.roles[name][column], phrase, CitedCell(column, after, record, reading.published.get(source))
                )
                for phrase, source in phrases
            )
            told.made[name] += 1
            told.named[name] += named
            told.unnamed[name, column, kind] += not named
    return told


def located_cells(
    reading: PassageCheck, tables: RawTables
) -> Iterator[tuple[str, str, list[str], list[tuple[Phrase, str]]]]:
    """(table, column, row, the phrases that carry the cell with their sources) of every filled cell that is located."""
    carried: dict[tuple[str, str], list[tuple[Phrase, str]]] = {}
    for _line, passage in reading.rows:
        if passage["find"] and passage["record_id"] in reading.records:
            phrase = read_phrase(passage["find"], passage["language"], reading.names)
            for column in passage["fields"].split(";"):
                carried.setdefault((passage["record_id"], column), []).append((phrase, passage["source_id"]))
    for (record, column), phrases in carried.items():
        raw = tables[reading.records[record].table]
        row = next(row for row in raw.rows if raw.key(row)[0] == record)
        if row[raw.table.columns.index(column)]:
            yield raw.table.name, column, row, phrases


def reader(described: Field) -> Callable[[str], bool]:
    """Whether Frictionless takes a text for a value of this column."""
    import frictionless

    cell = frictionless.Field.from_descriptor({**field_descriptor(described), "missingValues": [""]})
    read = cell.create_cell_reader()
    return lambda text: not read(text)[1]
