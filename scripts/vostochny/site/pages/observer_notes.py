"""What stands beside a grade and beside the observers of a call: a hedged name, and observers who count as one."""

from __future__ import annotations

from collections.abc import Iterable

from vostochny.database.reading import Row
from vostochny.model import wording
from vostochny.render.context import RenderContext
from vostochny.render.markup import text

HEDGED = ", name hedged"


def name_hedged(context: RenderContext, call_id: str) -> bool:
    """Whether every report that counts for the grade of a call hedges the name of its ship."""
    if "calls_with_hedged_names" not in context.worked_out:
        context.worked_out["calls_with_hedged_names"] = context.rows(
            "select call_id from call_evidence join port_calls using (call_id) "
            "where not_weighed_because is null and vessel_id is not null "
            "group by call_id having count(*) = count(nullif(identity_hedge, ''))"
        )
    return any(row["call_id"] == call_id for row in context.worked_out["calls_with_hedged_names"])


def grade(context: RenderContext, call: Row) -> str:
    """The grade of a call, and that its observers hedge the name where all of them do; not yet escaped."""
    return f"{call['confidence']}{HEDGED if name_hedged(context, call['call_id']) else ''}"


def counting_as_one(context: RenderContext, calls: Iterable[Row]) -> str:
    """Which observers of these calls share analysts, and how many observers they are then; empty where none do."""
    named = {name for call in calls for name in str(call["observers"] or "").split("; ") if name}
    known = {row["observer"]: row["independent_group"] for row in context.rows("select * from observers")}
    groups: dict[str, list[str]] = {}
    for observer in sorted(named):
        groups.setdefault(known.get(observer, observer), []).append(observer)
    shared = [
        f"{' and '.join(names)} share analysts and count as one observer" for names in groups.values() if names[1:]
    ]
    if not shared:
        return ""
    number = wording.plural(len(groups), "independent observer")
    return text(f"{'; '.join(shared)}: the {len(named)} named here are {number}.")
