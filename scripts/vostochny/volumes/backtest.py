"""Published estimates beside the model's interval for the same calls, each with a verdict and its reason."""

from __future__ import annotations

from collections.abc import Mapping

from vostochny.volumes.inputs import Row
from vostochny.volumes.published_evidence import Compared
from vostochny.volumes.series import TOTAL_STEP, rounded
from vostochny.volumes.simulate import Interval, interval

NOTHING = {f"model_barrels_{key}": None for key in ("low", "central", "high")}


def verdict(low: float, high: float, model: Interval) -> str:
    """Where a published range from `low` to `high` lies: inside when it meets the model's interval."""
    if high < model.low:
        return "below"
    return "above" if low > model.high else "inside"


def tested(found: Mapping[str, Compared | str]) -> dict[str, str]:
    """The estimates that can fail the test: one point estimate a study, by study.

    An amount that is open on one side, or a wide range, meets almost any interval and proves nothing. Of several of a
    study the first on record counts.
    """
    chosen: dict[str, str] = {}
    for name, item in found.items():
        if not isinstance(item, str) and item.printed[0] == item.printed[1]:
            chosen.setdefault(item.study, name)
    return chosen


def rows(found: Mapping[str, Compared | str], evidence: list[Compared]) -> list[Row]:
    """One row for every published quantity."""
    counted = set(tested(found).values())
    as_evidence = {str(item.estimate["estimate_id"]) for item in evidence}
    made: list[Row] = []
    for name, item in found.items():
        if isinstance(item, str):
            made.append(
                {
                    "estimate_id": name,
                    "study": None,
                    **NOTHING,
                    "verdict": "not_comparable",
                    "counts": False,
                    "evidence": False,
                    "reason": item,
                }
            )
            continue
        model = interval(item.barrels)
        made.append(
            {
                "estimate_id": name,
                "study": item.study,
                **rounded("model_barrels", model, TOTAL_STEP),
                "verdict": verdict(*item.printed, model),
                "counts": name in counted,
                "evidence": name in as_evidence,
                "reason": item.reason,
            }
        )
    return made


def coverage(made: list[Row]) -> dict[str, int]:
    """How many of the estimates that can fail lie inside the model's nine-in-ten interval."""
    counted = [row for row in made if row["counts"]]
    return {"tested_estimates": len(counted), "tested_inside": sum(row["verdict"] == "inside" for row in counted)}
