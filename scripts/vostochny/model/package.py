"""The shape of schemas/datapackage.yaml, as the rest of the program reads it."""

from __future__ import annotations

from typing import TypedDict


class Licence(TypedDict):
    """A licence by its SPDX identifier, with its title and address."""

    name: str
    title: str
    path: str


class Contributor(TypedDict):
    """Who made or publishes the record; roles as Data Package 2.0 has them."""

    title: str
    roles: list[str]


class Coverage(TypedDict):
    """Years, places in words, and south, west, north and east in degrees."""

    temporal: str
    spatial: str
    box: list[float]


class Package(TypedDict):
    """The dataset as a whole.

    created: an ISO 8601 time in UTC
    as_of: the day to which the record is kept; no date in it lies later, unless it is announced
    tables, results: files of schemas/
    """

    name: str
    title: str
    description: str
    version: str
    created: str
    as_of: str
    keywords: list[str]
    licenses: list[Licence]
    contributors: list[Contributor]
    coverage: Coverage
    variables: list[str]
    technique: str
    tables: list[str]
    results: list[str]
