"""What each change of the method did to the headline: the model run again with the values before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vostochny.volumes.draws import Parameter
from vostochny.volumes.inputs import Inputs
from vostochny.volumes.simulate import Interval, interval
from vostochny.volumes.world import World


def values(text: str) -> dict[str, Parameter]:
    """Parameters out of `name=low/central/high/distribution`, separated by semicolons.

    Raises ValueError when the text has another form.
    """
    found = {}
    for part in filter(None, text.split(";")):
        name, _, numbers = part.partition("=")
        low, central, high, distribution = numbers.split("/")
        found[name] = Parameter(name, float(low), float(central), float(high), distribution)
    return found


def with_values(inputs: Inputs, changed: Mapping[str, Parameter]) -> Inputs:
    """The same inputs with other parameters, also where the sizes of ships use them.

    Raises ValueError for a parameter that the model does not have.
    """
    if unknown := sorted(set(changed) - set(inputs.parameters)):
        raise ValueError(f"{unknown[0]} is no parameter of the model")
    given = {**inputs.parameters, **changed}
    sizes = replace(
        inputs.sizes,
        prior=given["caller-deadweight"],
        gross_reading=given["unknown-tonnage-is-gross"],
        register_error=given["register-error"],
        fullest=given["cargo-share-of-deadweight"].high,
        memory={},
    )
    return replace(inputs, parameters=given, sizes=sizes)


def headlines(inputs: Inputs, before_values: Sequence[str]) -> list[Interval]:
    """Points of the headline after each change, the changes made one after the other.

    before_values: for each change the values that undo it, in the order of the changes
    """
    found = []
    for number in range(len(before_values)):
        undone: dict[str, Parameter] = {}
        for text in before_values[number + 1 :]:
            undone |= values(text)
        world = World(with_values(inputs, undone))
        found.append(interval(world.barrels(world.main)) if world.main else Interval(0, 0, 0))
    return found
