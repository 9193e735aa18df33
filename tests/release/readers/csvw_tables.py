"""Reads the CSV files through their CSVW description with the library csvw and prints what it finds, as JSON.

Runs in an environment of its own (scripts/vocabularies.sh): `python csvw_tables.py FILE`.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path

from csvw import TableGroup


def main(path: Path) -> None:
    """Print the number of rows of each table, and every cell, key or link that does not fit the description."""
    faults: list[str] = []
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        group = TableGroup.from_file(path)
        counted = {table.local_name: len(list(table.iterdicts(strict=True))) for table in group.tables}
        group.check_referential_integrity(log=None)
        faults += [str(item.message) for item in told]
    print(json.dumps({"rows": counted, "faults": faults}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
