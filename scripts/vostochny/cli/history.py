"""Commands about what changed from one state of the record to another."""

from __future__ import annotations

from pathlib import Path

import click

from vostochny.cli.common import with_example
from vostochny.model.project import Project

FORMS = ["text", "markdown", "json", "html"]


@click.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json", "html"]), default="text", show_default=True
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not the screen.")
@click.pass_obj
@with_example("vostochny diff v2026.11.0 build/downloads --format markdown")
def diff(project: Project, old: str | None, new: str | None, form: str, output: Path | None) -> None:
    """Tell in words what changed from OLD to NEW, and what that did to the headline.

    Each is a release folder or a checkout, a zip, a database, or a git revision such as v2026.11.0. OLD is the
    last release when it is left out, and NEW this checkout. Both are read in the form that the tables have today.
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
@click.option("--summary", default="", help="What the release brings, in a sentence.")
@click.option("--reason", default="", help="Why records that were published before are changed or removed in it.")
@click.pass_obj
@with_example('vostochny prepare 2026.12.0 --on 2026-12-15 --summary "Two calls of October 2024."')
def prepare(project: Project, version: str, released_on: str, summary: str, reason: str) -> None:
    """Begin release VERSION, or bring the one at hand up to date: its version, day and reason, and what it changes.

    Writes data/releases.csv, data/changes.csv, schemas/released.json and the version where tools look for it.
    """
    from vostochny.release.history.prepare import prepare

    done = prepare(project, version, released_on=released_on, summary=summary, reason=reason)
    for line in done.lines:
        click.echo(line)
