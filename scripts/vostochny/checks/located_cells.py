"""A cell that the words of a source give is not said to be inferred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vostochny.checks.passages import NEEDED, fields
from vostochny.model.findings import Finding
from vostochny.model.passage_plan import read_passage_plan
from vostochny.model.schema import Dataset
from vostochny.tables.arrow_reader import Loaded

INFERRED = "inferred"
# What words name; that they are about the ship, the port or the stay of this record can be inferred all the same.
NAMED = frozenset({"ship", "port", "first_day", "last_day"})


def check_located(dataset: Dataset, tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """Cells that are inferred by their row and given by a passage; none where a table was not read."""
    plan = read_passage_plan(dataset)
    if any(name not in tables or not tables[name].readable for name in (*NEEDED, *plan.tables)):
        return
    passages = tables["passages"].raw.records()
    located = {(row["record_id"], field) for row in passages if row["find"] for field in fields(row)}
    for name in plan.coverage:
        raw, key, roles = tables[name].raw, dataset.tables[name].primary_key[0], plan.roles.get(name, {})
        for line, row in zip(raw.lines, raw.records(), strict=True):
            for column in filter(None, row.get(INFERRED, "").split(";")):
                if (row[key], column) in located and roles.get(column) not in NAMED:
                    expected = f"columns that no passage locates; the words of a source give {column}."
                    remedy = "Take the column off `inferred`, or take it off the passage."
                    yield Finding(raw.file, line, INFERRED, "inferred-located", row[INFERRED], expected, remedy)
