"""Published estimates beside the model's interval for the same calls, each with a verdict and its reason."""

from __future__ import annotations

from vostochny.model.port import PORT
from vostochny.volumes.draws import Draws, draw, stream
from vostochny.volumes.inputs import Inputs, Row, Series, day
from vostochny.volumes.series import deadweights, in_period, rounded, series_deadweights
from vostochny.volumes.simulate import Interval, interval, total


def at_share(barrels: float, known_share: float, wanted_share: float) -> float:
    """A published amount for one share of load turned into that for another: plain proportion."""
    return barrels * wanted_share / known_share


def printed_range(estimate: Row) -> tuple[float, float] | None:
    """The barrels that a source prints, from the least to the most; "more than" and "at least" have no upper end."""
    names = ("quantity_low", "quantity_central", "quantity_high")
    printed = [float(estimate[name]) for name in names if estimate[name] is not None]
    if not printed:
        return None
    low = float("-inf") if estimate["qualifier"] == "up_to" else min(printed)
    high = float("inf") if estimate["qualifier"] in {"more_than", "at_least"} else max(printed)
    return low, high


def verdict(low: float, high: float, model: Interval) -> str:
    """Where a published range from `low` to `high` lies: inside when it meets the model's interval."""
    if high < model.low:
        return "below"
    return "above" if low > model.high else "inside"


def rows(inputs: Inputs, shared: Draws) -> list[Row]:
    """One row for every published quantity."""
    found: list[Row] = []
    for estimate in inputs.estimates:
        model, reason = model_for(inputs, shared, estimate)
        printed = printed_range(estimate)
        nothing = {f"model_barrels_{key}": None for key in ("low", "central", "high")}
        found.append(
            {
                "estimate_id": estimate["estimate_id"],
                **(rounded("model_barrels", model, 1000) if model and printed else nothing),
                "verdict": verdict(*printed, model) if model and printed else "not_comparable",
                "reason": reason,
            }
        )
    return found


def model_for(inputs: Inputs, shared: Draws, estimate: Row) -> tuple[Interval | None, str]:
    """The model's interval for what an estimate covers, and why it is the right one or why there is none."""
    if refused := not_comparable(estimate):
        return None, refused
    factor = conditional(inputs, shared, estimate["load_share"])
    at = f" at a load of {estimate['load_share']:.0%}" if estimate["load_share"] else ""
    series = next((item for item in inputs.series if item.count_id == estimate["count_id"]), None)
    if series is not None:
        return interval(total(factor, series_deadweights(inputs, series))), f"The same counted series{at}."
    if estimate["port_id"] == PORT and estimate["period_start"] and estimate["period_end"]:
        calls = in_period(inputs.calls, day(estimate["period_start"]), day(estimate["period_end"]))
        if calls:
            text = f"The {len(calls)} documented calls of the period, which are a floor{at}."
            return interval(total(factor, deadweights(inputs, calls))), text
    if estimate["deliveries"]:
        number = int(estimate["deliveries"])
        other = Series(f"deliveries-of-{estimate['estimate_id']}", number, day("1900-01-01"), day("1900-01-01"))
        text = (
            f"{number} calls of ships like those seen at Vostochny{at}; the fleet of that time may have been another."
        )
        return interval(total(factor, series_deadweights(inputs, other))), text
    return None, "The number of calls behind it is not printed."


def not_comparable(estimate: Row) -> str:
    """Why the model has nothing to say of an estimate; empty when it has."""
    if estimate["unit"] != "barrel":
        return "Printed in another unit than barrels."
    if not estimate["usable"]:
        return "The figure is kept as printed and not used."
    return "" if estimate["flow"] == "sea" else "Covers more than what went by sea, or something else."


def conditional(inputs: Inputs, shared: Draws, load_share: float | None) -> Draws:
    """The shared factor, or the same with the load that the estimate itself assumes."""
    if not load_share:
        return shared
    drawn = draw(inputs.parameters["load-share"], stream(inputs.seed, "shared/load-share"), inputs.draws)
    return shared / drawn * load_share
