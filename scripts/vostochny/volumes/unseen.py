"""Unobserved calls: how many calls a count implies, given the share of days that could be observed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vostochny.volumes.draws import Draws, draw, stream
from vostochny.volumes.inputs import Call, Inputs, Row, Series
from vostochny.volumes.series import TOTAL_STEP, rounded
from vostochny.volumes.simulate import Interval, interval
from vostochny.volumes.world import World

SCENARIO = "scenario-days-seen-"
IN_WORDS = {0.67: "two days in three", 0.5: "every other day", 0.33: "one day in three"}


def chance_of_being_seen(days_seen: float, stay: Draws, persistence: Draws) -> Draws:
    """Probability that a call is seen on at least one day of its stay.

    days_seen: share of days on which the berth could be seen; stay: length of a stay in days, at least one
    persistence: correlation of cloud from one day to the next, from 0 to 1
    Days that cannot be seen follow each other as a two-state Markov chain: after one the next is hidden too with
    probability 1 - days_seen + persistence x days_seen. With every day seen this is exactly one.
    Raises ValueError when the share of days is not above 0 and at most 1, because then a count says nothing.
    """
    if not 0 < days_seen <= 1:
        raise ValueError(f"the share of days seen is {days_seen}; it must be above 0 and at most 1")
    hidden = 1 - days_seen
    return 1 - hidden * (hidden + persistence * days_seen) ** (stay - 1)


def chance(inputs: Inputs, days_seen: float) -> Draws:
    """The chance of being seen with the parameters of a run."""
    stay = draw(inputs.parameters["stay-days"], stream(inputs.seed, "shared/stay-days"), inputs.draws)
    name = "cloud-persistence"
    persistence = draw(inputs.parameters[name], stream(inputs.seed, f"shared/{name}"), inputs.draws)
    return chance_of_being_seen(days_seen, stay, persistence)


def missed(counted: int, seen: Draws, generator: np.random.Generator) -> Draws:
    """How many calls went unobserved in addition to the `counted` ones, each observed with probability `seen`.

    With a prior that favours no order of magnitude (one over the number of calls) that is a negative binomial
    distribution; its mean is counted x (1 - seen) / seen.
    """
    return generator.negative_binomial(counted, seen).astype(np.float64)


def with_missed(world: World, series: Series, days_seen: float) -> tuple[Draws, Draws]:
    """Calls and barrels of a series including the unobserved ones, one value per simulation.

    The missed calls are by ships of the fleet; their sum is drawn as a normal with the fleet's mean and spread.
    """
    inputs = world.inputs
    seen = chance(inputs, days_seen)
    generator = stream(inputs.seed, f"missed/{series.count_id}")
    more = missed(series.calls, seen, generator)
    mean, spread = world.fleet.moments()
    tonnes = np.maximum(more * mean + np.sqrt(more) * spread * generator.standard_normal(inputs.draws), 0)
    return series.calls + more, world.barrels(series) + world.barrels_per_deadweight_tonne * tonnes


def rows(world: World) -> list[Row]:
    """The counted series of the headline under each scenario, and as counted."""
    series = world.main
    if series is None:
        return []
    found = [row(world, series, "as-counted", 1.0)]
    for name, parameter in sorted(world.inputs.parameters.items(), reverse=True):
        if name.startswith(SCENARIO):
            found.append(row(world, series, name.removeprefix("scenario-"), parameter.central))
    return found


def row(world: World, series: Series, name: str, days_seen: float) -> Row:
    """One scenario with its sentence; the figures are never meant to be read without it."""
    calls, barrels = with_missed(world, series, days_seen)
    numbers, amounts = interval(calls), rounded("barrels", interval(barrels), TOTAL_STEP)
    return {
        "unseen_id": f"{name}-{series.count_id}",
        "days_seen": days_seen,
        "count_id": series.count_id,
        "counted_calls": series.calls,
        **rounded("calls", numbers, 1),
        **amounts,
        "sentence": sentence(series.calls, days_seen, numbers, amounts),
    }


def sentence(counted: int, days_seen: float, calls: Interval, amounts: Row) -> str:
    """What a scenario says, as a condition."""
    barrels = f"{amounts['barrels_low']:,.0f} to {amounts['barrels_high']:,.0f} barrels"
    if days_seen == 1:
        return f"If every call was seen, the {counted} counted calls are all there were, and came to {barrels}."
    words = IN_WORDS.get(round(days_seen, 2), f"{100 * days_seen:.0f} days in a hundred")
    return (
        f"If {words} could be seen, the {counted} counted calls stand for {calls.low:.0f} to {calls.high:.0f}, "
        f"and these came to {barrels} (nine simulations in ten)."
    )


def ships_at_least(calls: Sequence[Call]) -> dict[str, float]:
    """Ships named in the documented calls, and a lower bound on the ships that there were (Chao, 1987).

    The bound rests on how many ships are seen once and how many twice, in the form corrected for small samples:
    named + once x (once - 1) / (2 x (twice + 1)).
    """
    seen: dict[str, int] = {}
    for call in calls:
        if call.vessel_id:
            seen[call.vessel_id] = seen.get(call.vessel_id, 0) + 1
    once, twice = (sum(times == wanted for times in seen.values()) for wanted in (1, 2))
    return {"ships_named": len(seen), "ships_at_least": round(len(seen) + once * (once - 1) / (2 * (twice + 1)), 1)}
