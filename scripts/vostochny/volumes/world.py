"""Everything that one run draws, made once: ships, cargoes, and who made which call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from vostochny.volumes.cargo import Cargo, cargo
from vostochny.volumes.draws import Draws
from vostochny.volumes.fleet import Counted, Counts, Fleet, Member, fleet
from vostochny.volumes.inputs import Call, InputError, Inputs, Series, headline, in_period
from vostochny.volumes.simulate import total


@dataclass
class World:
    """The draws of a run over its inputs; what is asked for twice is the same array."""

    inputs: Inputs
    memory: dict[str, Draws] = field(default_factory=dict)
    groups: dict[str, Counts] = field(default_factory=dict)

    @cached_property
    def cargo(self) -> Cargo:
        """How full the ships were, and of what. Raises InputError when a share leaves the range from 0 to 1."""
        try:
            return cargo(self.inputs.parameters, self.inputs.seed, self.inputs.draws)
        except ValueError as error:
            raise InputError(f"data/model_parameters.csv: {error}") from error

    @cached_property
    def factor(self) -> Draws:
        """Barrels for every tonne of deadweight."""
        return self.cargo.factor()

    @cached_property
    def main(self) -> Series | None:
        """The series that the fleet is made for: the headline of the latest year that has one."""
        years = sorted({series.last.year for series in self.inputs.series}, reverse=True)
        return next((found for year in years if (found := headline(self.inputs, year))), None)

    @cached_property
    def fleet(self) -> Fleet:
        """The ships of the port. Raises InputError when the counts on record contradict each other."""
        inputs = self.inputs
        made: dict[str, int] = {}
        for call in inputs.calls:
            if call.vessel_id:
                made[call.vessel_id] = made.get(call.vessel_id, 0) + 1
        members = [Member(name, inputs.sizes.ship(name).un_listed, made.get(name, 0)) for name in inputs.fleet]
        counted = counted_of(inputs, self.main) if self.main else Counted(1, 1, 0, 0)
        try:
            return fleet(members, self.size, counted, inputs.parameters, inputs.seed, inputs.draws)
        except ValueError as error:
            raise InputError(f"data/call_counts.csv: {error}") from error

    def size(self, vessel_id: str | None, purpose: str) -> Draws:
        """Draws of one ship's deadweight in tonnes, made once a run however many results rest on them."""
        if purpose not in self.memory:
            self.memory[purpose] = self.inputs.sizes.draws(vessel_id, purpose, self.inputs.draws)
        return self.memory[purpose]

    def caller(self, call: Call) -> Draws:
        """Deadweight in tonnes of the ship of one documented call; an unidentified one is a ship of the fleet."""
        if call.vessel_id:
            return self.size(call.vessel_id, call.vessel_id)
        if call.call_id not in self.memory:
            self.memory[call.call_id], self.groups[call.call_id] = self.fleet.any_caller(call.call_id)
        return self.memory[call.call_id]

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
        self.callers(inside)
        taken = [self.groups[call.call_id] for call in inside if call.call_id in self.groups]
        return self.fleet.callers(most, taken)

    def tonnes(self, series: Series) -> list[Draws]:
        """Deadweight in tonnes of each call of a series: its documented calls as they are, the rest from the fleet."""
        inside = self.inside(series)
        return [*self.callers(inside), *self.undocumented[: series.calls - len(inside)]]

    def barrels(self, series: Series, load: float | None = None) -> Draws:
        """Barrels of a series; with `load` as if all ships had been known to leave that full."""
        return total(self.factor if load is None else self.cargo.factor(load), self.tonnes(series))

    def documented(self, calls: Sequence[Call]) -> Draws:
        """Barrels of documented calls."""
        return total(self.factor, self.callers(calls))

    @cached_property
    def start(self) -> dict[str, float]:
        """The values at which the plain arithmetic of the what-if query starts: the middles of what was drawn."""
        return {
            "start_load_share": round(float(np.median(self.cargo.load)), 2),
            "start_cargo_share": round(float(np.median(self.cargo.cargo_share)), 2),
            "start_barrels_per_tonne": round(float(np.median(self.cargo.per_tonne)), 1),
        }


def counted_of(inputs: Inputs, series: Series) -> Counted:
    """What a series says of its calls, beside what is documented of them."""
    inside = in_period(inputs.calls, series.first, series.last)[: series.calls]
    identified = [call for call in inside if call.vessel_id]
    listed = sum(inputs.sizes.ship(call.vessel_id).un_listed for call in identified)
    return Counted(series.calls, series.calls - len(identified), max(series.listed - listed, 0), listed)
