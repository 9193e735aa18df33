"""A cell that the words of a source give is not said to be inferred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vostochny.checks.passages import NEEDED, fields
from vostochny.model.findings import Finding
from vostochny.model.passage_plan import read_passage_plan
from vostochny.model.schema import Dataset
from vostochny.tables.arrow_reader import Loaded
from vostochny.tables.csv_reader import RawTable

INFERRED = "inferred"
# What words name; that they are about the ship, the port or the stay of this record can be inferred all the same.
NAMED = frozenset({"ship", "port", "first_day", "last_day"})


def check_located(dataset: Dataset, tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """Cells that are inferred by their row and given by a passage; none where a table was not read."""
    plan = read_passage_plan(dataset)
    if any(name not in tables or not tables[name].readable for name in (*NEEDED, *plan.tables)):
        return
    raws = {name: tables[name].raw for name in plan.tables}
    rows = {name: list(raw.records()) for name, raw in raws.items()}
    keys = {name: dataset.tables[name].primary_key[0] for name in plan.coverage}
    named = {(name, column) for name, roles in plan.roles.items() for column, role in roles.items() if role in NAMED}
    yield from inferred_and_located(raws, rows, keys, named)


def inferred_and_located(
    raws: Mapping[str, RawTable],
    rows: Mapping[str, list[dict[str, str]]],
    keys: Mapping[str, str],
    named: set[tuple[str, str]],
) -> Iterator[Finding]:
    """Cells that are said to be inferred although a passage gives them.

    named: (table, column) of what words only name
    """
    located = {(row["record_id"], field) for row in rows["passages"] if row["find"] for field in fields(row)}
    for name, key in keys.items():
        for line, row in zip(raws[name].lines, rows[name], strict=True):
            for column in filter(None, row.get(INFERRED, "").split(";")):
                if (row[key], column) in located and (name, column) not in named:
                    expected = f"columns that no passage locates; the words of a source give {column}."
                    remedy = "Take the column off `inferred`, or take it off the passage."
                    yield Finding(raws[name].file, line, INFERRED, "inferred-located", row[INFERRED], expected, remedy)
