"""Keeps what the sources' addresses answered: a journal to resume from, and the rows of data/source_checks.csv."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vostochny.model.atomic_file import atomic_write
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.record_day import keep_to
from vostochny.tables.canonical_form import write_text
from vostochny.tables.csv_reader import RawTable, read_raw
from vostochny.upkeep.link_checker import Answer, Manners, ask_all

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx


@dataclass(frozen=True)
class LinkReport:
    """What a run of the links found.

    answers: by source_id, those of an interrupted run before it included
    newly_dead: sources whose address was alive, or never asked, before
    """

    answers: dict[str, Answer]
    newly_dead: list[str]

    def as_lines(self) -> list[str]:
        """For a reader: what is dead or has moved, and how many of each result there are."""
        lines = []
        for source_id, answer in sorted(self.answers.items()):
            if answer.result not in {"alive", "not_asked", "refused"}:
                new = " (new)" if source_id in self.newly_dead else ""
                where = answer.moved_to or answer.archived_url
                shown = f" -> {where}" if where else ""
                lines.append(f"{source_id}: {answer.result}{new} {answer.url}{shown} {answer.hindrance}".rstrip())
        counts = Counter(answer.result for answer in self.answers.values())
        results = ", ".join(f"{count} {result}" for result, count in sorted(counts.items()))
        return [*lines, f"{len(self.answers)} addresses asked: {results or 'none'}."]


async def check_links(
    project: Project,
    on: str,
    only: Iterable[str] = (),
    transport: httpx.AsyncBaseTransport | None = None,
    manners: Manners | None = None,
    say: Callable[[str], None] = lambda _message: None,
) -> LinkReport:
    """Ask the address of every source, or of those named, and write the rows of data/source_checks.csv.

    on: the day to note, as 2026-12-01
    Each answer goes into build/links.jsonl at once, so that an interrupted run resumes; the file is
    deleted when the rows are written. Raises BuildError when a table cannot be read or a source is not known.
    """
    wanted = addresses_of(project, set(only))
    journal = project.build / "links.jsonl"
    done = {key: item for key, item in read_journal(journal).items() if wanted.get(key) == item.url}
    missing = [(source_id, url) for source_id, url in wanted.items() if source_id not in done]
    project.build.mkdir(parents=True, exist_ok=True)
    with journal.open("a", encoding="utf-8") as file:

        def take(answer: Answer) -> None:
            done[answer.source_id] = answer
            file.write(json.dumps(asdict(answer), ensure_ascii=False) + "\n")
            file.flush()
            say(f"{len(done)} of {len(wanted)} addresses")

        await ask_all(missing, take, transport, manners)
    newly_dead = record(project, done, on)
    journal.unlink()
    return LinkReport(done, newly_dead)


def readable(project: Project, name: str) -> RawTable:
    """A table that can be read whole. Raises BuildError with the first thing that is wrong with it."""
    path = project.csv_path(name)
    raw = read_raw(project.dataset.tables[name], path, project.shown(path))
    if raw.findings:
        raise BuildError(raw.findings[0].as_text())
    return raw


def addresses_of(project: Project, only: set[str]) -> dict[str, str]:
    """The address of each source that has one, by identifier."""
    raw = readable(project, "sources")
    position = raw.table.columns.index("url")
    found = {raw.key(row)[0]: row[position] for row in raw.rows}
    if unknown := sorted(only - set(found)):
        raise BuildError(f"There is no source {unknown[0]!r} in {raw.file}.")
    return {source_id: url for source_id, url in found.items() if url and (not only or source_id in only)}


def read_journal(path: Path) -> dict[str, Answer]:
    """The results of an interrupted run; an incomplete last line is ignored."""
    found = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []:
        try:
            answer = Answer(**json.loads(line))
        except (ValueError, TypeError):
            continue
        found[answer.source_id] = answer
    return found


def record(project: Project, answers: dict[str, Answer], on: str) -> list[str]:
    """Merge answers into data/source_checks.csv; returns the sources that are dead and were not before."""
    raw = readable(project, "source_checks")
    rows = {row["source_id"]: row for row in raw.records()}
    newly_dead = []
    for source_id, answer in answers.items():
        old = rows.get(source_id, dict.fromkeys(raw.table.columns, ""))
        if answer.dead and not old["first_dead_on"]:
            newly_dead.append(source_id)
        rows[source_id] = old | {
            "source_id": source_id,
            "address_checked_on": on,
            "result": answer.result,
            "http_status": str(answer.http_status or ""),
            "moved_to": answer.moved_to,
            "first_dead_on": (old["first_dead_on"] or on) if answer.dead else "",
            "archived_url": answer.archived_url or old["archived_url"],
            "hindrance": answer.hindrance,
        }
    cells = [[rows[key][column] for column in raw.table.columns] for key in sorted(rows)]
    atomic_write(project.csv_path("source_checks"), write_text(cells, raw.table.columns))
    keep_to(project, on)
    return sorted(newly_dead)
