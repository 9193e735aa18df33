"""Invented worlds in which the truth is known, made call by call and apart from the model's code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from tests.volumes.invented import inputs

from vostochny.volumes.deadweight import Ship
from vostochny.volumes.draws import Parameter
from vostochny.volumes.inputs import Call, Inputs, Series

FIRST, LAST = date(2024, 3, 1), date(2024, 11, 5)
NAMED = ("listed-1", "listed-2", "listed-3", "plain-1", "plain-2")
CEILING = 500_000.0
FIT = (700.0, 1000.0, 1500.0, 2100.0, 2800.0, 4000.0)


@dataclass(frozen=True)
class Truth:
    """What the model has to find: barrels counted, the day on which the ceiling is passed, and all calls there were."""

    barrels: float
    passed: date | None
    calls: int


def one(parameter: Parameter, generator: np.random.Generator) -> float:
    """One value of a parameter."""
    low, central, high = parameter.low, parameter.central, parameter.high
    if parameter.distribution == "fixed":
        return central
    if parameter.distribution == "triangular":
        return float(generator.triangular(low, central, high))
    if parameter.distribution == "normal":
        return float(generator.normal(central, (high - low) / 3.29))
    span = high - low
    return low + span * float(generator.beta(1 + 4 * (central - low) / span, 1 + 4 * (high - central) / span))


def invent(number: int, given: dict[str, Parameter], days_seen: float, draws: int) -> tuple[Inputs, Truth]:
    """One world: the record that it leaves, as inputs of the model, and its truth."""
    generator = np.random.default_rng(number)
    p = {name: one(parameter, generator) for name, parameter in given.items()}
    ships, sizes = fleet_of(generator, p, given)
    barrels = per_tonne_of_deadweight(generator, p)
    counted, hidden = int(generator.integers(30, 50)), 0
    made: list[tuple[date, float, str | None]] = []
    caller = Callers(generator, p, sizes, counted, given)
    for position in range(counted):
        day = FIRST + timedelta(days=int(generator.integers((LAST - FIRST).days + 1)))
        made.append((day, *caller.next(position)))
    # Every counted call was seen; each that is seen stands for those that were missed on the way to it.
    for _ in range(counted):
        while not is_seen(generator, p, days_seen):
            hidden += 1
    calls = documented(made)
    total, passed = 0.0, None
    for day, tonnes, _ in sorted(made, key=lambda item: item[0]):
        total += barrels * tonnes
        if passed is None and total > CEILING:
            passed = day
    listed = sum(name is not None and name.startswith("listed") for _, _, name in made)
    series = Series("count-x", counted, FIRST, LAST, listed=min(listed, caller.least))
    record = inputs(calls, [series], given, ships, NAMED, seed=number + 1, draws=draws)
    return record, Truth(total, passed, counted + hidden)


def fleet_of(
    generator: np.random.Generator, p: dict[str, float], given: dict[str, Parameter]
) -> tuple[list[Ship], dict[str, float]]:
    """Ships of the register with a law of their own, and the named ships: what is known of them, and what is true."""
    level, slope, scatter = generator.normal(0.7, 0.3), generator.normal(0.97, 0.02), generator.uniform(0.05, 0.2)

    def true(tonnage: float) -> float:
        return float(np.exp(level + slope * np.log(tonnage) + scatter * generator.standard_normal()))

    ships = [Ship(f"register-{tonnage:.0f}", true(tonnage), tonnage) for tonnage in FIT]
    sizes: dict[str, float] = {}
    for name in NAMED:
        listed = name.startswith("listed")
        tonnage = float(generator.uniform(900, 2600))
        if name.endswith("1"):
            sizes[name] = true(tonnage)
            known = Ship(name, gross_tonnage=tonnage, un_listed=listed)
        elif name.endswith("2"):
            gross = generator.random() < p["unknown-tonnage-is-gross"]
            printed = tonnage if gross else 2 * tonnage
            sizes[name] = true(printed) if gross else printed * one(given["register-error"], generator)
            known = Ship(name, unknown_tonnage=printed, un_listed=listed)
        else:
            stated = 2 * tonnage
            sizes[name] = stated * one(given["register-error"], generator)
            known = Ship(name, dwt_tonnes=stated, un_listed=listed)
        ships.append(known)
    return ships, sizes


def per_tonne_of_deadweight(generator: np.random.Generator, p: dict[str, float]) -> float:
    """Barrels for every tonne of deadweight in this world."""
    load, share = p["load-share"], p["cargo-share-of-deadweight"]
    of_deadweight = generator.random() < p["load-is-of-deadweight"]
    tonnes = min(load, share) if of_deadweight else load * share
    names = ("gasoil", "gasoline", "fuel-oil")
    weights = [p[f"product-{name}-share"] for name in names]
    mix = sum(w * p[f"barrels-per-tonne-{name}"] for w, name in zip(weights, names, strict=True)) / sum(weights)
    return min(tonnes * mix, p["tank-volume"] * p["tank-fill-limit"] * 6.2898)


class Callers:
    """Who makes the calls of a world: groups in their proportions, and within a group ships at their own rates."""

    def __init__(
        self,
        generator: np.random.Generator,
        p: dict[str, float],
        sizes: dict[str, float],
        counted: int,
        given: dict[str, Parameter],
    ) -> None:
        self.generator, self.sizes = generator, dict(sizes)
        self.least = int(0.512 * counted)
        unnamed = round(p["unseen-share"] * counted)
        listed = min(max(round(p["listed-share"] * counted), self.least), counted - unnamed)
        groups = ["listed"] * listed + ["unnamed"] * unnamed + ["plain"] * (counted - listed - unnamed)
        self.order = [groups[position] for position in generator.permutation(counted)]
        for number in range(max(round(p["fleet-ships"]) - len(sizes), 1)):
            self.sizes[f"unnamed-{number}"] = one(given["caller-deadweight"], generator)
        self.rates = {name: float(generator.standard_exponential()) for name in self.sizes}

    def next(self, position: int) -> tuple[float, str | None]:
        """Deadweight of the ship of one call, and its name where somebody could name it."""
        members = [name for name in self.sizes if name.startswith(self.order[position])]
        weights = np.array([self.rates[name] for name in members])
        name = members[int(self.generator.choice(len(members), p=weights / weights.sum()))]
        return self.sizes[name], None if name.startswith("unnamed") else name


def documented(made: list[tuple[date, float, str | None]]) -> list[Call]:
    """The first calls by named ships, which somebody published with ship and day."""
    named = [(day, name) for day, _, name in made if name][:6]
    return [Call(f"call-{number:03}", name, day, day) for number, (day, name) in enumerate(named)]


def is_seen(generator: np.random.Generator, p: dict[str, float], days_seen: float) -> bool:
    """Whether one call is seen, its days gone through one by one under cloud that lasts."""
    hidden = generator.random() >= days_seen
    if not hidden:
        return True
    stay = p["stay-days"] - 1
    whole, rest = int(stay), stay - int(stay)
    again = 1 - days_seen + p["cloud-persistence"] * days_seen
    for _ in range(whole):
        if generator.random() >= again:
            return True
    return bool(generator.random() >= again**rest)
