"""The whole difference between two sides: made in one call, then written as text, Markdown or JSON."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vostochny.database.reading import opened
from vostochny.diff.compare import ADDED, CHANGED, REMOVED, RETIRED, Change, Difference, compare
from vostochny.diff.headline import FigureChange, headline, lines
from vostochny.diff.record_names import Wording, staged
from vostochny.diff.sentences import ChangeText, change_text
from vostochny.diff.side import Side
from vostochny.model.errors import BuildError
from vostochny.model.schema import Dataset
from vostochny.model.wording import plural

WORDS = {ADDED: "added", CHANGED: "changed", RETIRED: "retired", REMOVED: "removed"}
SPECIAL = re.compile(r"([\\`*_\[\]{}#<>|])")


@dataclass(frozen=True)
class Report:
    """A difference with its words.

    texts: every change in words, in the order of the tables
    headline: the figures of the first page on both sides
    no_headline: why the headline could not be computed; empty when it was
    """

    dataset: Dataset
    difference: Difference
    texts: tuple[ChangeText, ...]
    headline: tuple[FigureChange, ...]
    no_headline: str = ""

    @property
    def title(self) -> str:
        return f"From {self.difference.old.label} to {self.difference.new.label}"

    @property
    def summary(self) -> str:
        """How much changed, in one sentence."""
        counts = count_words(self.difference.changes)
        if not counts:
            return "No row of any table differs."
        tables = len({change.table for change in self.difference.changes})
        return f"{counts}, in {plural(tables, 'table')}."

    def notes(self) -> Iterator[str]:
        """What is not a change of a row, yet must be said."""
        difference = self.difference
        if difference.followed:
            led = "leads" if difference.followed == 1 else "lead"
            yield f"{plural(difference.followed, 'reference')} to a retired record now {led} to its successor."
        for name in difference.tables_gone:
            yield f"The table {name} is no longer there; its rows are not compared."
        for name in difference.columns_gone:
            yield f"The column {name} is no longer there; its values are not compared."
        for name in difference.columns_new:
            yield f"The column {name} is new."

    def by_table(self) -> Iterator[tuple[str, list[ChangeText]]]:
        """Title of each table that changed, and its changes."""
        for table in self.dataset.tables.values():
            if found := [item for item in self.texts if item.change.table == table.name]:
                yield table.title, found


def report(dataset: Dataset, old: Side, new: Side) -> Report:
    """Compare two sides and describe what differs, with the model run on both.

    Both are read in the form that the tables have today, and the model of today is run on both, so that a figure that
    moved has moved because of the data.
    """
    difference = compare(dataset, old, new)
    with tempfile.TemporaryDirectory(prefix="vostochny-diff-") as scratch:
        paths = [staged(dataset, side, Path(scratch) / f"{name}.db") for name, side in (("old", old), ("new", new))]
        with opened(paths[0]) as before, opened(paths[1]) as after:
            words = Wording(dataset, before), Wording(dataset, after)
            texts = tuple(change_text(change, *words) for change in difference.changes)
        try:
            figures, reason = lines(*(headline(dataset, path) for path in paths)), ""
        except (BuildError, ValueError, TypeError) as error:
            figures, reason = [], f"The headline could not be computed on both sides: {error}"
    return Report(dataset, difference, texts, tuple(figures), reason)


def count_words(changes: tuple[Change, ...] | list[Change]) -> str:
    """Counts by kind: 2 rows added, 1 changed."""
    parts: list[str] = []
    for kind, word in WORDS.items():
        number = sum(change.kind == kind for change in changes)
        if number:
            parts.append(f"{number:,} {word}" if parts else f"{plural(number, 'row')} {word}")
    return ", ".join(parts)


def as_text(made: Report) -> str:
    """For a terminal: sentences only."""
    blocks = [made.title, made.summary, *made.notes(), "", "Headline"]
    blocks += [f"  {line.sentence}" for line in made.headline] or [f"  {made.no_headline or 'No series is counted.'}"]
    for title, found in made.by_table():
        blocks += ["", f"{title}: {count_words([item.change for item in found])}"]
        blocks += [f"  {item.sentence}" for item in found]
    return "\n".join(blocks) + "\n"


def as_markdown(made: Report) -> str:
    """For a page or the comment on a change: sentences first, the table of cells after them."""
    blocks = [
        f"# {escaped(made.title)}",
        escaped(made.summary),
        "\n".join(f"- {escaped(note)}" for note in made.notes()),
    ]
    blocks += ["## What it does to the headline"]
    blocks += ["\n".join(f"- {escaped(line.sentence)}" for line in made.headline) or escaped(made.no_headline)]
    for title, found in made.by_table():
        blocks += [f"## {title}: {count_words([item.change for item in found])}"]
        blocks += ["\n".join(f"- {escaped(item.sentence)}" for item in found)]
    if made.texts:
        blocks += ["## Cell by cell", cell_table(made)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def cell_table(made: Report) -> str:
    """Every cell of all changes as one Markdown table."""
    rows = [
        [title, item.record, item.change.key, WORDS[item.change.kind], cell.what, cell.before, cell.after, cell.source]
        for title, found in made.by_table()
        for item in found
        for cell in item.cells
    ]
    head = ["| Table | Record | Identifier | What | Column | Before | Now | Source |", f"|{' --- |' * 8}"]
    return "\n".join([*head, *(f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows)])


def escaped(text: str) -> str:
    """Text that Markdown and a table cell leave alone."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def as_json(made: Report) -> str:
    """For machines: the values as in the tables, and the sentences."""
    difference = made.difference
    content: dict[str, object] = {
        "old": {"label": difference.old.label, "version": difference.old.version},
        "new": {"label": difference.new.label, "version": difference.new.version},
        "summary": made.summary,
        "notes": list(made.notes()),
        "headline": [
            {"name": line.name, "title": line.title, "before": line.before, "after": line.after, "same": line.same}
            for line in made.headline
        ],
        "no_headline": made.no_headline,
        "changes": [change_json(item) for item in made.texts],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def change_json(item: ChangeText) -> dict[str, object]:
    """One change for machines."""
    change = item.change
    fields = [{"column": field.column, "before": field.before, "after": field.after} for field in change.fields]
    content: dict[str, object] = {
        "table": change.table,
        "key": change.key,
        "kind": change.kind,
        "record": item.record,
        "sentence": item.sentence,
    }
    if change.kind == CHANGED:
        return {**content, "fields": fields}
    if change.kind == RETIRED:
        content |= {"successor": change.successor, "reason": change.reason}
    return {**content, "row": change.after or change.before}
