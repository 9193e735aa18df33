"""The documented calls in one file, one row a call: ship, IMO number, listing on the day, grade, modelled barrels."""

from __future__ import annotations

from pathlib import Path

from vostochny.model.schema import Dataset
from vostochny.release.formats.view_file import write_view
from vostochny.release.product import Product, Release

VIEW = "calls"


def products(_dataset: Dataset) -> list[Product]:
    """One CSV file."""
    purpose = (
        "For a spreadsheet or a story: one row a documented call, with the ship's name and IMO number, whether the UN "
        "listed it on the day, the grade of the evidence, and the barrels that the model gives if it loaded."
    )
    return [Product(f"{VIEW}.csv", "Calls with ships", purpose, "text/csv; charset=utf-8", "special", write)]


def write(release: Release, path: Path) -> None:
    """Write the view of that name, whose columns schemas/views/ describes, with the page of each call at the end."""
    write_view(release, path, VIEW, "calls", "call_id")
