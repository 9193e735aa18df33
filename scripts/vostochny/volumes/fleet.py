"""The ships behind the calls for which no source names a ship: known callers and unnamed ships.

A ship's size is drawn once and kept over all its calls. Counts on record are honoured in every simulation: never fewer
calls by ships on the UN list than were counted, and never fewer ships than were reported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vostochny.volumes.draws import Draws, Parameter, draw, share, stream, whole

Counts = NDArray[np.int64]
LISTED, UNNAMED, OTHER = range(3)


@dataclass(frozen=True)
class Member:
    """A named ship of the fleet: whether the UN lists it, and how many calls are documented of it."""

    vessel_id: str
    un_listed: bool
    calls: int


@dataclass(frozen=True)
class Counted:
    """What a counted series says of its calls.

    calls: all of them
    unidentified: those of which no source names the ship
    listed: at least so many of the unidentified ones were by ships on the UN list
    identified_listed: calls by named ships on the UN list
    """

    calls: int
    unidentified: int
    listed: int
    identified_listed: int


@dataclass(frozen=True)
class Fleet:
    """Sizes of the ships in tonnes, where each one's share of its group ends, and how many calls each group made.

    sizes, ends: shape (ships, draws); group 0 fills the span from 0 to 1, group 1 that from 1 to 2, and so on
    quota: calls of the groups, shape (3, draws)
    """

    sizes: Draws
    ends: Draws
    quota: Counts
    seed: int

    def any_caller(self, purpose: str) -> tuple[Draws, Counts]:
        """Deadweight and group of one unidentified caller, apart from all others."""
        generator = stream(self.seed, f"caller/{purpose}")
        groups = self.group(self.quota, generator)
        return self.tonnes(groups, generator), groups

    def callers(self, number: int, taken: Sequence[Counts]) -> list[Draws]:
        """Deadweight of the next callers, one after the other, until the quota that `taken` leaves is used up.

        Calls beyond the quota, of a series that counts more, are shared among the groups as the quota is.
        """
        left = self.quota.copy()
        for groups in taken:
            take(left, groups)
        found = []
        for position in range(number):
            generator = stream(self.seed, f"caller/{position}")
            empty = left.sum(axis=0) == 0
            groups = self.group(np.where(empty, self.quota, left), generator)
            take(left, np.where(empty, -1, groups))
            found.append(self.tonnes(groups, generator))
        return found

    def group(self, left: Counts, generator: np.random.Generator) -> Counts:
        """One group per simulation, with a probability proportional to its remaining calls."""
        point = generator.random(left.shape[1]) * left.sum(axis=0)
        groups: Counts = (point >= left[0]).astype(np.int64) + (point >= left[0] + left[1])
        return groups

    def tonnes(self, groups: Counts, generator: np.random.Generator) -> Draws:
        """Deadweight in tonnes of one ship of each simulation's group."""
        count = len(groups)
        point = groups + generator.random(count)
        chosen = np.zeros(count, dtype=np.int64)
        for end in self.ends[:-1]:
            chosen += end < point
        return self.sizes.ravel().take(chosen * count + np.arange(count))

    def moments(self) -> tuple[Draws, Draws]:
        """Mean and standard deviation, in tonnes, of the size of an unidentified caller in each simulation."""
        share_of = self.quota / np.maximum(self.quota.sum(axis=0), 1)
        groups = np.clip(np.ceil(self.ends - 1e-9).astype(np.int64) - 1, LISTED, OTHER)
        starts = np.maximum(np.vstack([np.zeros(self.ends.shape[1]), self.ends[:-1]]), groups)
        weights = np.maximum(self.ends - starts, 0) * np.take_along_axis(share_of, groups, axis=0)
        weights /= weights.sum(axis=0)
        mean = (weights * self.sizes).sum(axis=0)
        return mean, np.sqrt((weights * (self.sizes - mean) ** 2).sum(axis=0))


def take(left: Counts, groups: Counts) -> None:
    """Removes one call of the given group from the remaining ones, if there is one."""
    for group in range(len(left)):
        left[group] -= (groups == group) & (left[group] > 0)


def fleet(
    members: Sequence[Member],
    size: Callable[[str | None, str], Draws],
    counted: Counted,
    parameters: Mapping[str, Parameter],
    seed: int,
    count: int,
) -> Fleet:
    """The fleet of a counted series.

    size: deadweight in tonnes of a ship (None for an unnamed one) for a purpose
    How often each ship of a group called is drawn with a Dirichlet distribution: once for every ship, and once more for
    each of its documented calls. Raises ValueError when the counts cannot all hold.
    """
    groups = [
        [member for member in members if member.un_listed],
        [],
        [member for member in members if not member.un_listed],
    ]
    drawn = draw(parameters["fleet-ships"], stream(seed, "shared/fleet-ships"), count)
    ships = whole(drawn, stream(seed, "shared/fleet-ships/whole"))
    unnamed = np.maximum(ships - len(members), 1)
    sizes, ends = [], []
    for position, group in enumerate(groups):
        rates = []
        for member in group:
            sizes.append(size(member.vessel_id, member.vessel_id))
            rates.append(stream(seed, f"rate/{member.vessel_id}").standard_gamma(1 + member.calls, count))
        if position == UNNAMED:
            for number in range(int(unnamed.max())):
                sizes.append(size(None, f"unnamed/{number}"))
                rate = stream(seed, f"rate/unnamed/{number}").standard_exponential(count)
                rates.append(np.where(number < unnamed, rate, 0.0))
        if rates:
            ends.append(position + np.cumsum(rates, axis=0) / np.sum(rates, axis=0))
    present = tuple(bool(group) for group in groups)
    return Fleet(np.array(sizes), np.vstack(ends), quota(counted, present, parameters, seed, count), seed)


def quota(
    counted: Counted, present: tuple[bool, ...], parameters: Mapping[str, Parameter], seed: int, count: int
) -> Counts:
    """How many of the unidentified calls each group made, shape (3, draws).

    Raises ValueError when more calls by listed ships were counted than there are calls or listed ships to make them.
    """
    if counted.listed > counted.unidentified or (counted.listed > 0 and not present[LISTED]):
        raise ValueError(f"{counted.listed} of {counted.unidentified} unidentified calls cannot be by listed ships")
    unseen = share(parameters["unseen-share"], stream(seed, "shared/unseen-share"), count)
    unnamed = whole(unseen * counted.unidentified, stream(seed, "shared/unseen-share/whole"))
    unnamed = np.minimum(unnamed, counted.unidentified - counted.listed)
    listed_share = share(parameters["listed-share"], stream(seed, "shared/listed-share"), count)
    listed = whole(listed_share * counted.calls, stream(seed, "shared/listed-share/whole")) - counted.identified_listed
    listed = np.clip(listed, counted.listed, counted.unidentified - unnamed)
    other = counted.unidentified - unnamed - listed
    if not present[LISTED]:
        other, listed = other + listed, np.zeros_like(listed)
    if not present[OTHER]:
        unnamed, other = unnamed + other, np.zeros_like(other)
    return np.array([listed, unnamed, other])
