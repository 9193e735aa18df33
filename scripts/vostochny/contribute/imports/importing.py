"""One import from beginning to end: read a list, compare it with the record, and write what could be added as a CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from vostochny.contribute.draft import Cells, NewRow, cells_of
from vostochny.contribute.imports.ais import MINIMUM_HOURS, read_ais
from vostochny.contribute.imports.australia import read_australia
from vostochny.contribute.imports.canada import read_canada
from vostochny.contribute.imports.compare_links import compare_links
from vostochny.contribute.imports.compare_visits import compare_visits
from vostochny.contribute.imports.comparison import ListComparison
from vostochny.contribute.imports.eu import read_eu
from vostochny.contribute.imports.file_kinds import DOCUMENT
from vostochny.contribute.imports.gfw import read_gfw
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.list_comparison import ListOfDay, compare_ships, statements
from vostochny.contribute.imports.list_file import ListFile, open_list
from vostochny.contribute.imports.list_forms import (
    DATASET,
    FORMS,
    other_list,
    programmes_of,
    recognised,
    scope_of,
)
from vostochny.contribute.imports.list_values import printable
from vostochny.contribute.imports.listing import VESSEL, Reading
from vostochny.contribute.imports.ofac import read_ofac
from vostochny.contribute.imports.opensanctions import read_opensanctions
from vostochny.contribute.imports.organisation_comparison import compare_organisations
from vostochny.contribute.imports.port_areas import circles, drawn_areas
from vostochny.contribute.imports.switzerland import read_switzerland
from vostochny.contribute.imports.uk import read_uk
from vostochny.contribute.imports.un import read_un
from vostochny.contribute.imports.un_vessels import read_un_vessels
from vostochny.contribute.imports.visits import Point, Visits
from vostochny.contribute.read_input import TABLE_COLUMN, columns_of
from vostochny.model.findings import Finding
from vostochny.tables.csv_reader import RawTable

# What to do with a file of a kind that no list is read from.
REMEDIES = {"zip": "Unpack it first.", "gzip": "Unpack it first.", DOCUMENT: "Save it as CSV or xlsx."}
# Programmes of a file that a note names.
MOST_TAGS = 5
READERS: Mapping[str, Callable[[ListFile, Mapping[str, str]], Reading]] = {
    "un-vessels": read_un_vessels,
    "ofac": read_ofac,
    "uk": read_uk,
    "eu": read_eu,
    "canada": read_canada,
    "australia": read_australia,
    "switzerland": read_switzerland,
    "opensanctions": read_opensanctions,
}


@dataclass(frozen=True)
class ListDocument:
    """What the contributor says of a list.

    source_id: identifier of the list as a source, on record or new
    published_on: day of the list, for a file that does not date itself
    area, minimum_hours: for AIS positions, a GeoJSON file with areas of ports, and how long a stay is
    """

    source_id: str
    published_on: str = ""
    area: Path | None = None
    minimum_hours: float = MINIMUM_HOURS


def compare_file(
    form: str, path: Path, document: ListDocument, raw_tables: Mapping[str, RawTable]
) -> tuple[ListComparison, list[Finding]]:
    """Read a file of a published form and compare it with the record; with findings nothing is proposed."""
    record = Record(raw_tables)
    known = cells_of(raw_tables["sources"], document.source_id)
    file = open_list(path, FORMS[form].names)
    if not file.findings:
        refuse_another(form, file, path.name)
    if file.findings:
        return ListComparison(), file.findings
    if form in ("gfw", "ais"):
        visits = read_visits(form, file, document, record)
        source, findings = source_of(form, document, "", known)
        if visits.findings or findings:
            return ListComparison(), [*visits.findings, *findings]
        return with_source(compare_visits(visits, source, record), source, known), []
    programmes = programmes_of(form, record)
    reading = read_un(file, programmes, record.ships_for_text) if form == "un" else READERS[form](file, programmes)
    source, findings = source_of(form, document, reading.published_on, known)
    if reading.findings or findings:
        return ListComparison(), [*reading.findings, *findings]
    return with_source(compare_reading(form, reading, source, record), source, known), []


def refuse_another(form: str, file: ListFile, shown: str) -> None:
    """A finding, in one sentence, where the file is something else than this list."""
    wanted, kind = FORMS[form], file.kind
    found = recognised(kind)
    if kind.kind not in wanted.kinds:
        what = (
            f"{kind.words}, as which {FORMS[found].words} comes"
            if found and found != form
            else other_list(kind) or kind.words
        )
        remedy = (
            f"If that is meant: vostochny import {found} {shown}."
            if found and found != form
            else REMEDIES.get(kind.kind, "Download it again.")
        )
    elif found and found != form:
        what, remedy = FORMS[found].words, f"If that is meant: vostochny import {found} {shown}."
    elif other := other_list(kind):
        what, remedy = other, "Download the file that is named here."
    elif form == "ofac" and kind.kind == "csv" and not found:
        start = printable(kind.text)[:40]
        what, remedy = f"text that begins with “{start}”", "Download it again."
    else:
        return
    file.fault(0, "wrong-file", f"{wanted.words}. This is {what}.", remedy)


def read_visits(form: str, file: ListFile, document: ListDocument, record: Record) -> Visits:
    """Stays in ports on record, as Global Fishing Watch computed them or as positions show them."""
    ports = positions(record)
    if form == "gfw":
        return read_gfw(file, ports)
    areas = drawn_areas(document.area, ports, file.findings) if document.area else circles(ports)
    return Visits(findings=file.findings) if file.findings else read_ais(file, areas, record, document.minimum_hours)


def compare_reading(form: str, reading: Reading, source: Cells, record: Record) -> ListComparison:
    """The entries of a list against the designations, ships and organisations on record."""
    made = ListComparison(notes=list(reading.notes))
    if form != "opensanctions" and reading.entries and not any(entry.programmes for entry in reading.entries):
        tags = ", ".join(sorted({tag for entry in reading.entries for tag in entry.tags})[:MOST_TAGS])
        words = f"None of the {len(reading.entries)} entries is under a programme on record; those of the file: {tags}."
        made.notes.append(words if tags else words.partition(";")[0] + ".")
    if reading.unread_days:
        count = len(reading.unread_days)
        made.notes.append(f"{count} days of designation are none and are not taken, such as {reading.unread_days[0]}.")
    if form == "opensanctions":
        compare_collection(reading, source, record, made)
        return made
    this = ListOfDay(scope_of(form, FORMS[form].authority, record), source, record, made)
    this.say_its_age()
    if form != "un":
        compare_ships(reading, this)
    if form != "un-vessels":
        compare_organisations(reading, this)
    if form == "un":
        compare_links(reading, "KPe", this)
    return made


def compare_collection(reading: Reading, source: Cells, record: Record, made: ListComparison) -> None:
    """A collection of lists, authority by authority, and then what it says of ships without naming a programme."""
    authorities = {row["programme_id"]: row["authority"] for row in record.rows("programmes")}
    for authority in sorted({authorities[ours] for entry in reading.entries for ours in entry.programmes}):
        scope = replace(scope_of("opensanctions", authority, record), all_organisations=False)
        own = [entry for entry in reading.entries if any(authorities[ours] == authority for ours in entry.programmes)]
        # A collection may be older than the lists that were compared, and is no list of the authority.
        this = ListOfDay(scope, source, record, made)
        compare_ships(Reading(own), this)
        compare_organisations(Reading(own), this)
    rest = ListOfDay(scope_of("opensanctions", "", record), source, record, made)
    for entry in reading.entries:
        vessel_id = record.by_imo.get(entry.imo_number, "")
        if entry.subject == VESSEL and vessel_id and not entry.programmes:
            before = len(made.changed)
            rest.propose(statements(entry, vessel_id, rest))
            made.same += len(made.changed) == before
            if entry.tags:
                made.notes.append(f"{vessel_id}: OpenSanctions has it from {', '.join(entry.tags)}; read the lists.")


def positions(record: Record) -> dict[str, Point]:
    """Latitude and longitude of every port on record that has them."""
    placed = [row for row in record.rows("ports") if row["latitude"] and row["longitude"]]
    return {row["port_id"]: (float(row["latitude"]), float(row["longitude"])) for row in placed}


def source_of(form: str, document: ListDocument, dated: str, known: Cells | None) -> tuple[Cells, list[Finding]]:
    """The row of the list as a source, on record or new; a finding where two days are given for it.

    dated: the day that the file gives itself
    """
    given = {
        "--date": document.published_on,
        "the file": dated,
        "data/sources.csv": (known or {}).get("published_on", ""),
    }
    days = {who: day for who, day in given.items() if day}
    shortest = min(days.values(), key=len, default="")
    if any(not day.startswith(shortest) for day in days.values()):
        words = ", ".join(f"{day} ({who})" for who, day in days.items())
        expected = f"one day of the list; there are {words}."
        return {}, [
            Finding(document.source_id, 0, "published_on", "day", "", expected, "Give another --source or --date.")
        ]
    day = max(days.values(), key=len, default="")
    if known:
        return {**known, "published_on": day}, []
    wanted = FORMS[form]
    cells = {
        "source_id": document.source_id,
        "publisher": wanted.publisher,
        "title": wanted.title,
        "title_kind": "described" if wanted.document == DATASET else "original",
        "published_on": day,
        "read_extent": "rows",
        "kind": wanted.document,
        "language": "en",
    }
    return cells, []


def with_source(made: ListComparison, source: Cells, known: Cells | None) -> ListComparison:
    """The comparison with the row of its source in front, where that is new and anything rests on it."""
    if made.rows and not known:
        made.rows.insert(0, NewRow("sources", source))
    return made


def proposals_text(rows: list[NewRow], raw_tables: Mapping[str, RawTable]) -> str:
    """The rows as one CSV that `vostochny add --from` takes: the table of each row first, then all columns used."""
    used = {column for item in rows for column, value in item.cells.items() if value}
    # What a list may not say and a row needs: the column is there to be filled in.
    tables = {item.table for item in rows}
    used |= {"listed_on", "reason"} if tables & {"vessel_sanctions", "organisation_designations"} else set()
    used |= {"url", "url_kind", "licence", "publisher"} if "sources" in tables else set()
    used |= {"observer"} if "sightings" in tables else set()
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


def as_text(made: ListComparison) -> str:
    """The comparison for a terminal; what a file says is shown without control characters."""
    blocks = []
    for title, lines in (("New", made.new), ("Changed", made.changed), ("Gone", made.gone)):
        blocks += [f"{title}: {len(lines)}", *(f"  {printable(line)}" for line in lines)]
    blocks += [f"As on record: {made.same}", *(f"Note: {printable(note)}" for note in made.notes)]
    return "\n".join(blocks)
