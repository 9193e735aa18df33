"""Runs the gate: every condition of schemas/gate.yaml, its findings, and whether the release may be published."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vostochny.model.atomic_file import atomic_write
from vostochny.model.conditions import Condition, read_conditions
from vostochny.model.project import Project
from vostochny.release.gate import promise_conditions, record_conditions
from vostochny.release.gate.gate_context import Context, context_of

CONDITIONS: dict[str, Callable[[Context], Iterator[str]]] = {
    "no-licence": record_conditions.no_licence,
    "terms-forbid": record_conditions.terms_forbid,
    "no-provenance": record_conditions.no_provenance,
    "named-without-position": record_conditions.named_without_position,
    "no-contact": record_conditions.no_contact,
    "floor-broken": record_conditions.floor_broken,
    "vanished": promise_conditions.vanished,
    "identifier-reused": promise_conditions.identifier_reused,
    "form-broken": promise_conditions.form_broken,
    "version-not-raised": promise_conditions.version_not_raised,
    "changed-without-reason": promise_conditions.changed_without_reason,
    "changes-not-written": promise_conditions.changes_not_written,
    "not-compared": promise_conditions.not_compared,
    "shrunk": promise_conditions.shrunk,
    "rewritten": promise_conditions.rewritten,
    "headline-moved": record_conditions.headline_moved,
    "formula": record_conditions.formula,
    "request-overdue": record_conditions.request_overdue,
    "deprecated": promise_conditions.deprecated,
}
# Conditions that look into the content of the last release, which a checkout without tags does not have.
NEED_CONTENT = {"changed-without-reason", "changes-not-written", "shrunk", "rewritten"}
PASSED, BLOCKED, WARNED, NOT_LOOKED = "passed", "blocked", "warned", "not looked at"


@dataclass(frozen=True)
class ConditionResult:
    """The outcome of one condition, and each problem as a sentence."""

    condition: Condition
    outcome: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Gate:
    """What the gate says of one release."""

    version: str
    last: str
    outcomes: tuple[ConditionResult, ...]

    @property
    def open(self) -> bool:
        """Whether nothing blocks the release."""
        return not any(item.outcome == BLOCKED for item in self.outcomes)

    def lines(self) -> list[str]:
        """What blocks and what warns, for a terminal, each with what to do about it."""
        lines = []
        for item in self.outcomes:
            if item.outcome in {BLOCKED, WARNED}:
                lines += [f"{item.outcome} [{item.condition.name}] {problem}" for problem in item.problems]
                lines.append(f"  {item.condition.remedy}")
        return lines

    def as_json(self) -> str:
        """The same for machines and for the page about the gate."""
        results = [
            {"name": item.condition.name, "outcome": item.outcome, "problems": list(item.problems)}
            for item in self.outcomes
        ]
        content = {"version": self.version, "last": self.last, "open": self.open, "results": results}
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def run_gate(context: Context) -> Gate:
    """Try every condition on one release."""
    outcomes = tuple(tried(context, condition) for condition in read_conditions(context.dataset.schemas))
    return Gate(context.version, context.last, outcomes)


def tried(context: Context, condition: Condition) -> ConditionResult:
    """One condition; raises KeyError when the file names one that no code knows."""
    problems = tuple(CONDITIONS[condition.name](context))
    if problems:
        return ConditionResult(condition, BLOCKED if condition.severity == "blocker" else WARNED, problems)
    unread = condition.name in NEED_CONTENT and context.before is None and context.last != ""
    return ConditionResult(condition, NOT_LOOKED if unread else PASSED, ())


def gate_file(project: Project) -> Path:
    """Where the result of the last run is kept."""
    return project.build / "gate.json"


def pass_gate(project: Project) -> Gate:
    """Run the gate on the built database of a checkout and keep what it says.

    Raises FileNotFoundError when there is no database.
    """
    with context_of(project) as context:
        gate = run_gate(context)
    atomic_write(gate_file(project), gate.as_json())
    return gate
