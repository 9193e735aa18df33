"""Ways to break the real tables: a cell changed, a row added or taken out, a ship renamed or doubled."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import RawTables, add_row, drop_row, set_cell

# Spoils some tables and tells which line of which table it touched last.
Spoil = Callable[[RawTables], tuple[str, int]]


def cell(table: str, key: str, column: str, value: str) -> Spoil:
    """A change of one cell."""
    return lambda tables: (table, set_cell(tables[table], key, column, value))


def copied(table: str, like: str, **cells: str) -> Spoil:
    """A further row that differs from `like` in a few cells."""
    return lambda tables: (table, add_row(tables[table], like, **cells))


def dropped(table: str, key: str) -> Spoil:
    """A row taken out."""

    def spoil(tables: RawTables) -> tuple[str, int]:
        drop_row(tables[table], key)
        return table, 0

    return spoil


def both(first: Spoil, second: Spoil) -> Spoil:
    """Two changes; the line is that of the second."""

    def spoil(tables: RawTables) -> tuple[str, int]:
        first(tables)
        return second(tables)

    return spoil


def add_redirect(tables: RawTables, retired: str, successor: str) -> tuple[str, int]:
    """A first row of data/redirects.csv."""
    tables["redirects"].rows.append([retired, successor, "2026-11-01", "Merged."])
    tables["redirects"].lines.append(2)
    return "redirects", 2


def add_source_check(tables: RawTables, **cells: str) -> tuple[str, int]:
    """A first row of data/source_checks.csv: an address that is gone since a day after it was found so."""
    raw = tables["source_checks"]
    given = {"source_id": "ft-2024-03-26", "address_checked_on": "2026-11-11", "result": "gone", "http_status": "404"}
    given |= {"first_dead_on": "2026-11-12"} | cells
    raw.rows.append([given.get(column, "") for column in raw.table.columns])
    raw.lines.append(2)
    return "source_checks", 2


def add_request(tables: RawTables, state: str, decided_on: str, answer: str) -> tuple[str, int]:
    """A first row of data/requests.csv."""
    row = ["request-001", "2026-11-11", "correction", "call-001", "date_earliest", "A day later.", ""]
    tables["requests"].rows.append([*row, state, decided_on, answer])
    tables["requests"].lines.append(2)
    return "requests", 2


def add_particular(tables: RawTables, vessel: str, attribute: str, value: str, unit: str = "") -> tuple[str, int]:
    """A further particular of a ship, by a source that has said nothing of it so far."""
    raw = tables["vessel_particulars"]
    row = dict.fromkeys(raw.table.columns, "") | {
        "vessel_id": vessel, "attribute": attribute, "value": value, "unit": unit,
        "as_of": "2024-03-26", "source_id": "ft-2024-03-26",
    }  # fmt: skip
    raw.rows.append([row[column] for column in raw.table.columns])
    raw.lines.append(max(raw.lines) + 1)
    return raw.table.name, raw.lines[-1]


def first_key(tables: RawTables, table: str, *start: str) -> str:
    """Key of the first row of a table whose key begins with these parts."""
    raw = tables[table]
    return next("|".join(raw.key(row)) for row in raw.rows if raw.key(row)[: len(start)] == start)


def set_particular(tables: RawTables, vessel: str, attribute: str, column: str, value: str) -> tuple[str, int]:
    """Change one cell of the first particular of this attribute of a ship."""
    key = first_key(tables, "vessel_particulars", vessel, attribute)
    return "vessel_particulars", set_cell(tables["vessel_particulars"], key, column, value)


def set_name(tables: RawTables, vessel: str, column: str, value: str) -> tuple[str, int]:
    """Change one cell of the first name of a ship."""
    return "vessel_names", set_cell(tables["vessel_names"], first_key(tables, "vessel_names", vessel), column, value)


def renamed_vessel(tables: RawTables, old: str, new: str) -> tuple[str, int]:
    """Give a ship another identifier everywhere, as one who does not know that it is permanent would."""
    line = 0
    for raw in tables.values():
        for row, number in zip(raw.rows, raw.lines, strict=True):
            for position, cell_text in enumerate(row):
                if cell_text == old:
                    row[position] = new
                    line = number if raw.table.name == "vessels" else line
    return "vessels", line


def second_current_name(tables: RawTables) -> tuple[str, int]:
    """Mark a former name of a ship, which its source gives among the particulars, as the current one."""
    raw, particulars = tables["vessel_names"], tables["vessel_particulars"].records()
    given = {(row["vessel_id"], row["value"], row["source_id"]) for row in particulars if row["attribute"] == "name"}
    kind = raw.table.columns.index("name_kind")
    row = next(row for row in raw.rows if row[kind] == "former" and raw.key(row) in given)
    return "vessel_names", set_cell(raw, "|".join(raw.key(row)), "name_kind", "current")


def twin(tables: RawTables, vessel: str) -> tuple[str, int]:
    """A second hull of the same name, with names and particulars of its own."""
    line = 0
    for name in ("vessel_names", "vessel_particulars", "vessels"):
        raw = tables[name]
        for row in [list(row) for row in raw.rows if row[0] == vessel]:
            raw.rows.append([f"{vessel}-2", *row[1:]])
            raw.lines.append(max(raw.lines) + 1)
            line = raw.lines[-1]
    return "vessels", line
