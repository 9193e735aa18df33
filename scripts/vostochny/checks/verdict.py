"""What the checks find of a record: the findings, and how much was checked."""

from __future__ import annotations

from dataclasses import dataclass, field

from vostochny.model.findings import Finding


@dataclass
class Verdict:
    """The findings in file order, and how much was checked.

    skipped: what could not be checked, because of the findings or because the tables are long, as sentences
    unlogged: cells that differ from the last release without an entry in the log, as a correction does
    compared: with which release the tables were compared, or that they were not, as a sentence
    """

    findings: list[Finding] = field(default_factory=list)
    tables: int = 0
    rows: int = 0
    rules: int = 0
    skipped: list[str] = field(default_factory=list)
    unlogged: list[Finding] = field(default_factory=list)
    compared: str = ""

    @property
    def valid(self) -> bool:
        return not self.findings and not self.skipped
