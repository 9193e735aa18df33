"""Commands for a newsroom's desk: check a draft, file a request, answer programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from vostochny.cli.common import with_example
from vostochny.model.project import Project


@click.command("verify-text")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
@with_example("vostochny verify-text draft.txt")
def verify_text(project: Project, file: Path, form: str) -> None:
    """Compare the figures, days and listings in a draft with the record; nothing leaves the machine.

    A verdict says how the draft compares with this record, never that a statement is true.
    """
    from vostochny.database.reading import opened
    from vostochny.desk.article import check
    from vostochny.desk.article_facts import article_table
    from vostochny.model.site_url import site_address

    try:
        draft = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(
            f"{file} is not text in UTF-8: byte {error.start + 1}. Save it as plain text."
        ) from error
    with opened(project.database) as connection:
        table = article_table(project.dataset, connection)
    found = check(table, draft)
    if form == "json":
        click.echo(json.dumps([asdict(item) for item in found], ensure_ascii=False, indent=2))
        return
    for item in found:
        link = f"\n    on record: {item.words} {site_address()}{item.page}" if item.page else ""
        click.echo(f"{table['patterns']['verdicts'][item.verdict]}: {item.quoted}\n    {item.sentence}{link}")
    click.echo(f"{len(found)} compared with version {table['version']}. A verdict never says that something happened.")
