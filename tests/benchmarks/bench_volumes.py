"""How fast the volume model is, beside the plain cost of making the same random numbers.

Run `make bench-volumes`; `SHIPS=500 make bench-volumes` for a short run. Both sides run in one go, ship by ship in
turn, so that a machine that slows down slows both; what is counted is the time of the processor, one thread on both
sides. The model's side is the model's own code: the size of each ship of known tonnage is drawn from a stream of its
own, turned into barrels, and its 5, 50 and 95 per cent points are taken; all its calls are added to the total. The
floor makes the same numbers from the same streams and does nothing with them. Beside that the whole run over the record
is timed, with every result table, and again with its random numbers alone.

Measured in November 2026, in times the floor, 10,000 draws a ship: 0.34 to select the three points, which a sort takes
as well and one pass of numpy's for all three five times as long; 0.2 to cut off at the ends and draw again; 0.18 for
the fit's line, scatter and exponential; 0.09 for barrels and the sum. With the floor itself that is 1.9. A ratio of 1.3
would leave less than the points alone take.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from vostochny.database.model_results import inputs_of
from vostochny.model.project import Project, this_checkout
from vostochny.volumes import DEFAULT_DRAWS, DEFAULT_SEED, deadweight, fit, fleet, loadings, supply, unseen
from vostochny.volumes import barrels_per_deadweight as cargo_module
from vostochny.volumes.barrels_per_deadweight import cargo
from vostochny.volumes.compute import compute
from vostochny.volumes.deadweight import Ship, Sizes, sizes
from vostochny.volumes.draws import stream
from vostochny.volumes.inputs import Inputs
from vostochny.volumes.simulate import interval

CALLS_A_SHIP = 200
DRAWS = int(os.environ.get("DRAWS", "10000"))
Drawn = tuple[str, tuple[Any, ...], dict[str, Any]]


def many_ships(inputs: Inputs, ships: int) -> Sizes:
    """Six ships of known size, and many of which the tonnage alone is known."""
    spread = stream(1, "fleet").uniform(1000, 3000, ships)
    known = [Ship(f"known-{number}", 1.9 * tonnage**0.98 * (1 + 0.1 * (-1) ** number), tonnage)
             for number, tonnage in enumerate((800.0, 1200.0, 1800.0, 2500.0, 3500.0, 5000.0))]  # fmt: skip
    others = [Ship(f"ship-{number}", gross_tonnage=float(tonnage)) for number, tonnage in enumerate(spread)]
    return sizes([*known, *others], inputs.parameters, 1)


def by_ship(inputs: Inputs, ships: int) -> tuple[float, float, float]:
    """Seconds of the model, seconds of the floor, and the middle of the total in barrels."""
    known = many_ships(inputs, ships)
    known.shared(DRAWS)
    factor = cargo(inputs.parameters, 1, DRAWS).barrels_per_deadweight_tonne()
    tonnes = np.zeros(DRAWS)
    model = floor = 0.0
    for number in range(ships):
        start = time.process_time()
        one = known.draws(f"ship-{number}", f"ship-{number}", DRAWS)
        interval(factor * one)
        tonnes += CALLS_A_SHIP * one
        between = time.process_time()
        stream(1, f"deadweight/ship-{number}").standard_normal(DRAWS)
        model += between - start
        floor += time.process_time() - between
    start = time.process_time()
    barrels = interval(factor * tonnes).central
    return model + time.process_time() - start, floor, barrels


class Recorder:
    """A generator that writes down what is drawn from it."""

    def __init__(self, generator: np.random.Generator, drawn: list[Drawn]) -> None:
        self.generator, self.drawn = generator, drawn

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self.generator, name)

        def called(*arguments: Any, **named: Any) -> Any:
            self.drawn.append((name, arguments, named))
            return method(*arguments, **named)

        return called


def over_the_record(inputs: Inputs) -> tuple[float, float]:
    """Seconds of a whole run with all its results, and of its random numbers alone."""
    drawn: list[Drawn] = []

    def recorded(seed: int, purpose: str) -> Any:
        return Recorder(stream(seed, purpose), drawn)

    rooms = (cargo_module, deadweight, fit, fleet, loadings, supply, unseen)
    patches = [mock.patch.object(room, "stream", recorded) for room in rooms]
    for patch in patches:
        patch.start()
    compute(inputs)
    for patch in patches:
        patch.stop()
    inputs.sizes.memory.clear()
    start = time.process_time()
    compute(inputs)
    model = time.process_time() - start
    generator = stream(1, "floor")
    start = time.process_time()
    for name, arguments, named in drawn:
        getattr(generator, name)(*arguments, **named)
    return model, time.process_time() - start


def record(folder: Path) -> Inputs:
    """What the record gives the model."""
    checkout = this_checkout()
    database = folder / "vostochny.db"
    with sqlite3.connect(checkout.database) as source, sqlite3.connect(database) as copy:
        source.backup(copy)
    return inputs_of(Project(checkout.root).dataset, database, DEFAULT_SEED, DEFAULT_DRAWS)


def main() -> None:
    """Measure both, print what came out, and keep it."""
    ships = int(os.environ.get("SHIPS", "5000"))
    with tempfile.TemporaryDirectory() as folder:
        inputs = record(Path(folder))
    whole, numbers = over_the_record(inputs)
    model, floor, barrels = by_ship(inputs, ships)
    result = {
        "record_draws": DEFAULT_DRAWS,
        "record_seconds_with_all_results": round(whole, 2),
        "record_seconds_of_its_random_numbers": round(numbers, 2),
        "ships": ships,
        "calls": ships * CALLS_A_SHIP,
        "draws": DRAWS,
        "model_seconds": round(model, 2),
        "numpy_floor_seconds": round(floor, 2),
        "ratio_to_numpy_floor": round(model / floor, 2),
        "draws_per_second": round(ships * DRAWS / model),
        "numpy_draws_per_second": round(ships * DRAWS / floor),
        "peak_memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "total_barrels_central": round(barrels),
    }
    path = this_checkout().build / "bench-volumes.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
