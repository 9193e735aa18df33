"""One FollowTheMoney entity, and how a row becomes its properties."""

from __future__ import annotations

from json.encoder import encode_basestring as encoded

from vostochny.release.product import Release

DATASET = "vostochny_ledger"
Entity = str


def entity(identifier: str, schema: str, **properties: object) -> Entity:
    """One entity as a line of JSON; a property that is None or empty is left out, every value is text, in a list.

    It is written out here and not handed to the encoder as nested dictionaries, which takes more than twice as long.
    """
    parts = [
        f'"{name}": [{", ".join(map(encoded, given)) if isinstance(given, list) else encoded(str(given))}]'
        for name, given in properties.items()
        if given is not None and given not in ("", [])
    ]
    head = f'"id": {encoded(reference(identifier))}, "schema": "{schema}"'
    return f'{{{head}, "properties": {{{", ".join(parts)}}}, "datasets": ["{DATASET}"]}}\n'


def reference(identifier: str) -> str:
    """How a property names another entity."""
    return f"vl-{identifier}"


def listed(text: str | None) -> list[str]:
    """What a statement joined by line ends."""
    return text.split("\n") if text else []


def label(release: Release, table: str, column: str, value: object) -> str:
    """What a coded value means."""
    return release.dataset.tables[table].by_name[column].categories.get(str(value), str(value)) if value else ""
