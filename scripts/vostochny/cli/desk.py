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
        what = f"{file} is not text in UTF-8: byte {error.start + 1}. Save it as plain text."
        raise click.ClickException(what) from error
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


@click.command()
@click.argument("letter", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--on", "day", default="", metavar="DAY", help="Day on which it arrived, or was decided.")
@click.option("--asked", default="", help="What is asked, in the record's own words instead of the writer's.")
@click.option("--decide", "request", default="", metavar="REQUEST", help="Enter what was done about this request.")
@click.option("--state", type=click.Choice(["accepted", "declined", "recorded"]), help="What was done.")
@click.option("--answer", default="", help="What was decided and why, for the public log.")
@click.pass_obj
@with_example('vostochny requests --decide request-001 --state accepted --on 2026-12-10 --answer "Changed, because …"')
def requests(
    project: Project, letter: Path | None, day: str, asked: str, request: str, state: str | None, answer: str
) -> None:
    """File a received LETTER (what the form writes, or the text of an issue) in the public log, or decide a request.

    Without arguments it lists the open requests. How to reach the writer is never filed.
    """
    from vostochny.cli.contributing import settle, tables_in_form
    from vostochny.desk.correction_requests import decided, filed
    from vostochny.model.file_lock import alone

    with alone(project.build):
        raw_tables = tables_in_form(project)
        if not letter and not request:
            waiting = [row for row in raw_tables["requests"].records() if row["state"] == "open"]
            for row in waiting:
                click.echo(f"{row['request_id']}, received {row['received_on']}, {row['record_id']}: {row['asked']}")
            click.echo(f"{len(waiting)} open.")
            return
        if not day or (request and not (state and answer)) or (letter and request):
            raise click.UsageError("Give LETTER with --on, or --decide with --state, --on and --answer.")
        if letter:
            draft = filed(letter.read_text(encoding="utf-8"), day, asked, raw_tables)
        else:
            draft = decided(request, state or "", day, answer, raw_tables)
        settle(project, draft, dry_run=False)
    if letter:
        click.echo("The log is public: read the wording before you commit it, and take out what names the writer.")


@click.command()
@click.pass_obj
@with_example("vostochny mcp")
def mcp(project: Project) -> None:
    """Answer programs by the Model Context Protocol over stdio, from the built database, which is only read."""
    from vostochny.desk.mcp_server import mcp_server

    mcp_server(project).run("stdio")
