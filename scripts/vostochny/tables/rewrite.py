"""`vostochny format`: writes every table in its canonical form; what cannot be read is left unchanged."""

from __future__ import annotations

from dataclasses import dataclass, field

from vostochny.model.project import Project
from vostochny.tables.canonical_form import format_file
from vostochny.tables.csv_reader import read_raw


@dataclass
class FormatReport:
    """What formatting did: lines to print, and how many files changed or were refused."""

    lines: list[str] = field(default_factory=list)
    changed: int = 0
    refused: int = 0


def format_all(project: Project, *, only_look: bool) -> FormatReport:
    """Format every table of the dataset; `only_look` says what would change and changes nothing."""
    outcome = FormatReport()
    for table in project.dataset.tables.values():
        path = project.csv_path(table.name)
        shown = project.shown(path)
        raw = read_raw(table, path, shown)
        try:
            changed = format_file(raw, path, only_look=only_look)
        except ValueError as error:
            outcome.refused += 1
            outcome.lines.append(f"{shown} is left unchanged: {error}")
            continue
        if changed:
            outcome.changed += 1
            outcome.lines.append(f"{shown} {'would change' if only_look else 'is rewritten'}.")
    if not outcome.lines:
        outcome.lines.append("Every table is in its canonical form.")
    return outcome
