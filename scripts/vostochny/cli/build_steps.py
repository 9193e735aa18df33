"""The steps of a build; each is skipped if its output is up to date, and all together are one edition."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from vostochny.cli.common import EXIT_WRONG_DATA, Progress
from vostochny.model.project import Project

if TYPE_CHECKING:
    from vostochny.release.edition_in_progress import EditionInProgress

Step: TypeAlias = "Callable[[EditionInProgress], None]"
# The code is part of what decides the output.
PROGRAM = Path(__file__).parents[1]


def make(project: Project, *steps: Step) -> None:
    """Make an edition by these steps and put it in place in one step, holding the lock on build/.

    When a step fails or exits, the current edition stays as it is. What a step leaves out is taken from that edition.
    """
    from vostochny.model.atomic_folder import clear
    from vostochny.model.file_lock import alone
    from vostochny.release.edition_in_progress import in_progress

    with alone(project.build):
        clear(project.build)
        with in_progress(project) as work:
            for step in steps:
                step(work)


def make_database(work: EditionInProgress) -> None:
    """Builds the database unless it is up to date; exits on invalid data."""
    project = work.project
    content = content_of(project)
    if work.reuse("database", content):
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
    work.made("database", content)
    click.echo(f"Wrote {project.shown(project.database)}.")


def make_downloads(work: EditionInProgress, *, draft: bool = False) -> None:
    """Writes the files to download unless they are up to date for this address.

    Exits if the gate is closed, leaving the previous files in place.
    draft: continue anyway, to look at what must not be published
    """
    from vostochny.diff.revision import tags_of

    project = work.project
    # The comparison with the last release depends on whether its tag is available.
    content = f"{content_of(project)} {public_addresses()} {tags_of(project.root)}{' draft' if draft else ''}"
    folder = project.shown(project.build / "downloads")
    if work.reuse("downloads", content):
        click.echo(f"{folder}/ is up to date.")
        return
    from vostochny.release.downloads import build_downloads

    is_open = ask_gate(work, draft=draft)
    progress = Progress()
    files = build_downloads(project, progress)
    progress.done()
    work.made("downloads", content, draft=not is_open)
    click.echo(f"Wrote {files} files into {folder}/.")


def ask_gate(work: EditionInProgress, *, draft: bool) -> bool:
    """Print what the gate finds and return whether it is open; exits if it is closed and this is not a draft.

    What it finds is kept in build/gate.json too, because an edition that it refuses is not kept.
    """
    from vostochny.model.atomic_file import atomic_write
    from vostochny.release.gate.evaluate import gate_file, pass_gate

    gate = pass_gate(work.project)
    atomic_write(gate_file(work.base), gate.as_json())
    for line in gate.lines():
        click.echo(line)
    if gate.open:
        return True
    kept = work.base.build / "downloads"
    if draft:
        click.echo("A draft, not for publication.")
        return False
    left = f"; {work.base.shown(kept)}/ is unchanged" if kept.exists() else ""
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


def make_site(work: EditionInProgress) -> None:
    """Builds the site unless it is up to date for this address."""
    from vostochny.explore.packed_scripts import COMPILED, packer
    from vostochny.release.gate.evaluate import gate_file
    from vostochny.render.land_outlines import LAND

    project = work.project
    made_of = (
        project.root / "site",
        project.root / "mkdocs.yml",
        project.root / "CHANGELOG.md",
        LAND,
        COMPILED,
        packer() or COMPILED,
        gate_file(project),
    )
    # The pages contain absolute addresses, so a site for another address is different.
    content = f"{content_of(project, *made_of)} {public_addresses()}"
    folder = project.shown(project.build / "site")
    if work.reuse("site", content):
        click.echo(f"{folder}/ is up to date.")
        return
    from vostochny.site.build import build_site

    progress = Progress()
    build_site(project, progress)
    progress.done()
    work.made("site", content)
    click.echo(f"Wrote {folder}/.")


def make_static(project: Project) -> None:
    """The folder for hosts of static files; it is put together anew each time, of the current edition.

    Raises BuildError when it cannot be written, which says what is in place then.
    """
    from vostochny.explore.static_folder import build_static
    from vostochny.model.errors import BuildError
    from vostochny.model.file_lock import alone

    folder = project.build / "static"
    try:
        with alone(project.build):
            addresses = build_static(project)
    except OSError as error:
        raise BuildError(
            f"{project.shown(folder)}/ could not be written and is as it was ({error}). The database, the downloads "
            "and the site are those of the new edition. Free some space, or allow writing there, and run it again."
        ) from error
    click.echo(f"Wrote {project.shown(folder)}/; {addresses:,} addresses of Datasette lead to Explore.")
