"""What Great Expectations imports and the rules do not need is not loaded, and is there for whoever asks."""

from __future__ import annotations

import subprocess
import sys

LOAD = """
import sys
from vostochny.checks.lazy_imports import postpone
postpone("scipy", "scipy.stats", "altair")
import great_expectations
print(sorted({name.split(".")[0] for name in sys.modules if name.startswith(("scipy.", "altair."))}))
from scipy import stats
print(round(float(stats.entropy([0.5, 0.5])), 3), "scipy.linalg" in sys.modules)
import altair
print(callable(altair.Chart), isinstance(sys.modules["scipy"], type(sys)))
"""


def test_a_postponed_package_is_loaded_when_it_is_used_and_not_before() -> None:
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == ["['scipy']", "0.693 True", "True True"]
