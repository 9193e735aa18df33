"""What schemas/agreements.yaml says that rows have in common: names in use, and columns that go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vostochny.model.errors import SchemaError
from vostochny.model.schema import Dataset
from vostochny.model.sqlfile import checked_keys
from vostochny.model.yaml_file import read_yaml

# What only says which texts must be whole, and may be left out.
WHOLE = {"whole", "whole_words"}


@dataclass(frozen=True)
class Vocabulary:
    """The names that some columns may hold, each in one spelling.

    columns: (table, column) of each
    """

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    values: frozenset[str]


@dataclass(frozen=True)
class Agreement:
    """Rows of a table that are alike in some columns, none of them empty, have the same cell in one further column.

    at: the column that a finding names
    because: why that is so, as a sentence
    words: how many words the first of the columns `alike` must have for the rows to be compared; a short text may be
        the same in rows that have nothing else in common
    exceptions: key of a row, its columns joined by ``|`` -> why the row differs and is valid
    """

    table: str
    alike: tuple[str, ...]
    agree: str
    at: str
    because: str
    words: int = 0
    exceptions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Needed:
    """A column that is filled in every row in which other columns hold certain things.

    where: column -> its values, of which one must be there; ``*`` is any, and ``~words`` a text that contains them
    because: why that is so, as a sentence
    exceptions: key of a row, its columns joined by ``|`` -> why it may be empty there
    """

    table: str
    column: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    because: str
    exceptions: Mapping[str, str] = field(default_factory=dict)

    def applies(self, cells: tuple[str, ...]) -> bool:
        """Whether a row must be filled, from its cells in the columns of `where`."""
        return all(
            any(
                value == cell or (bool(cell) and value == "*") or (value.startswith("~") and value[1:] in cell)
                for value in values
            )
            for (_column, values), cell in zip(self.where, cells, strict=True)
        )


@dataclass(frozen=True)
class Agreements:
    """Everything that the file says.

    path: where it is
    whole: (table, column) of the texts that must not be cut off
    whole_words: words in small letters with which such a text may end, although longer words begin with them
    """

    path: Path
    vocabularies: tuple[Vocabulary, ...]
    agreements: tuple[Agreement, ...]
    needed: tuple[Needed, ...]
    whole: tuple[tuple[str, str], ...]
    whole_words: frozenset[str]

    @property
    def tables(self) -> set[str]:
        """The tables that it speaks of."""
        listed = {table for item in self.vocabularies for table, _column in item.columns}
        return listed | {item.table for item in self.agreements} | {item.table for item in self.needed}


def read_agreements(dataset: Dataset) -> Agreements:
    """The agreements of a dataset. Raises SchemaError when a table, a column or a key is not known."""
    path = dataset.schemas / "agreements.yaml"
    raw = read_yaml(path)
    checked_keys(str(path), raw, keys := {"vocabularies", "agreements", "needed", *WHOLE}, keys - WHOLE)
    found = Agreements(
        path,
        tuple(read_vocabularies(path, raw["vocabularies"])),
        tuple(read_rows(path, raw["agreements"])),
        tuple(read_needed(path, raw["needed"])),
        tuple(read_places(f"{path}: whole", raw.get("whole", []))),
        frozenset(map(str, raw.get("whole_words", []))),
    )
    named = [*found.whole, *(place for item in found.vocabularies for place in item.columns)]
    named += [(item.table, column) for item in found.agreements for column in (*item.alike, item.agree, item.at)]
    named += [
        (item.table, column)
        for item in found.needed
        for column in (item.column, *(name for name, _values in item.where))
    ]
    for table, column in named:
        if table not in dataset.tables or column not in dataset.tables[table].by_name:
            raise SchemaError(f"{path}: there is no column {table}.{column}")
    return found


def read_vocabularies(path: Path, raw: dict[str, dict[str, Any]]) -> Iterator[Vocabulary]:
    """The lists of names."""
    for name, item in raw.items():
        checked_keys(f"{path}: {name}", item, keys := {"title", "columns", "values"}, keys)
        columns = tuple(read_places(f"{path}: {name}", item["columns"]))
        yield Vocabulary(name, str(item["title"]), columns, frozenset(map(str, item["values"])))


def read_places(where: str, raw: list[str]) -> Iterator[tuple[str, str]]:
    """Columns that are written table.column. Raises SchemaError for another spelling."""
    for place in raw:
        table, _point, column = str(place).partition(".")
        if not column or "." in column:
            raise SchemaError(f"{where}: {place!r} is no column; write table.column")
        yield table, column


def read_rows(path: Path, raw: list[dict[str, Any]]) -> Iterator[Agreement]:
    """The columns that go together."""
    keys = {"table", "alike", "agree", "at", "because", "words", "except"}
    for item in raw:
        checked_keys(f"{path}: {item.get('table')}", item, keys, keys - {"at", "words", "except"})
        agree, alike = str(item["agree"]), tuple(map(str, item["alike"]))
        at, words = str(item.get("at", agree)), int(item.get("words", 0))
        yield Agreement(str(item["table"]), alike, agree, at, str(item["because"]), words, read_exceptions(item))


def read_needed(path: Path, raw: list[dict[str, Any]]) -> Iterator[Needed]:
    """The columns that are filled where others hold certain things."""
    for item in raw:
        keys = {"table", "column", "where", "because", "except"}
        checked_keys(f"{path}: {item.get('table')}", item, keys, keys - {"except"})
        where = tuple(
            (str(column), tuple(map(str, values)) if isinstance(values, list) else (str(values),))
            for column, values in item["where"].items()
        )
        yield Needed(str(item["table"]), str(item["column"]), where, str(item["because"]), read_exceptions(item))


def read_exceptions(item: dict[str, Any]) -> dict[str, str]:
    """The rows that an agreement leaves alone, with the reason of each."""
    return {str(key): str(reason) for key, reason in item.get("except", {}).items()}
