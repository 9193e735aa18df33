"""Where things stand: the publication in public, and the outlines of land in the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# What scripts/shapes.sh fetches; a machine without a network for it has no such file.
LAND = Path(sys.prefix) / "shapes" / "node_modules" / "world-atlas" / "countries-50m.json"
# mkdocs.yml has the same default; whoever publishes sets SITE_URL for both.
LOCAL = "http://127.0.0.1:8001/"


def site_address() -> str:
    """The address of the first page, with a slash at its end."""
    return os.environ.get("SITE_URL", LOCAL).rstrip("/") + "/"
