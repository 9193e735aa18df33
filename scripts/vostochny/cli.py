"""The command line: each command is a few lines over one function of a room."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from vostochny.model.project import BuildError, Project, this_checkout

EXIT_WRONG_DATA = 1
EXIT_WRONG_CALL = 2


class Teller:
    """Tells of progress on a terminal, and keeps quiet in a pipe."""

    def __call__(self, message: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\033[K… {message}", err=True, nl=False)

    def done(self) -> None:
        """Clear the line of progress."""
        if sys.stderr.isatty():
            click.echo("\r\033[K", err=True, nl=False)


def with_example(example: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Adds an example to a command's help; every command has one."""

    def add(function: Callable[..., object]) -> Callable[..., object]:
        function.__doc__ = f"{function.__doc__}\n\n\b\nExample:\n  {example}"
        return function

    return add


class Ledger(click.Group):
    """The group of all commands; the one place where an exception becomes a sentence."""

    def invoke(self, context: click.Context) -> object:
        from vostochny.model.sqlfile import SchemaError

        try:
            return super().invoke(context)
        except (SchemaError, BuildError, OSError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Ledger, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Work on another checkout than the one this program was installed from.",
)
@click.version_option(package_name="vostochny-ledger")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Check, build, publish and serve the Vostochny Ledger.

    \b
    Example:
      vostochny check
    """
    context.obj = Project(root.resolve()) if root else this_checkout()


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
@with_example("vostochny check --format json")
def check(project: Project, form: str) -> None:
    """Look for everything that is wrong in data/; exit code 1 when something is."""
    from vostochny.checks.report import as_json, as_text
    from vostochny.checks.run import checked

    tell = Teller()
    with checked(project, tell) as (verdict, _staged):
        tell.done()
        click.echo(as_json(verdict) if form == "json" else as_text(verdict))
    sys.exit(0 if verdict.right else EXIT_WRONG_DATA)


@main.command("format")
@click.option("--check", "only_look", is_flag=True, help="Change nothing; exit code 1 when a file would change.")
@click.pass_obj
@with_example("vostochny format")
def format_command(project: Project, only_look: bool) -> None:
    """Write data/*.csv in their canonical form: sorted, LF, quotes only where needed."""
    from vostochny.tables.formatting import format_all

    outcome = format_all(project, only_look=only_look)
    for line in outcome.lines:
        click.echo(line)
    sys.exit(EXIT_WRONG_DATA if outcome.refused or (only_look and outcome.changed) else 0)


@main.command()
@click.pass_obj
@with_example("vostochny build")
def build(project: Project) -> None:
    """Check the tables and write build/vostochny.db and build/downloads/."""
    make(project, make_database)


@main.command()
@click.option("--seed", type=int, default=43, show_default=True, help="Number from which all random draws follow.")
@click.option("--draws", type=click.IntRange(100, 1_000_000), default=10_000, show_default=True)
@click.pass_obj
@with_example("vostochny estimate --seed 7 --draws 100000")
def estimate(project: Project, seed: int, draws: int) -> None:
    """Run the volume model over the built database and print its totals, with the run that made them."""
    make(project, make_database)
    from vostochny.release.estimates import as_lines, estimate

    for line in as_lines(estimate(project.dataset, project.database, seed, draws)):
        click.echo(line)


@main.command()
@click.pass_obj
@with_example("vostochny site")
def site(project: Project) -> None:
    """Build the documentation site into build/site/, and first the database if it is not up to date."""
    make(project, make_database, make_site)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.pass_obj
@with_example("vostochny serve --port 9000")
def serve(project: Project, port: int) -> None:
    """Serve the site at /, Datasette at /data/ and the files at /downloads/, building what is out of date."""
    make(project, make_database, make_site)
    from vostochny.publish.server import serve as run_server

    run_server(project, port)


def make(project: Project, *steps: Callable[[Project], None]) -> None:
    """Take the steps of a build one after another, alone in build/."""
    from vostochny.model.lock import alone

    with alone(project.build):
        for step in steps:
            step(project)


def make_database(project: Project) -> None:
    """Database and downloads, unless they were made of exactly this content; ends the program on bad data."""
    from vostochny.model.stamp import fingerprint, is_fresh, mark_fresh

    content = fingerprint([project.data, project.schemas, Path(__file__).parent])
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
        Path(__file__).parent,
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
