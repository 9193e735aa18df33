"""Keeps what was measured in the small committed files from which the maintainers' page draws its tables and chart."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def keep(path: Path, result: dict[str, Any], *same: str) -> None:
    """Put a result, with the day, in the place of the one that agrees with it in `same`, or add it; sorted by these."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    others = [item for item in kept if any(item[key] != result[key] for key in same)]
    dated = {**result, "measured_on": datetime.now(tz=UTC).date().isoformat()}
    results = sorted([*others, dated], key=lambda item: [item[key] for key in same])
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
