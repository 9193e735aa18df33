"""The command line; each command is a few lines that call one function of a room."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import click

from vostochny.cli import contributing, dataset, desk, history, hosting, publication, upkeep
from vostochny.model.errors import EXIT_WRONG_CALL, CallError, LedgerError
from vostochny.model.project import Project, this_checkout


class CallException(click.ClickException):
    """The message of a `CallError`, with its exit code."""

    exit_code = EXIT_WRONG_CALL


class CommandGroup(click.Group):
    """The group of all commands; the only place where exceptions become messages."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except LedgerError as error:
            raise (CallException if isinstance(error, CallError) else click.ClickException)(str(error)) from error
        except (OSError, sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            raise click.ClickException(explained(error)) from error


UNCHANGED = "What was built before is unchanged."
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


def explained(error: OSError | sqlite3.Error) -> str:
    """What failed, that nothing is lost, and what to do."""
    number = getattr(error, "errno", None)
    if number in FULL or "disk is full" in str(error) or "disk I/O error" in str(error):
        return f"The disk is full ({error}). {UNCHANGED} Free some space and run it again."
    if number in FORBIDDEN or "readonly database" in str(error):
        return f"No permission to write ({error}). {UNCHANGED} Allow writing there, or use a copy with --project."
    if isinstance(error, sqlite3.Error):
        return f"The database cannot be used ({error}). {UNCHANGED} Delete build/ and run it again."
    if isinstance(error, IsADirectoryError):
        return f"{error.filename2 or error.filename} is a folder where a file belongs; remove it and run it again."
    return str(error)


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Use another checkout than the one this program is installed from.",
)
@click.version_option(package_name="vostochny-ledger")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Check, build, publish and serve the Vostochny Ledger.

    \b
    Example:
      vostochny check
    """
    from vostochny.contribute.file_transaction import interrupted

    project = Project(root.resolve()) if root else this_checkout()
    if interrupted(project.data):
        restore(project)
    context.obj = project


def restore(project: Project) -> None:
    """Roll back a `vostochny add` that was killed while it replaced files."""
    from vostochny.contribute.file_transaction import recover
    from vostochny.model.file_lock import alone

    with alone(project.build):
        if names := recover(project.data):
            click.echo(f"A previous `add` was interrupted; {', '.join(names)} were restored.", err=True)


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
    publication.static,
    publication.serve,
    hosting.host,
    upkeep.links,
    upkeep.stale,
    upkeep.verify,
    upkeep.capture,
    desk.verify_text,
    desk.requests,
    desk.mcp,
)
for command in COMMANDS:
    main.add_command(command)
