"""FollowTheMoney: the record as vessels, sanctions, organisations, documents, events and the links between them.

The vocabulary is that of https://followthemoney.tech, which Aleph, OpenSanctions and other tools of investigators load.
Each line is one entity. An entity's identifier is that of its row in this record, so that it stays the same.
"""

from __future__ import annotations

from pathlib import Path

from vostochny.model.schema import Dataset
from vostochny.release.formats.followthemoney import happenings, organisations, relations, things
from vostochny.release.product import Product, Release

NAME = "entities.ftm.jsonl"
PARTS = (
    things.documents,
    things.authorities,
    things.vessels,
    organisations.organisations,
    happenings.sanctions,
    organisations.listings,
    organisations.ties,
    relations.companies,
    organisations.positions,
    happenings.calls,
    happenings.events,
    relations.backing,
)


def products(_dataset: Dataset) -> list[Product]:
    """One file of all entities."""
    purpose = "For investigators' tools such as Aleph: vessels, sanctions, organisations, events, documents and links."
    return [Product(NAME, "FollowTheMoney entities", purpose, "application/x-ndjson; charset=utf-8", "special", write)]


def write(release: Release, path: Path) -> None:
    """Write all entities, one a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for part in PARTS:
            file.writelines(part(release))
