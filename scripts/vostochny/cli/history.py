"""Commands about what changed from one state of the record to another."""

from __future__ import annotations

from pathlib import Path

import click

from vostochny.cli.common import with_example
from vostochny.model.project import Project


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not the screen.")
@click.pass_obj
@with_example("vostochny diff v2026.11.0 build/downloads --format markdown")
def diff(project: Project, old: str, new: str | None, form: str, output: Path | None) -> None:
    """Tell in words what changed from OLD to NEW, and what that did to the headline.

    Each is a release folder or a checkout, a zip, a database, or a git revision such as v2026.11.0. NEW is this
    checkout when it is left out. Both are read in the form that the tables have today.
    """
    from vostochny.release.difference.report import as_json, as_markdown, as_text, report
    from vostochny.release.difference.side import read_side, this_side

    sides = read_side(project, old), read_side(project, new) if new else this_side(project)
    writers = {"text": as_text, "markdown": as_markdown, "json": as_json}
    content = writers[form](report(project.dataset, *sides))
    if output is None:
        click.echo(content, nl=False)
        return
    output.write_text(content, encoding="utf-8", newline="\n")
    click.echo(f"Wrote {output}.")
