"""Every source has a licence that schemas/terms.yaml judges, and none forbids passing on its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from vostochny.model.conditions import read_terms
from vostochny.model.findings import Finding, did_you_mean
from vostochny.tables.arrow_reader import Loaded


def check_terms(schemas: Path, raw_tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """Each wording in the column `licence` of data/sources.csv must be in schemas/terms.yaml with a judgement.

    The gate asks the same of the built record before a release; here the contributor sees it, at the cell.
    """
    raw = raw_tables["sources"].raw
    if not raw.readable:
        return
    judged = read_terms(schemas)
    position = raw.table.columns.index("licence")
    for row, line in zip(raw.rows, raw.lines, strict=True):
        wording = row[position]
        if wording and wording not in judged:
            remedy = did_you_mean(wording, judged) or "Read the document's terms and add their wording there."
            yield Finding(
                raw.file, line, "licence", "terms-unjudged", wording, "a licence listed in schemas/terms.yaml.", remedy
            )
        elif judged.get(wording) == "forbidden":
            yield Finding(
                raw.file,
                line,
                "licence",
                "terms-forbid",
                wording,
                "a source whose terms allow passing on its facts.",
                "Remove what depends on this source, or find another that states it.",
            )
