"""Checks a reader's own copies of a document against its passages; only the hash of a copy is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vostochny.model.atomic_file import atomic_write
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.record_day import keep_to
from vostochny.passages.copy_formats import Document, read_document
from vostochny.passages.locate import Located, locate, verdict
from vostochny.tables.canonical_form import write_text
from vostochny.upkeep.link_results import addresses_of, readable


@dataclass(frozen=True)
class CopyComparison:
    """What the copies of one source show.

    word: the category of content_verdict in source_checks
    """

    source_id: str
    documents: tuple[Document, ...]
    results: tuple[Located, ...]
    word: str

    def as_lines(self) -> list[str]:
        """For a reader: each file, each passage, and how many were found."""
        lines = [
            f"{item.name}: {item.kind}, {len(item.blocks)} blocks of text, sha256 {item.sha256}. {item.note}".rstrip()
            for item in self.documents
        ]
        lines += [item.as_text() for item in self.results]
        found, same = sum(item.found for item in self.results), sum(bool(item.same) for item in self.results)
        return [*lines, f"{found} of {len(self.results)} passages found, {same} in the same sentence."]


def compare_copies(project: Project, source_id: str, files: Sequence[Path]) -> CopyComparison:
    """Look for the passages of a source in these files; nothing is sent anywhere.

    Raises BuildError when the source is not on record, has no passages, or a file cannot be read.
    """
    addresses_of(project, {source_id})
    rows = [row for row in readable(project, "passages").records() if row["source_id"] == source_id and row["find"]]
    if not rows:
        raise BuildError(f"data/passages.csv has no words to look for in {source_id}.")
    documents = tuple(read_document(path) for path in files)
    results = tuple(locate(rows, documents))
    return CopyComparison(source_id, documents, results, verdict(results, documents))


def record_comparison(project: Project, comparison: CopyComparison, on: str) -> None:
    """Put the day, the verdict and the hash of the first copy into data/source_checks.csv.

    on: the day to note, as 2026-12-01
    """
    raw = readable(project, "source_checks")
    rows = {row["source_id"]: row for row in raw.records()}
    old = rows.get(comparison.source_id, dict.fromkeys(raw.table.columns, ""))
    rows[comparison.source_id] = old | {
        "source_id": comparison.source_id,
        "content_read_on": on,
        "content_sha256": comparison.documents[0].sha256,
        "content_verdict": comparison.word,
    }
    cells = [[rows[key][column] for column in raw.table.columns] for key in sorted(rows)]
    atomic_write(project.csv_path("source_checks"), write_text(cells, raw.table.columns))
    keep_to(project, on)
