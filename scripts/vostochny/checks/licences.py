"""The terms of every source are judged, and none forbids that its facts are passed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from vostochny.model.conditions import read_terms
from vostochny.model.findings import Finding, did_you_mean
from vostochny.tables.arrow_reader import Loaded


def check_terms(schemas: Path, raw_tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """Each wording in the column `licence` of data/sources.csv must stand in schemas/terms.yaml with a judgement.

    The gate asks the same of the built record before a release; here the contributor learns of it, at the cell.
    """
    raw = raw_tables["sources"].raw
    if not raw.readable:
        return
    judged = read_terms(schemas)
    position = raw.table.columns.index("licence")
    for row, line in zip(raw.rows, raw.lines, strict=True):
        wording = row[position]
        if wording and wording not in judged:
            remedy = did_you_mean(wording, judged) or "Read the document's terms and judge their wording there."
            yield Finding(
                raw.file, line, "licence", "terms-unjudged", wording, "terms that schemas/terms.yaml judges.", remedy
            )
        elif judged.get(wording) == "forbidden":
            yield Finding(
                raw.file,
                line,
                "licence",
                "terms-forbid",
                wording,
                "a source whose terms let facts from it be passed on.",
                "Take out what rests on this source, or find another that states it.",
            )
