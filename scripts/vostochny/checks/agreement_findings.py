"""Names are spelt as schemas/agreements.yaml lists them, and rows agree where it says that they do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from vostochny.checks.distinct_cells import Columns, agreed_columns, compared_columns, distinct, needed_columns
from vostochny.model.agreements import Agreement, Needed, Vocabulary, read_agreements
from vostochny.model.findings import Finding, did_you_mean
from vostochny.model.schema import Dataset
from vostochny.tables.arrow_reader import Loaded
from vostochny.tables.csv_reader import RawTable

UNLESS = "Where this row is an exception, name it there under except, with the reason."


def check_agreements(dataset: Dataset, tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """All findings of this file over some tables; one that could not be read is left out."""
    known = read_agreements(dataset)
    for name in sorted(known.tables & set(tables)):
        loaded = tables[name]
        if not loaded.readable or not loaded.count:
            continue
        words = [(item, column) for item in known.vocabularies for table, column in item.columns if table == name]
        rows = [item for item in known.agreements if item.table == name]
        needs = [item for item in known.needed if item.table == name]
        found = distinct(loaded, compared_columns(known, name))
        for vocabulary, column in words:
            if unknown := {value for (value,) in found[(column,)]} - vocabulary.values - {""}:
                yield from unknown_names(loaded.raw, column, vocabulary, unknown)
        for agreement in rows:
            if disagree(found[agreed_columns(agreement)], agreement):
                yield from disagreements(loaded.raw, agreement)
        for need in needs:
            if any(not cells[-1] and need.applies(cells[:-1]) for cells in found[needed_columns(need)]):
                yield from missing_cells(loaded.raw, need)


def check_names(dataset: Dataset, raw: RawTable, column: str) -> Iterator[Finding]:
    """The cells of one column whose names are in no list; none where the column may hold any name."""
    for vocabulary in read_agreements(dataset).vocabularies:
        if (raw.table.name, column) in vocabulary.columns:
            position = raw.table.columns.index(column)
            unknown = {row[position] for row in raw.rows} - vocabulary.values - {""}
            yield from unknown_names(raw, column, vocabulary, unknown)


def missing_cells(raw: RawTable, need: Needed) -> Iterator[Finding]:
    """The rows that meet a condition and lack what it asks for."""
    positions = [raw.table.columns.index(name) for name in needed_columns(need)]
    for row, line in zip(raw.rows, raw.lines, strict=True):
        *cells, asked = (row[position] for position in positions)
        if not asked and need.applies(tuple(cells)) and key_of(raw, row) not in need.exceptions:
            given = " and ".join(f"{name} is {cell!r}" for (name, _values), cell in zip(need.where, cells, strict=True))
            expected = f"something, because {given}."
            remedy = f"{need.because} {UNLESS}"
            yield Finding(raw.file, line, need.column, "needed", "", expected, remedy)


def key_of(raw: RawTable, row: list[str]) -> str:
    """The key of a row as an exception names it."""
    return "|".join(raw.key(row))


def disagree(combinations: set[Columns], agreement: Agreement) -> bool:
    """Whether two combinations differ in the last column alone; one that is not compared says nothing."""
    filled = [cells[:-1] for cells in combinations if is_compared(cells[:-1], agreement)]
    return len(filled) != len(set(filled))


def is_compared(cells: Columns, agreement: Agreement) -> bool:
    """Whether the cells of the columns `alike` are filled, and the first has enough words."""
    return all(cells) and len(cells[0].split()) >= agreement.words


def unknown_names(raw: RawTable, column: str, vocabulary: Vocabulary, unknown: set[str]) -> Iterator[Finding]:
    """Each cell whose name is not in the list."""
    position = raw.table.columns.index(column)
    for row, line in zip(raw.rows, raw.lines, strict=True):
        if row[position] in unknown:
            expected = f"a name that schemas/agreements.yaml lists under {vocabulary.name} ({vocabulary.title})."
            remedy = did_you_mean(row[position], sorted(vocabulary.values))
            remedy = remedy or "If it is nobody listed there under another spelling, add it to the list."
            yield Finding(raw.file, line, column, "unlisted-name", row[position], expected, remedy)


def disagreements(raw: RawTable, agreement: Agreement) -> Iterator[Finding]:
    """The rows that differ from the majority of those like them; all of them where there is no majority."""
    at = raw.table.columns.index
    groups: dict[Columns, list[int]] = defaultdict(list)
    for index, row in enumerate(raw.rows):
        alike = tuple(row[at(name)] for name in agreement.alike)
        if is_compared(alike, agreement) and key_of(raw, row) not in agreement.exceptions:
            groups[alike].append(index)
    for group in groups.values():
        counted = Counter(raw.rows[index][at(agreement.agree)] for index in group)
        if len(counted) == 1:
            continue
        (usual, most), (_next, second) = counted.most_common(2)
        for index in group:
            value = raw.rows[index][at(agreement.agree)]
            if value == usual and most > second:
                continue
            other = next(other for other in group if raw.rows[other][at(agreement.agree)] != value)
            expected = (
                f"{' and '.join(agreement.alike)} only in rows that have the same {agreement.agree}; line "
                f"{raw.lines[other]} has {raw.rows[other][at(agreement.agree)]!r}, this one {value!r}."
            )
            cell = raw.rows[index][at(agreement.at)]
            remedy = f"{agreement.because} {UNLESS}"
            yield Finding(raw.file, raw.lines[index], agreement.at, "rows-disagree", cell, expected, remedy)
