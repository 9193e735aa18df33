"""How the time of `vostochny check` and `build` grows with the number of calls, beside the ways of bench_scale.

Run `make bench-growth`; `CALLS="10000 100000"` names the sizes, `ROUNDS` how often each is measured. What is measured
for a size takes the place of what stood for it in site/measured/growth.json, which is committed, so that sizes can be
measured one by one on a quiet machine. Frictionless and sqlite-utils are left out above `OTHERS_AT_MOST` calls.
"""

from __future__ import annotations

import json
import os

from tests.benchmarks.bench_scale import measure
from tests.benchmarks.measured import keep

from vostochny.model.project import this_checkout


def main() -> None:
    """Measure each size, print it and keep it."""
    path = this_checkout().root / "site" / "measured" / "growth.json"
    most = int(os.environ.get("OTHERS_AT_MOST", "1000000"))
    for size in os.environ.get("CALLS", "10000 100000 1000000 10000000").split():
        calls = int(size)
        result = measure(calls, int(os.environ.get("ROUNDS", "3")), others=calls <= most)
        keep(path, result, "calls")
        print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
