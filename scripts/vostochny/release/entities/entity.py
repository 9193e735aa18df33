"""One FollowTheMoney entity, and how a row becomes its properties."""

from __future__ import annotations

from typing import Any

from vostochny.release.product import Release

DATASET = "vostochny_ledger"
Entity = dict[str, Any]


def entity(identifier: str, schema: str, **properties: Any) -> Entity:
    """One entity; a property that is None or empty is left out, and every value is text, in a list."""
    kept = {
        name: given if isinstance(given, list) else [str(given)]
        for name, given in properties.items()
        if given is not None and given not in ("", [])
    }
    return {"id": f"vl-{identifier}", "schema": schema, "properties": kept, "datasets": [DATASET]}


def reference(identifier: str) -> str:
    """How a property names another entity."""
    return f"vl-{identifier}"


def listed(text: str | None) -> list[str]:
    """What a statement joined by line ends."""
    return text.split("\n") if text else []


def label(release: Release, table: str, column: str, value: Any) -> str:
    """What a coded value means."""
    return release.dataset.tables[table].by_name[column].categories.get(str(value), str(value)) if value else ""
