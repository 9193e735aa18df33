"""One import from beginning to end: read a list, set it against the record, write what could be added to a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from vostochny.contribute.draft import Cells, NewRow, cells_of
from vostochny.contribute.imports import gfw, ofac, uk, un
from vostochny.contribute.imports.compare_links import compare_links
from vostochny.contribute.imports.compare_visits import compare_visits
from vostochny.contribute.imports.comparison import Comparison
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.list_comparison import compare_listing
from vostochny.contribute.read_input import TABLE_COLUMN, columns_of
from vostochny.model.findings import Finding
from vostochny.tables.csv_reader import RawTable

# What is known of each list as a document, for the row of a source that is not on record yet.
DOCUMENTS = {
    "un": ("United Nations Security Council", "United Nations Security Council Consolidated List", "sanctions_list"),
    "ofac": ("US Treasury, Office of Foreign Assets Control", "Specially Designated Nationals list", "sanctions_list"),
    "uk": ("UK Foreign, Commonwealth and Development Office", "UK Sanctions List", "sanctions_list"),
    "gfw": ("Global Fishing Watch", "Port visits from AIS, Events API", "dataset"),
}


def compare_file(
    form: str, path: Path, source_id: str, published_on: str, raw_tables: Mapping[str, RawTable]
) -> tuple[Comparison, list[Finding]]:
    """Read a file of a documented form and set it against the record; with Findings nothing is proposed.

    published_on: day of the list, for a file that does not date itself
    """
    record = Record(raw_tables)
    known = cells_of(raw_tables["sources"], source_id)
    if form == "gfw":
        visits = gfw.read(path, positions(record))
        source = known or new_source(form, source_id, published_on)
        made = Comparison() if visits.findings else compare_visits(visits, source, record)
        return with_source(made, source, known), visits.findings
    programmes = tags(form, record)
    reading = un.read(path, record.ships_for_text) if form == "un" else READERS[form](path, programmes)
    source = known or new_source(form, source_id, published_on or reading.published_on)
    if reading.findings:
        return Comparison(), reading.findings
    if form == "un":
        return with_source(compare_links(reading, source, record), source, known), []
    made = compare_listing(reading, AUTHORITIES[form], set(programmes.values()), source, record)
    return with_source(made, source, known), []


READERS = {"ofac": ofac.read, "uk": uk.read}
AUTHORITIES = {"ofac": "US", "uk": "GB"}


def tags(form: str, record: Record) -> dict[str, str]:
    """Our programme for what a list calls it: OFAC's tag, or the folded name of the UK's regulations."""
    found = {}
    for row in record.rows("programmes"):
        if form == "ofac" and row["authority"] == "US" and (tag := re.search(r"\btag (\S+)", row["name"])):
            found[tag[1]] = row["programme_id"]
        elif form == "uk" and row["authority"] == "GB":
            found[uk.regime(row["legal_basis"])] = row["programme_id"]
    return found


def positions(record: Record) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of every port on record that has them."""
    placed = [row for row in record.rows("ports") if row["latitude"] and row["longitude"]]
    return {row["port_id"]: (float(row["latitude"]), float(row["longitude"])) for row in placed}


def new_source(form: str, source_id: str, published_on: str) -> Cells:
    """The row of a list that is not among the sources yet; address and terms are left to the contributor."""
    publisher, title, kind = DOCUMENTS[form]
    return {
        "source_id": source_id,
        "publisher": publisher,
        "title": title,
        "title_kind": "described" if form == "gfw" else "original",
        "published_on": published_on,
        "read_extent": "rows",
        "kind": kind,
        "language": "en",
    }


def with_source(made: Comparison, source: Cells, known: Cells | None) -> Comparison:
    """The comparison with the row of its source in front, where that is new and anything rests on it."""
    if made.rows and not known:
        made.rows.insert(0, NewRow("sources", source))
    return made


def proposals_text(rows: list[NewRow], raw_tables: Mapping[str, RawTable]) -> str:
    """The rows as one CSV that `vostochny add --from` takes: the table of each row first, then all columns used."""
    used = {column for item in rows for column, value in item.cells.items() if value}
    # A new designation needs the day even where the list has none: its column is there to be filled in.
    used |= {"listed_on", "reason"} if any(item.table == "vessel_sanctions" for item in rows) else set()
    used |= {"url", "licence"} if any(item.table == "sources" for item in rows) else set()
    order = dict.fromkeys(
        column
        for name in raw_tables
        for column in [*raw_tables[name].table.columns, *sorted(columns_of(raw_tables, name))]
    )
    columns = [column for column in order if column in used]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([TABLE_COLUMN, *columns])
    writer.writerows([item.table, *(item.cells.get(column, "") for column in columns)] for item in rows)
    return out.getvalue()


def as_text(made: Comparison) -> str:
    """The comparison for a terminal."""
    blocks = []
    for title, lines in (("New", made.new), ("Changed", made.changed), ("Gone", made.gone)):
        blocks += [f"{title}: {len(lines)}", *(f"  {line}" for line in lines)]
    blocks += [f"As on record: {made.same}", *(f"Note: {note}" for note in made.notes)]
    return "\n".join(blocks)
