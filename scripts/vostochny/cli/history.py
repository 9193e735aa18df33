"""Commands on changes between states of the record."""

from __future__ import annotations

from pathlib import Path

import click

from vostochny.cli.common import with_example
from vostochny.model.project import Project


@click.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json", "html"]), default="text", show_default=True
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file instead of the terminal."
)
@click.pass_obj
@with_example("vostochny diff v2026.11.0 build/downloads --format markdown")
def diff(project: Project, old: str | None, new: str | None, form: str, output: Path | None) -> None:
    """Describe what changed from OLD to NEW, and its effect on the headline figures.

    Each is a release folder or a checkout, a zip, a database, or a git revision such as v2026.11.0. OLD defaults to
    the last release and NEW to this checkout. Both are read with the current schemas.
    """
    from vostochny.diff.difference import as_json, as_markdown, as_text, report
    from vostochny.diff.html_page import as_html
    from vostochny.diff.side import read_side, this_side
    from vostochny.release.history.versions import latest_tag

    sides = read_side(project, old or latest_tag(project)), read_side(project, new) if new else this_side(project)
    writers = {"text": as_text, "markdown": as_markdown, "json": as_json, "html": as_html}
    content = writers[form](report(project.dataset, *sides))
    if output is None:
        click.echo(content, nl=False)
        return
    output.write_text(content, encoding="utf-8", newline="\n")
    click.echo(f"Wrote {output}.")


@click.command()
@click.argument("version", required=False, default="")
@click.option("--on", "released_on", default="", metavar="DAY", help="Day of the release, such as 2026-12-15.")
@click.option("--summary", default="", help="What is new in the release, in a sentence.")
@click.option("--reason", default="", help="Why published records are changed or removed in it.")
@click.pass_obj
@with_example('vostochny prepare 2026.12.0 --on 2026-12-15 --summary "Two calls of October 2024."')
def prepare(project: Project, version: str, released_on: str, summary: str, reason: str) -> None:
    """Begin release VERSION, or update the current one: its version, day and reason, and the log of its changes.

    Writes data/releases.csv, data/changes.csv, schemas/released.json and the version where tools look for it.
    """
    from vostochny.release.history.prepare import prepare

    done = prepare(project, version, released_on=released_on, summary=summary, reason=reason)
    for line in done.lines:
        click.echo(line)
