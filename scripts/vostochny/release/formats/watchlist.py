"""The watchlist: one row a vessel with all its names, who listed it and when, and its calls, for screening."""

from __future__ import annotations

from pathlib import Path

from vostochny.model.schema import Dataset
from vostochny.release.formats.view_file import write_view
from vostochny.release.product import Product, Release

VIEW = "watchlist"


def products(_dataset: Dataset) -> list[Product]:
    """One CSV file."""
    purpose = (
        "For screening: one row a vessel with its names, IMO number, who listed it since when, and its calls. "
        "Being in it is not being listed; the column standing tells."
    )
    return [Product(f"{VIEW}.csv", "Watchlist", purpose, "text/csv; charset=utf-8", "special", write)]


def write(release: Release, path: Path) -> None:
    """Write the view of that name, whose columns schemas/views/ describes, with the page of each vessel at the end."""
    write_view(release, path, VIEW, "vessels", "vessel_id")
