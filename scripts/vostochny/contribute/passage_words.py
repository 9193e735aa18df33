"""Quoted words of a source and the cells that they support, for a contributor while adding and for a reviewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vostochny.checks.passages import check_passages
from vostochny.contribute.draft import Cells, Draft, would_be
from vostochny.diff.compare import REMOVED
from vostochny.diff.difference import Report
from vostochny.diff.record_names import Wording
from vostochny.model.passage_plan import read_passage_plan
from vostochny.model.project import Project
from vostochny.tables.csv_reader import RawTable


def what_does_not_follow(
    project: Project, draft: Draft, raw_tables: Mapping[str, RawTable], passage: Cells
) -> list[str]:
    """Why cells do not follow from the words of a passage that is about to be added; nothing where they do."""
    tables = would_be(draft, dict(raw_tables))
    raw = tables["passages"]
    line = raw.line_of().get(passage["passage_id"], 0)
    return [
        f"{item.expected} {item.remedy}".rstrip()
        for item in check_passages(project.dataset, tables)
        if (item.file, item.line) == (raw.file, line)
    ]


def beside_cells(made: Report, new: Wording) -> Iterator[str]:
    """Each record that is new or changed with its cells and the words of their sources, or that none carry them."""
    plan = read_passage_plan(new.dataset)
    touched = {item.after["record_id"] for item in made.difference.of("passages") if item.after}
    for name, scope in plan.coverage.items():
        key = new.dataset.tables[name].primary_key[0]
        counted = None
        if scope.among:
            table, column, where = scope.among
            counted = {row[column] for row in new.ask(f"select [{column}] from [{table}] where [{where}] is not null")}
        changed = {item.key for item in made.difference.of(name) if item.kind != REMOVED}
        for row in new.ask(f"select * from [{name}]"):
            if row[key] not in changed | touched:
                continue
            passages = [item for item in new.ask("select * from passages") if item["record_id"] == row[key]]
            carried = [item for item in passages if item["find"]]
            if not carried and (counted is None or row[key] in counted):
                yield f"{new.title(row[key])} ({row[key]}): no words of its source are given."
            for item in carried:
                cells = "; ".join(f"{column}: {row[column]}" for column in item["fields"].split(";"))
                yield f"{row[key]}, {cells} | “{item['find']}” ({item['source_id']}, {item['locator']})."
