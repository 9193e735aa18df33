"""Commands for contributors and reviewers: add rows, compare a published list, describe what a branch changes."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vostochny.cli.common import EXIT_WRONG_DATA, Progress, with_example
from vostochny.contribute.importable_lists import LISTS
from vostochny.contribute.row_kinds import KINDS
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.wording import plural

if TYPE_CHECKING:
    from vostochny.contribute.draft import Draft
    from vostochny.model.findings import Finding
    from vostochny.tables.csv_reader import RawTable


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)), required=False)
@click.option(
    "--from",
    "files",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="Take the rows of a CSV file; without KIND its column `table` says what each row is.",
)
@click.option("--set", "values", multiple=True, metavar="COLUMN=VALUE", help="Answer without being asked.")
@click.option("--sighting", "supports", multiple=True, metavar="ID", help="A sighting on record behind the new call.")
@click.option(
    "--regrade", is_flag=True, help="Change the grade of a call when the new rows change what the rule gives."
)
@click.option("--dry-run", is_flag=True, help="Check everything and write nothing.")
@click.pass_obj
@with_example('vostochny add sighting --set vessel_id="Chon Ma San" --set port_id=RUVYP --set activity=in_port …')
def add(
    project: Project,
    kind: str | None,
    files: tuple[Path, ...],
    values: tuple[str, ...],
    supports: tuple[str, ...],
    regrade: bool,
    dry_run: bool,
) -> None:
    """Add a row, or many, each in its place in data/: asks for every column, and checks as it goes.

    A ship is found by any of its names or its IMO number. Identifiers are given by the program. Nothing is written
    unless the whole record is valid with the new rows in it. With --set a row of another table can come along, as in
    --set sources.title=…; call_id=new opens a call for the sighting.
    """
    from vostochny.model.file_lock import alone

    if supports and (kind != "call" or not values):
        raise click.UsageError("--sighting goes with `vostochny add call --set …`.")
    if not files and not kind:
        raise click.UsageError(f"Say what to add ({', '.join(KINDS)}), or give a file with --from.")
    table = KINDS[kind] if kind else ""
    if not files and not values:
        from vostochny.cli.dialogue import converse

        converse(project, table, tables_in_form(project), dry_run=dry_run)
        return
    # Two contributions at once come one after the other, so that each gets identifiers of its own.
    with alone(project.build):
        raw_tables = tables_in_form(project)
        draft = gathered(raw_tables, table, files, values)
        complete(project, draft, raw_tables, supports, may_regrade=regrade)
        settle(project, draft, dry_run=dry_run)


def tables_in_form(project: Project) -> Mapping[str, RawTable]:
    """The current tables. Raises BuildError when a file is not in its canonical form."""
    from vostochny.tables.read_record import read_all

    raw_tables = read_all(project)
    if wrong := [item.as_text() for raw in raw_tables.values() for item in raw.findings]:
        raise BuildError("\n".join(["Fix the existing errors before adding anything.", *wrong]))
    return raw_tables


def gathered(raw_tables: Mapping[str, RawTable], table: str, files: tuple[Path, ...], values: tuple[str, ...]) -> Draft:
    """The rows of the files and of the options; ends the program when they cannot be understood."""
    from vostochny.contribute.draft import Draft
    from vostochny.contribute.read_input import read_rows, rows_from_options

    draft = Draft()
    for path in files:
        rows, findings = read_rows(path, table, raw_tables)
        refuse(findings)
        draft.rows += rows
    pairs = [(name, value) for name, equals, value in (item.partition("=") for item in values) if equals]
    if len(pairs) != len(values):
        raise click.UsageError("--set needs COLUMN=VALUE.")
    if pairs and not table:
        raise click.UsageError("--set needs to know what to add, such as `vostochny add sighting`.")
    try:
        draft.rows += rows_from_options(pairs, table, raw_tables) if pairs else []
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    return draft


def complete(
    project: Project,
    draft: Draft,
    raw_tables: Mapping[str, RawTable],
    supports: tuple[str, ...],
    *,
    may_regrade: bool,
) -> None:
    """Fill in what follows from the rows, and report what was filled in."""
    from vostochny.contribute.add import prepare
    from vostochny.contribute.draft import wrong_cells

    findings, notes = prepare(project, draft, raw_tables, supports, may_regrade=may_regrade)
    for line in notes:
        click.echo(line)
    refuse([*findings, *wrong_cells(project, draft, raw_tables, findings)] if findings else [])


def settle(project: Project, draft: Draft, *, dry_run: bool) -> None:
    """Check the record with the draft applied and write it, or print the findings and exit."""
    from vostochny.contribute.draft import judge

    progress = Progress()
    verdict, places = judge(project, draft, progress, write=not dry_run)
    progress.done()
    refuse(verdict.findings)
    for place in places:
        click.echo(place)
    rows = plural(len(places), "row")
    click.echo(f"Valid; {rows} would be written." if dry_run else f"Valid; {rows} written.")


def refuse(findings: Iterable[Finding]) -> None:
    """Print the findings and exit, if there are any."""
    if lines := [item.as_text() for item in sorted(findings)]:
        click.echo("\n".join([*lines, "Nothing is written."]))
        sys.exit(EXIT_WRONG_DATA)


@click.command()
@click.argument("base", default="")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not the screen.")
@click.pass_obj
@with_example("vostochny review origin/main --format markdown")
def review(project: Project, base: str, form: str, output: Path | None) -> None:
    """Describe what this branch changes in the record: changes in words, sources, conflicts, grades and headline.

    BASE is the branch it goes into (the main branch when it is left out), a release folder or a zip. Exit code 1 when
    the check has findings.
    """
    from vostochny.contribute.review import branch_base
    from vostochny.contribute.review import review as make_review
    from vostochny.contribute.review_text import as_markdown, as_text

    progress = Progress()
    made = make_review(project, branch_base(project, base), progress)
    progress.done()
    text = (as_markdown if form == "markdown" else as_text)(made)
    if output:
        output.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"Wrote {output}.")
    else:
        click.echo(text, nl=False)
    sys.exit(0 if made.verdict.valid else EXIT_WRONG_DATA)


@click.command("import")
@click.argument("form", type=click.Choice(list(LISTS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", "source_id", required=True, help="The list as a source: its identifier, on record or new.")
@click.option("--date", "published_on", default="", help="Day of the list, where the file does not give it.")
@click.option("--area", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="For ais: GeoJSON polygons of ports, instead of 3 km around their positions.")  # fmt: skip
@click.option("--hours", type=click.FloatRange(0, min_open=True), default=2.0, show_default=True,
              help="For ais: the shortest stay that is proposed.")  # fmt: skip
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("proposals.csv"), show_default=True
)
@click.pass_obj
@with_example("vostochny import ofac sdn.csv --source ofac-sdn-2026-11 --date 2026-11-20")
def import_command(
    project: Project,
    form: str,
    file: Path,
    source_id: str,
    published_on: str,
    area: Path | None,
    hours: float,
    output: Path,
) -> None:
    """Compare a published list with the record, and propose rows; nothing is written into data/.

    \b
    un             UN Security Council, consolidated list (consolidated.xml)
    un-vessels     UN 1718 Committee, designated vessels (PDF, page, CSV, xlsx)
    ofac           US Treasury, Specially Designated Nationals (sdn.csv, alt.csv)
    uk             UK Sanctions List (UK-Sanctions-List.csv)
    eu             EU, consolidated list of financial sanctions (CSV or XML 1.1)
    canada         Canada, autonomous sanctions (sema-lmes.xml)
    australia      Australia, consolidated list (xlsx or CSV)
    switzerland    Switzerland, whole list of SECO (XML)
    opensanctions  OpenSanctions (entities.ftm.json, targets.simple.csv, maritime.csv)
    gfw            Global Fishing Watch, port visits (Events API v3: JSON, JSON lines, CSV)
    ais            AIS positions (CSV), of which stays in a port are proposed

    A list inside a zip or gzip archive, or saved as an Excel workbook, is opened. Read the proposals, fill in what the
    list does not say, and `vostochny add --from` takes them.
    """
    from vostochny.contribute.imports.importing import ListDocument, as_text, compare_file, proposals_text
    from vostochny.model.edtf import edtf_interval
    from vostochny.tables.read_record import read_all

    try:
        if published_on:
            edtf_interval(published_on)
    except ValueError as error:
        raise click.UsageError(f"--date needs a day such as 2026-11-20, not {published_on!r}.") from error
    if output.exists():
        raise BuildError(f"{output} is there already; name another file with --output.")
    raw_tables = read_all(project)
    made, findings = compare_file(form, file, ListDocument(source_id, published_on, area, hours), raw_tables)
    refuse(findings)
    click.echo(as_text(made))
    if not made.rows:
        click.echo("There is nothing to propose.")
        return
    output.write_text(proposals_text(made.rows, raw_tables), encoding="utf-8", newline="\n")
    command = f"vostochny add --from {shlex.quote(str(output))}"
    click.echo(f"Wrote {len(made.rows)} proposed rows to {output}. When they are valid: {command}")
