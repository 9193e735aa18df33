"""The steps of a build; each is skipped if its output is up to date."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from vostochny.cli.common import EXIT_WRONG_DATA, Progress
from vostochny.model.project import Project

# The code is part of what decides the output.
PROGRAM = Path(__file__).parents[1]


def make(project: Project, *steps: Callable[[Project], None]) -> None:
    """Run the steps of a build, holding the lock on build/."""
    from vostochny.model.atomic_folder import clear
    from vostochny.model.file_lock import alone

    with alone(project.build):
        clear(project.build)
        for step in steps:
            step(project)


def make_database(project: Project) -> None:
    """Builds the database unless it is up to date; exits on invalid data."""
    from vostochny.model.fingerprint import is_fresh, mark_fresh

    content = content_of(project)
    if is_fresh(project.database, content) and project.validation.exists():
        click.echo(f"{project.shown(project.database)} is up to date.")
        return
    from vostochny.checks.build_database import build_database
    from vostochny.checks.print_verdict import as_text
    from vostochny.checks.validation_report import write

    progress = Progress()
    verdict = build_database(project, progress)
    progress.done()
    click.echo(as_text(verdict))
    if not verdict.valid:
        sys.exit(EXIT_WRONG_DATA)
    write(project, verdict)
    mark_fresh(project.database, content)
    click.echo(f"Wrote {project.shown(project.database)}.")


def make_downloads(project: Project, *, draft: bool = False) -> None:
    """Writes the files to download unless they are up to date for this address.

    Exits if the gate is closed, leaving the previous files in place.
    draft: continue anyway, to look at what must not be published
    """
    from vostochny.diff.revision import tags_of
    from vostochny.model.fingerprint import is_fresh, mark_fresh

    # The comparison with the last release depends on whether its tag is available.
    content = f"{content_of(project)} {public_addresses()} {tags_of(project.root)}{' draft' if draft else ''}"
    folder = project.build / "downloads"
    if is_fresh(folder, content):
        click.echo(f"{project.shown(folder)}/ is up to date.")
        return
    from vostochny.release.downloads import build_downloads

    ask_gate(project, draft=draft)
    progress = Progress()
    files = build_downloads(project, progress)
    progress.done()
    mark_fresh(folder, content)
    click.echo(f"Wrote {files} files into {project.shown(folder)}/.")


def ask_gate(project: Project, *, draft: bool) -> None:
    """Print what the gate finds; exits if it is closed and this is not a draft."""
    from vostochny.release.gate.evaluate import pass_gate

    gate = pass_gate(project)
    for line in gate.lines():
        click.echo(line)
    if gate.open:
        return
    kept = project.build / "downloads"
    if draft:
        click.echo("A draft, not for publication.")
        return
    left = f"; {project.shown(kept)}/ is unchanged" if kept.exists() else ""
    click.echo(f"Not released{left}.", err=True)
    sys.exit(EXIT_WRONG_DATA)


def content_of(project: Project, *more: Path) -> str:
    """Fingerprint of all that decides the output: data, schemas, code, release time, and `more`."""
    from vostochny.model.fingerprint import fingerprint

    return f"{fingerprint([project.data, project.schemas, PROGRAM, *more])} {project.dataset.package['created']}"


def public_addresses() -> str:
    """What pages and files say of where the publication, its repository and its keeper are."""
    from vostochny.model.site_url import contact_address, repository_address, site_address

    return f"{site_address()} {repository_address()} {contact_address()}"


def make_site(project: Project) -> None:
    """Builds the site unless it is up to date for this address."""
    from vostochny.explore.bundle import ENGINE, ENGINE_FILES
    from vostochny.model.fingerprint import is_fresh, mark_fresh
    from vostochny.release.gate.evaluate import gate_file
    from vostochny.render.land_outlines import LAND

    made_of = (
        project.root / "site",
        project.root / "mkdocs.yml",
        project.root / "CHANGELOG.md",
        LAND,
        *(ENGINE / name for name in ENGINE_FILES),
        gate_file(project),
    )
    # The pages contain absolute addresses, so a site for another address is different.
    content = f"{content_of(project, *made_of)} {public_addresses()}"
    folder = project.build / "site"
    if is_fresh(folder, content):
        click.echo(f"{project.shown(folder)}/ is up to date.")
        return
    from vostochny.site.build import build_site

    progress = Progress()
    build_site(project, progress)
    progress.done()
    mark_fresh(folder, content)
    click.echo(f"Wrote {project.shown(folder)}/.")


def make_static(project: Project) -> None:
    """The folder for hosts of static files; it is put together anew each time, of what has been made already."""
    from vostochny.explore.static_folder import build_static

    folder = project.build / "static"
    addresses = build_static(project)
    click.echo(f"Wrote {project.shown(folder)}/; {addresses:,} addresses of Datasette lead to Explore.")
