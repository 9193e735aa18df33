"""Everything that one run draws, made once: ships, cargoes, and who made which call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from vostochny.model.errors import InputError
from vostochny.volumes.barrels_per_deadweight import PRODUCTS, Cargo, cargo
from vostochny.volumes.draws import Draws, mean
from vostochny.volumes.fleet import Counted, Fleet, Member, fleet
from vostochny.volumes.inputs import Call, Inputs, Series, headline, in_period
from vostochny.volumes.simulate import total

MOST_SHIPS = 100  # in a fleet; a count of some dozens of calls says nothing of more
MOST_KEPT = 400  # arrays of sizes that a run keeps; what is not kept is drawn again, with the same result


@dataclass
class World:
    """The draws of a run over its inputs; what is asked for twice is the same array."""

    inputs: Inputs
    memory: dict[str, Draws] = field(default_factory=dict)

    @cached_property
    def cargo(self) -> Cargo:
        """How full the ships were, and of what. Raises InputError when a share leaves the range from 0 to 1."""
        try:
            return cargo(self.inputs.parameters, self.inputs.seed, self.inputs.draws)
        except ValueError as error:
            raise InputError(f"data/model_parameters.csv: {error}") from error

    @cached_property
    def barrels_per_deadweight_tonne(self) -> Draws:
        """Barrels for every tonne of deadweight."""
        return self.cargo.barrels_per_deadweight_tonne()

    @cached_property
    def main(self) -> Series | None:
        """The series that the fleet is made for: the headline of the latest year that has one."""
        years = sorted({series.last.year for series in self.inputs.series}, reverse=True)
        return next((found for year in years if (found := headline(self.inputs, year))), None)

    @cached_property
    def fleet(self) -> Fleet:
        """The ships of the port; of many, those seen most often are taken for all.

        Raises InputError when the counts on record contradict each other.
        """
        inputs = self.inputs
        often = sorted(inputs.fleet, key=lambda name: (-inputs.made.get(name, 0), name))[:MOST_SHIPS]
        members = [Member(name, inputs.sizes.ship(name).un_listed, inputs.made.get(name, 0)) for name in sorted(often)]
        counted = counted_of(inputs, self.main) if self.main else Counted(1, 1, 0, 0)
        try:
            return fleet(members, self.size, counted, inputs.parameters, inputs.seed, inputs.draws)
        except ValueError as error:
            raise InputError(f"data/call_counts.csv: {error}") from error

    def size(self, vessel_id: str | None, purpose: str) -> Draws:
        """Draws of one ship's deadweight in tonnes, the same in every result that rests on them."""
        if purpose in self.memory:
            return self.memory[purpose]
        drawn = self.inputs.sizes.draws(vessel_id, purpose, self.inputs.draws)
        if len(self.memory) < MOST_KEPT:
            self.memory[purpose] = drawn
        return drawn

    def caller(self, call: Call) -> Draws:
        """Deadweight in tonnes of the ship of one documented call; an unidentified one is a ship of the fleet."""
        if call.vessel_id:
            return self.size(call.vessel_id, call.vessel_id)
        if call.call_id in self.memory:
            return self.memory[call.call_id]
        drawn, _ = self.fleet.any_caller(call.call_id)
        if len(self.memory) < MOST_KEPT:
            self.memory[call.call_id] = drawn
        return drawn

    def callers(self, calls: Sequence[Call]) -> list[Draws]:
        """Deadweight in tonnes of the ship of each documented call."""
        return [self.caller(call) for call in calls]

    def inside(self, series: Series) -> list[Call]:
        """The documented calls of a series, never more than it counts."""
        return in_period(self.inputs.calls, series.first, series.last)[: series.calls]

    @cached_property
    def undocumented(self) -> list[Draws]:
        """Deadweight in tonnes of the callers that only a count knows, as many as any series needs.

        They are the same ships in every series, so that series differ by what they count.
        """
        most = max((series.calls - len(self.inside(series)) for series in self.inputs.series), default=0)
        inside = self.inside(self.main) if self.main else []
        taken = [self.fleet.any_caller(call.call_id)[1] for call in inside if not call.vessel_id]
        return self.fleet.callers(most, taken)

    def tonnes(self, series: Series) -> list[Draws]:
        """Deadweight in tonnes of each call of a series: its documented calls as they are, the rest from the fleet."""
        inside = self.inside(series)
        return [*self.callers(inside), *self.undocumented[: series.calls - len(inside)]]

    def barrels(self, series: Series, load: float | None = None) -> Draws:
        """Barrels of a series; with `load` as if all ships had been known to leave that full."""
        return total(
            self.barrels_per_deadweight_tonne if load is None else self.cargo.barrels_per_deadweight_tonne(load),
            self.tonnes(series),
        )

    def documented(self, calls: Sequence[Call]) -> Draws:
        """Barrels of documented calls; the calls of one ship are added at once."""
        tonnes = np.zeros(self.inputs.draws)
        times = Counter(call.vessel_id or call.call_id for call in calls)
        for call in calls:
            if often := times.pop(call.vessel_id or call.call_id, 0):
                tonnes += often * self.caller(call)
        return self.barrels_per_deadweight_tonne * tonnes

    @cached_property
    def start(self) -> dict[str, float]:
        """The values at which the plain arithmetic of the what-if query starts: the means of what is drawn."""
        given = self.inputs.parameters
        weights = {product: mean(given[f"product-{product}-share"]) for product in PRODUCTS}
        barrels = sum(weight * mean(given[f"barrels-per-tonne-{product}"]) for product, weight in weights.items())
        return {
            "start_load_share": round(mean(given["load-share"]), 2),
            "start_cargo_share": round(mean(given["cargo-share-of-deadweight"]), 2),
            "start_barrels_per_tonne": round(barrels / sum(weights.values()), 1),
        }


def counted_of(inputs: Inputs, series: Series) -> Counted:
    """What a series says of its calls, beside what is documented of them."""
    inside = in_period(inputs.calls, series.first, series.last)[: series.calls]
    identified = [call for call in inside if call.vessel_id]
    listed = sum(inputs.sizes.ship(call.vessel_id).un_listed for call in identified)
    return Counted(series.calls, series.calls - len(identified), max(series.listed - listed, 0), listed)
