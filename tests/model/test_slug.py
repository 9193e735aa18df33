"""Slugs are made in one place, and every identifier and anchor that was published before is the same."""

from __future__ import annotations

import re
import unicodedata

import pytest

from vostochny.contribute.identifiers import MADE_OF
from vostochny.model.project import Project
from vostochny.model.slug import slug
from vostochny.release.formats.followthemoney.relations import ROLES
from vostochny.tables.csv_reader import read_raw


def records(checkout: Project, name: str) -> list[dict[str, str]]:
    path = checkout.csv_path(name)
    return read_raw(checkout.dataset.tables[name], path, path.name).records()


# How the three places made slugs until they were one.
def of_new_rows(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def of_companies(name: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


def of_kinds(kind: str) -> str:
    return kind.replace("_", "-")


def test_every_identifier_on_record_is_its_own_slug(checkout: Project) -> None:
    keys = [
        row[table.primary_key[0]]
        for table in checkout.dataset.tables.values()
        if len(table.primary_key) == 1 and table.name not in {"ports", "releases"}
        for row in records(checkout, table.name)
    ]
    assert len(keys) > 1000
    assert [key for key in keys if slug(key) != key] == []


@pytest.mark.parametrize("name", MADE_OF)
def test_identifiers_are_made_of_the_cells_on_record_as_before(name: str, checkout: Project) -> None:
    cells = [row[column] for row in records(checkout, name) for column in MADE_OF[name] if row[column].isascii()]
    assert cells
    assert [cell for cell in cells if slug(cell) != of_new_rows(cell)] == []


def test_the_identifiers_of_organisations_are_as_before(checkout: Project) -> None:
    names = {row["value"] for row in records(checkout, "vessel_particulars") if row["attribute"] in ROLES}
    assert names
    assert [name for name in names if slug(name) != of_companies(name)] == []


def test_the_anchors_of_kinds_of_sources_are_as_before(checkout: Project) -> None:
    kinds = checkout.dataset.tables["sources"].by_name["kind"].categories
    assert [kind for kind in kinds if slug(kind) != of_kinds(kind)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kum Jin Gang 3", "kum-jin-gang-3"),
        ("1,000 t", "1-000-t"),
        ("유정2호", "yujeong2ho"),
        ("O'Neill & Söhne", "o-neill-sohne"),
        ("—", ""),
    ],
)
def test_other_texts_become_ascii_words(text: str, expected: str) -> None:
    assert slug(text) == expected
