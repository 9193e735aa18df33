"""The command line: each command is a few lines over one function of a room, grouped in one module a subject."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import click

from vostochny.cli import contributing, dataset, history, hosting, publication, upkeep
from vostochny.model.errors import LedgerError
from vostochny.model.project import Project, this_checkout


class Ledger(click.Group):
    """The group of all commands; the one place where an exception becomes a sentence."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except LedgerError as error:
            raise click.ClickException(str(error)) from error
        except (OSError, sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            raise click.ClickException(in_words(error)) from error


KEPT = "What was published before is still in its place."
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


def in_words(error: OSError | sqlite3.Error) -> str:
    """What the system or SQLite refused, that nothing is lost, and what to do."""
    number = getattr(error, "errno", None)
    if number in FULL or "disk is full" in str(error) or "disk I/O error" in str(error):
        return f"There is no room to write ({error}). {KEPT} Free some space and call again."
    if number in FORBIDDEN or "readonly database" in str(error):
        return f"The target may not be written ({error}). {KEPT} Allow writing there, or work on a copy with --project."
    if isinstance(error, sqlite3.Error):
        return f"The database cannot be used ({error}). {KEPT} Delete build/ and call again."
    return str(error)


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
    from vostochny.contribute.atomic_replace import interrupted

    project = Project(root.resolve()) if root else this_checkout()
    if interrupted(project.data):
        take_back(project)
    context.obj = project


def take_back(project: Project) -> None:
    """Undo a `vostochny add` that was killed while it put its files in place."""
    from vostochny.contribute.atomic_replace import recover
    from vostochny.model.file_lock import alone

    with alone(project.build):
        if names := recover(project.data):
            click.echo(f"An `add` was cut off; {', '.join(names)} are as they were before it.", err=True)


COMMANDS = (
    dataset.check,
    dataset.format_command,
    dataset.build,
    dataset.estimate,
    contributing.add,
    contributing.import_command,
    contributing.review,
    publication.release,
    history.diff,
    history.prepare,
    publication.site,
    publication.serve,
    hosting.host,
    upkeep.links,
    upkeep.stale,
    upkeep.verify,
    upkeep.capture,
)
for command in COMMANDS:
    main.add_command(command)
