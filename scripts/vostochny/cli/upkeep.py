"""Commands about upkeep: whether the sources' addresses still answer, and what is due to be checked again."""

from __future__ import annotations

import sys
from datetime import date, datetime

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
