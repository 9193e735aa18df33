"""Where the outlines of land lie in the environment."""

from __future__ import annotations

import sys
from pathlib import Path

# What scripts/shapes.sh fetches; a machine without a network for it has no such file.
LAND = Path(sys.prefix) / "shapes" / "node_modules" / "world-atlas" / "countries-50m.json"
