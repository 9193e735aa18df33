"""The steps of a build, each left out when what it makes was made of exactly this content."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from vostochny.cli.common import EXIT_WRONG_DATA, Teller
from vostochny.model.project import Project

# Its own code is among the things that a build is made of.
PROGRAM = Path(__file__).parents[1]


def make(project: Project, *steps: Callable[[Project], None]) -> None:
    """Take the steps of a build one after another, alone in build/."""
    from vostochny.model.lock import alone

    with alone(project.build):
        for step in steps:
            step(project)


def make_database(project: Project) -> None:
    """Database and downloads, unless they were made of exactly this content; ends the program on bad data."""
    from vostochny.model.stamp import fingerprint, is_fresh, mark_fresh

    content = fingerprint([project.data, project.schemas, PROGRAM])
    downloads = project.build / "downloads"
    if is_fresh(project.database, content) and is_fresh(downloads, content):
        click.echo(f"{project.shown(project.database)} is up to date.")
        return
    from vostochny.checks.gate import build_database
    from vostochny.checks.report import as_text
    from vostochny.release.downloads import build_downloads
    from vostochny.release.estimates import add_estimates

    tell = Teller()
    verdict = build_database(project, tell, lambda staged: add_estimates(project.dataset, staged))
    tell.done()
    click.echo(as_text(verdict))
    if not verdict.right:
        sys.exit(EXIT_WRONG_DATA)
    mark_fresh(project.database, content)
    build_downloads(project)
    mark_fresh(downloads, content)
    click.echo(f"Wrote {project.shown(project.database)} and {project.shown(downloads)}/.")


def make_site(project: Project) -> None:
    """The site, unless it was made of exactly this content for this address."""
    from vostochny.model.stamp import fingerprint, is_fresh, mark_fresh
    from vostochny.publish.address import LAND, site_address

    made_of = [
        project.data,
        project.schemas,
        PROGRAM,
        project.root / "site",
        project.root / "mkdocs.yml",
        project.root / "CHANGELOG.md",
        LAND,
    ]
    # Whole addresses stand in the pages, so that a site for another address is another site.
    content = f"{fingerprint(made_of)} {site_address()}"
    folder = project.build / "site"
    if is_fresh(folder, content):
        click.echo(f"{project.shown(folder)}/ is up to date.")
        return
    from vostochny.publish.site import build_site

    tell = Teller()
    build_site(project, tell)
    tell.done()
    mark_fresh(folder, content)
    click.echo(f"Wrote {project.shown(folder)}/.")
