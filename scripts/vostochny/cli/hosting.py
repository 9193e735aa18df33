"""The command that serves the publication to the public."""

from __future__ import annotations

import os

import click

from vostochny.cli.common import with_example
from vostochny.model.project import Project


@click.command()
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=os.cpu_count(), help="Processes; one a core if not given."
)
@click.option(
    "--rate",
    type=click.IntRange(0, 10_000),
    default=20,
    show_default=True,
    help="Requests a second that one address may make of Datasette; 0 for no limits.",
)
@click.option(
    "--user", default="nobody", show_default=True, help="Ordinary user that the processes become if root starts them."
)
@click.pass_obj
@with_example("vostochny host --address 0.0.0.0 --port 80")
def host(project: Project, address: str, port: int, workers: int, rate: int, user: str) -> None:
    """Serve to the public what `vostochny site` has built: nginx before several workers.

    SIGHUP serves a new edition without interruption; SIGTERM finishes running requests and ends. The site explains
    how to run it, under Running a server.
    """
    from vostochny.server.listen import Listen
    from vostochny.server.nginx import Limits
    from vostochny.server.supervisor import run
    from vostochny.web import access_log

    access_log.start()
    run(project, Listen(address, port), workers, Limits(rate), user)
