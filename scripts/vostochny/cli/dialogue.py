"""The dialogue of `vostochny add`: every column, the rows it requires, the whole check, and only then the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from vostochny.cli.asking import BackError, Prompter, choose, heading
from vostochny.cli.common import Progress
from vostochny.contribute.add import described
from vostochny.contribute.call_proposals import call_from, fits, fitting_calls, grades, regrade
from vostochny.contribute.draft import CellEdit, Draft, NewRow, cells_of, judge, row_key, would_be
from vostochny.contribute.identifiers import free_identifier, series, taken
from vostochny.contribute.passage_words import what_does_not_follow
from vostochny.contribute.read_input import EXTRA
from vostochny.contribute.record_search import Candidate, candidates, folded
from vostochny.contribute.required_rows import add_companions
from vostochny.model.file_lock import alone
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.model.schema import Field
from vostochny.passages.text import digest
from vostochny.tables.csv_reader import RawTable

LEFT_TO_THE_PROGRAM = {
    "vessels": {"un_listed", "record_kind"},
    "port_calls": {"confidence", "confidence_departure"},
}
NAMED_IN = {"sightings": "vessel_name_as_reported", "vessel_sanctions": "vessel_name_as_listed"}
# Rows for which the contributor is asked for words of the source.
WITH_WORDS = {"sightings", "call_counts", "volume_estimates", "vessel_sanctions", "organisation_designations"}
ADDABLE = {"sources", "vessels", "organisations"}
FACTS_ONLY = "All rights reserved by the publisher; facts only"


class Dialogue(Prompter):
    """Asks for one contribution."""

    def row(self, name: str, given: dict[str, str]) -> NewRow:
        """Ask for every column of a new row, but those given already and those the program fills in."""
        table = self.raw_tables[name].table
        item = NewRow(name, dict(given))
        self.draft.rows.append(item)
        if series(table):
            item.cells[table.primary_key[0]] = free_identifier(table, {}, taken(self.raw_tables, self.draft.rows))
            click.echo(f"\nIt will be {item.cells[table.primary_key[0]]}.")
        fields, position = self.fields(name, given), 0
        while position < len(fields):
            field = fields[position]
            position += 1
            if unasked(item, field):
                continue
            try:
                self.ask(item, field)
            except BackError:
                position = max(0, position - 2)
        return item

    def fields(self, name: str, given: dict[str, str]) -> list[Field]:
        """The columns to ask for; an identifier made of other columns comes last."""
        table = self.raw_tables[name].table
        left = LEFT_TO_THE_PROGRAM.get(name, set()) | set(given)
        key = table.primary_key[0] if len(table.primary_key) == 1 else ""
        fields = [field for field in table.fields if field.name not in left | {key}]
        fields += [self.raw_tables["vessel_particulars"].table.by_name[column] for column in EXTRA.get(name, ())]
        return fields if series(table) or not key else [*fields, table.by_name[key]]

    def ask(self, item: NewRow, field: Field) -> None:
        """One column of a row; for the call of a sighting, first which calls there are."""
        key = self.raw_tables[item.table].table.reference(field.name)
        target = key.table if key else "sources" if field.name in EXTRA.get(item.table, ()) else ""
        if (item.table, field.name) == ("sightings", "call_id"):
            self.ask_for_call(item, field)
            return
        if (item.table, field.name) == ("passages", "passage_sha256"):
            self.ask_for_sentence(item)
            return
        typed = self.value(item, field, target, self.default(item, field))
        if (item.table, field.name) == ("passages", "find") and typed:
            self.show_what_follows(item)
        if (item.table, field.name) == ("sightings", "vessel_id") and item.cells["vessel_id"]:
            item.cells.setdefault("vessel_name_as_reported", self.reported_name(item.cells["vessel_id"], typed))

    def reported_name(self, vessel_id: str, typed: str) -> str:
        """The name that was typed for a ship, if it is one of its names; else the one on record."""
        ship = next(item for item in candidates(self.raw_tables, "vessels", self.draft.rows) if item.key == vessel_id)
        is_name = folded(typed) in ship.terms and typed != vessel_id and not typed.isdigit()
        return typed if is_name else (cells_of(self.raw_tables["vessels"], vessel_id) or {}).get("name", "")

    def default(self, item: NewRow, field: Field) -> str:
        """What an empty line means: the last answer, or what follows from the other answers."""
        cells = item.cells
        if cells.get(field.name):
            return cells[field.name]
        if field.name in self.raw_tables[item.table].table.primary_key and field.format_name == "id":
            return free_identifier(self.raw_tables[item.table].table, cells, taken(self.raw_tables, self.draft.rows))
        one_day = cells.get("date_earliest") == cells.get("date_latest")
        return {
            "date_latest": cells.get("date_earliest", ""),
            "date_precision": "day" if one_day else "interval",
            "load_state": "not_stated",
            "title_kind": "original",
            "url_kind": "original" if cells.get("url") else "",
            "licence": FACTS_ONLY if item.table == "sources" else "",
        }.get(field.name, "")

    def ask_for_call(self, item: NewRow, field: Field) -> None:
        """Offer the calls that the sighting may belong to, and a new one."""
        calls = [row.cells for row in self.draft.rows if row.table == "port_calls"]
        options = [Candidate(call["call_id"], described(call), frozenset()) for call in
                   fitting_calls(item.cells, self.raw_tables, calls)]  # fmt: skip
        options.append(Candidate("new", "a call that is not on record yet", frozenset()))
        heading(field)
        click.echo("  It may belong to (a number, or Enter for none):")
        item.cells["call_id"] = choose(options)
        if item.cells["call_id"] == "new":
            table = self.raw_tables["port_calls"].table
            item.cells["call_id"] = free_identifier(table, {}, taken(self.raw_tables, self.draft.rows))

    def ask_for_sentence(self, passage: NewRow) -> None:
        """The digest of the sentence around the words; the sentence itself is not kept."""
        if passage.cells.get("find"):
            sentence = click.prompt("  The sentence around the words (only its digest is kept)\n  ", default="")
            passage.cells["passage_sha256"] = digest(sentence) if sentence else ""

    def show_what_follows(self, passage: NewRow) -> None:
        """Say at once whether the cells follow from the words of the source."""
        wrong = what_does_not_follow(self.project, self.draft, self.raw_tables, passage.cells)
        for line in wrong:
            click.echo(click.style(f"  ✗ {line}", fg="red"))
        if not wrong:
            click.echo(f"  = {passage.cells['fields'].replace(';', ', ')} follow from these words.")

    def offer_words(self, item: NewRow) -> None:
        """Ask for the words of the source that carry a new row, as often as there are some."""
        key = self.raw_tables[item.table].table.primary_key[0]
        given = {"record_id": item.cells[key], "source_id": item.cells.get("source_id", "")}
        while click.confirm("\nGive words of the source that carry cells of this row?", default=False):
            self.row("passages", dict(given))

    def unknown(self, typed: str, target: str) -> str | None:
        """Offer to add a source, ship or organisation that is not on record."""
        super().unknown(typed, target)
        if target not in ADDABLE or not click.confirm("  Add it now?", default=True):
            return None
        table = self.raw_tables[target].table
        added = self.row(target, {})
        click.echo(f"\nBack to the row before: {added.cells[table.primary_key[0]]} is added.")
        return added.cells[table.primary_key[0]]

    def follow(self, item: NewRow) -> None:
        """Ask for the rows that a row requires: a sighting a new call, a call its sightings, a source its use."""
        self.offer_name(item)
        if item.table in WITH_WORDS:
            self.offer_words(item)
        if item.table == "sightings" and (call_id := item.cells.get("call_id")):
            if not cells_of(self.raw_tables["port_calls"], call_id):
                self.open_call(item, call_id)
        elif item.table == "port_calls":
            self.ask_for_sightings(item)
        elif item.table == "sources" and not any(row.cells.get("source_id") == item.cells["source_id"]
                                                  for row in self.draft.rows if row is not item):  # fmt: skip
            click.echo("\nA source is on record only for what it states. Which record is it about?")
            self.row("citations", {"source_id": item.cells["source_id"]})

    def offer_name(self, item: NewRow) -> None:
        """Offer to put a name under which a source has a ship among the ship's names, where it is not there yet."""
        vessel_id, name = item.cells.get("vessel_id"), item.cells.get(NAMED_IN.get(item.table, ""), "")
        if not vessel_id or not name:
            return
        ship = next(
            found for found in candidates(self.raw_tables, "vessels", self.draft.rows) if found.key == vessel_id
        )
        if any(term in folded(name) for term in ship.terms):
            return
        if click.confirm(f"\n{name!r} is not a name of {vessel_id} on record. Add it?", default=True):
            given = {"vessel_id": vessel_id, "name": name, "source_id": item.cells.get("source_id", "")}
            self.row("vessel_names", given)

    def open_call(self, sighting: NewRow, call_id: str) -> None:
        """The rest of a call whose first columns follow from its sighting; its grade is computed."""
        call = NewRow("port_calls", {**call_from(sighting.cells), "call_id": call_id})
        self.draft.rows.append(call)
        found = next(grade for grade in grades(self.project, self.draft, self.raw_tables) if grade.call_id == call_id)
        self.draft.rows.remove(call)
        click.echo(f"\nNow the call itself, {call_id}; by the rule it is {found.computed}.")
        call.cells |= {"confidence": found.computed, "confidence_reason": found.reasons}
        self.draft.rows.append(call)
        for field in self.fields("port_calls", {}):
            self.ask(call, field)

    def ask_for_sightings(self, call: NewRow) -> None:
        """Which sightings on record support a new call."""
        raw = self.raw_tables["sightings"]
        rows = raw.records()
        options = [
            Candidate(row["sighting_id"], f"{row['vessel_name_as_reported']}, {row['date_latest']}", frozenset())
            for row in rows
            if not row["call_id"] and fits(row, call.cells)
        ]
        if options:
            click.echo("\nA call rests on a sighting. Which one supports it?")
        else:
            click.echo("\nNo sighting without a call fits; `vostochny add sighting` opens the call along with it.")
        while options and (picked := choose(options)):
            self.draft.changes.append(CellEdit("sightings", picked, "call_id", call.cells["call_id"]))
            options = [option for option in options if option.key != picked]

    def settle_grades(self) -> None:
        """Show how the rule grades the calls affected, and offer to apply it."""
        for grade in grades(self.project, self.draft, self.raw_tables):
            if grade.differs:
                click.echo(f"\nBy the rule {grade.call_id} is {grade.computed}: {grade.reasons}")
                if not grade.recorded or click.confirm(f"  Change it from {grade.recorded}?", default=True):
                    regrade(self.draft, grade, self.raw_tables)

    def ask_again(self, findings: list[Finding]) -> bool:
        """Ask again for the columns that the whole check found invalid; False when none is in this contribution."""
        places = {}
        for name in self.draft.tables:
            raw = would_be(self.draft, self.raw_tables)[name]
            lines = raw.line_of()
            for item in [row for row in self.draft.rows if row.table == name]:
                places[raw.file, lines.get(row_key(raw, item.cells), 0)] = item
        asked: set[tuple[int, str]] = set()
        for finding in findings:
            at = places.get((finding.file, finding.line))
            field = self.raw_tables[at.table].table.by_name.get(finding.column) if at else None
            if at and field and (id(at), field.name) not in asked:
                asked.add((id(at), field.name))
                with self.renamed(at):
                    self.ask(at, field)
        return bool(asked)

    @contextmanager
    def renamed(self, item: NewRow) -> Iterator[None]:
        """Derive an identifier again when the columns that it was made of change."""
        table, others = self.raw_tables[item.table].table, [row for row in self.draft.rows if row is not item]
        key, used = table.primary_key[0], taken(self.raw_tables, others)
        derived = not series(table) and item.cells.get(key) == free_identifier(table, item.cells, used)
        yield
        if derived and (name := free_identifier(table, item.cells, used)):
            item.cells[key] = name


def unasked(item: NewRow, field: Field) -> bool:
    """Whether a column cannot matter after the answers so far."""
    at_sea = item.table == "sightings" and item.cells.get("activity") == "transit"
    no_port = item.table == "sightings" and item.cells.get("port_id") == ""
    in_port = item.table == "sightings" and bool(item.cells.get("port_id"))
    return (
        (at_sea and field.name == "call_id")
        or (no_port and field.name == "berth")
        # The waters of a ship in port are the port's (`add_companions`).
        or (in_port and field.name == "waters")
    )


def converse(project: Project, name: str, raw_tables: Mapping[str, RawTable], *, dry_run: bool) -> None:
    """Ask for a row and the rows required with it; write them if the tables are valid with them."""
    dialogue = Dialogue(project, raw_tables, Draft())
    click.echo(
        "Enter accepts the value in brackets, ? lists the choices, < goes back, - clears, Ctrl-C quits without saving."
    )
    dialogue.follow(dialogue.row(name, {}))
    add_companions(dialogue.draft, raw_tables)
    dialogue.settle_grades()
    while True:
        progress = Progress()
        with alone(project.build):
            verdict, places = judge(project, dialogue.draft, progress, write=False)
        progress.done()
        if verdict.valid:
            break
        for finding in verdict.findings:
            click.echo(click.style(finding.as_text(), fg="red"))
        if not dialogue.ask_again(verdict.findings):
            raise click.ClickException("Nothing is written: the errors are outside the new rows.")
    for place in places:
        click.echo(place)
    if dry_run or not click.confirm("Valid. Write it?", default=True):
        click.echo("Nothing is written.")
        return
    with alone(project.build):
        verdict, _places = judge(project, dialogue.draft, progress, write=True)
    progress.done()
    if not verdict.valid:
        raise click.ClickException("\n".join(item.as_text() for item in verdict.findings))
    click.echo("Written. `git diff` shows it; `vostochny review` describes its effect on the record.")
