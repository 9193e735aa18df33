"""Commands about upkeep: whether addresses still answer, what is due to be checked again, and copies of documents."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from vostochny.cli.common import EXIT_WRONG_DATA, Progress, with_example
from vostochny.model.project import Project


def today() -> str:
    """The day on the clock of whoever calls; what is published never asks for it."""
    return date.today().isoformat()


DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--source", "only", multiple=True, metavar="SOURCE_ID", help="Only this source; may be given again.")
@click.option("--on", type=DAY, default=today, help="The day to note.  [default: today]")
@click.pass_obj
@with_example("vostochny links --source osc-2024-refined-tastes")
def links(project: Project, only: tuple[str, ...], on: datetime) -> None:
    """Ask whether the sources' addresses still answer, and note it in data/source_checks.csv for review.

    Asks the network, slowly: one request to a host in two seconds. When interrupted, the next call goes on.
    """
    import asyncio

    from vostochny.upkeep.link_results import check_links

    progress = Progress()
    outcome = asyncio.run(check_links(project, on.date().isoformat(), only, say=progress))
    progress.done()
    for line in outcome.as_lines():
        click.echo(line)


@click.command()
@click.option("--on", type=DAY, default=today, help="The day to judge by.  [default: today]")
@click.pass_obj
@with_example("vostochny stale --on 2027-01-31")
def stale(project: Project, on: datetime) -> None:
    """List the tables and sources that should have been checked again by a day; exit code 1 when there are any."""
    from vostochny.upkeep.freshness import overdue

    found = overdue(project, on.date())
    for line in found:
        click.echo(line)
    click.echo(f"{len(found)} tables, sources and searches are stale on {on.date()}.")
    sys.exit(EXIT_WRONG_DATA if found else 0)


@click.command()
@click.argument("source_id", metavar="SOURCE")
@click.argument("files", nargs=-1, required=True, metavar="FILE...",
                type=click.Path(exists=True, dir_okay=False, path_type=Path))  # fmt: skip
@click.option("--record", is_flag=True, help="Note hash, day and verdict in data/source_checks.csv.")
@click.option("--on", type=DAY, default=today, help="The day to note.  [default: today]")
@click.pass_obj
@with_example("vostochny verify gcaptain-2024-05-02 saved-page.html")
def verify(project: Project, source_id: str, files: tuple[Path, ...], record: bool, on: datetime) -> None:
    """Look for the passages of a source in copies of it: saved HTML, PDF, text or WACZ. Nothing leaves the machine.

    Exit code 1 when a passage is not found. Of the copies nothing is kept; with --record their hash is noted.
    """
    from vostochny.upkeep.copies import compare_copies, record_comparison

    comparison = compare_copies(project, source_id, files)
    for line in comparison.as_lines():
        click.echo(line)
    if record:
        record_comparison(project, comparison, on.date().isoformat())
        click.echo("Noted in data/source_checks.csv.")
    sys.exit(0 if comparison.word == "all_found" else EXIT_WRONG_DATA)


@click.command()
@click.argument("source_id", metavar="SOURCE")
@click.option("--into", "folder", type=click.Path(file_okay=False, path_type=Path),
              help="A private folder outside of what releases are made of.  [default: captures/]")  # fmt: skip
@click.option("--on", type=DAY, default=today, help="The day to note.  [default: today]")
@click.pass_obj
@with_example("vostochny capture gcaptain-2024-05-02")
def capture(project: Project, source_id: str, folder: Path | None, on: datetime) -> None:
    """Fetch the public address of a source, politely, and keep what came as a WACZ in a private folder.

    Needs the extra `capture`. An interrupted fetch goes on where it was, if the host lets it.
    """
    import asyncio

    from vostochny.upkeep.capture import capture as fetch
    from vostochny.upkeep.link_results import addresses_of

    address = addresses_of(project, {source_id}).get(source_id)
    if not address:
        raise click.ClickException(f"{source_id} has no address.")
    captured = asyncio.run(fetch(project, source_id, address, on.date().isoformat(), folder))
    click.echo(captured.as_text())
    sys.exit(0 if captured.path else EXIT_WRONG_DATA)
