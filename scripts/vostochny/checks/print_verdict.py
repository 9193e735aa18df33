"""Prints a verdict: for people as lines, for machines as JSON."""

from __future__ import annotations

import json

from vostochny.checks.verdict import Verdict
from vostochny.model.wording import plural


def as_text(verdict: Verdict) -> str:
    """One line a finding, and a last line with the verdict."""
    lines = [finding.as_text() for finding in verdict.findings] + verdict.skipped
    if verdict.unlogged:
        lines += ["Changed since the last release (fine if intended):"]
        lines += [finding.as_text() for finding in verdict.unlogged]
    if verdict.compared:
        lines.append(verdict.compared)
    scope = f"{verdict.rows:,} rows in {verdict.tables} tables against {verdict.rules} rules"
    if verdict.valid and verdict.unlogged:
        changed = plural(len(verdict.unlogged), "published cell")
        lines.append(f"Valid: {scope}; {changed} changed without an entry in the log of changes.")
    elif verdict.valid:
        lines.append(f"Valid: {scope}.")
    elif not verdict.findings:
        lines.append(f"Incomplete: {scope}.")
    else:
        lines.append(f"Invalid: {plural(len(verdict.findings), 'problem')} in {scope}.")
    return "\n".join(lines)


def as_json(verdict: Verdict, seconds: float) -> str:
    """The same as one JSON object: valid, counts, how long it took, findings."""
    content = {
        "valid": verdict.valid,
        "tables": verdict.tables,
        "rows": verdict.rows,
        "rules": verdict.rules,
        "seconds": round(seconds, 1),
        "skipped": verdict.skipped,
        "findings": [finding.as_dict() for finding in verdict.findings],
        "compared": verdict.compared,
        "unlogged": [finding.as_dict() for finding in verdict.unlogged],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
