"""How fast the volume model is on many calls, beside the plain cost of making the same random numbers.

Run `make bench-volumes`; `CALLS=20000 make bench-volumes` for a short run. Both sides run in one go, call by call in
turn, so that a machine that slows down slows both. The model's side is the model's own code: each call is by a ship
of known tonnage, whose deadweight is drawn from a stream of its own; the 5, 50 and 95 per cent points of the call are
taken and its tonnes added to the total. The floor makes as many draws of the same distribution and does nothing with
them.
"""

from __future__ import annotations

import json
import os
import resource
import time

import numpy as np

from vostochny.model.project import this_checkout
from vostochny.volumes import DEFAULT_DRAWS
from vostochny.volumes.deadweight import Ship, Sizes, sizes
from vostochny.volumes.draws import Parameter, stream
from vostochny.volumes.simulate import SHARED, interval, shared_factor

SHIPS = 5000
SHARES = {
    "cargo-share-of-deadweight": (0.9, 0.95, 0.98, "triangular"),
    "load-share": (0.6, 0.9, 1.0, "pert"),
    "barrels-per-tonne": (7.46, 7.98, 8.5, "triangular"),
}


def fleet() -> Sizes:
    """Six ships of known size, and many of which the tonnage alone is known."""
    spread = stream(1, "fleet").uniform(500, 3000, SHIPS)
    known = [Ship(f"known-{number}", 1.9 * tonnage**0.98 * (1 + 0.1 * (-1) ** number), tonnage)
             for number, tonnage in enumerate((800.0, 1200.0, 1800.0, 2500.0, 3500.0, 5000.0))]  # fmt: skip
    others = [Ship(f"ship-{number}", None, float(tonnage)) for number, tonnage in enumerate(spread)]
    unseen = Parameter("unseen-share", 0.2, 0.33, 0.5, "triangular")
    size = Parameter("caller-deadweight", 500, 3000, 9000, "triangular")
    return sizes([*known, *others], [ship.vessel_id for ship in known], unseen, size, 1)


def measure(calls: int) -> tuple[float, float, float]:
    """Seconds of the model, seconds of the floor, and the middle of the total in barrels."""
    known = fleet()
    shared = shared_factor({name: Parameter(name, *SHARES[name]) for name in SHARED}, 1, DEFAULT_DRAWS)
    tonnes = np.zeros(DEFAULT_DRAWS)
    generator = stream(1, "floor")
    model = floor = 0.0
    for number in range(calls):
        start = time.perf_counter()
        one = known.draws(f"ship-{number % SHIPS}", f"call-{number}", DEFAULT_DRAWS)
        interval(shared * one)
        tonnes += one
        between = time.perf_counter()
        known.fitted.standard_errors(generator, DEFAULT_DRAWS)
        model += between - start
        floor += time.perf_counter() - between
    start = time.perf_counter()
    barrels = interval(shared * tonnes).central
    return model + time.perf_counter() - start, floor, barrels


def main() -> None:
    """Measure both sides, print what came out, and keep it."""
    calls = int(os.environ.get("CALLS", "1000000"))
    model, floor, barrels = measure(calls)
    result = {
        "calls": calls,
        "draws": DEFAULT_DRAWS,
        "model_seconds": round(model, 2),
        "numpy_floor_seconds": round(floor, 2),
        "ratio_to_numpy_floor": round(model / floor, 2),
        "draws_per_second": round(calls * DEFAULT_DRAWS / model),
        "numpy_draws_per_second": round(calls * DEFAULT_DRAWS / floor),
        "peak_memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "total_barrels_central": round(barrels),
    }
    path = this_checkout().build / "bench-volumes.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
