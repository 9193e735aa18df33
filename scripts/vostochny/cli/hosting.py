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
@click.pass_obj
@with_example("vostochny host --address 0.0.0.0 --port 80")
def host(project: Project, address: str, port: int, workers: int, rate: int) -> None:
    """Serve to the public what `vostochny site` has built: nginx before several workers.

    SIGHUP takes a new build in without a reader noticing; SIGTERM finishes what was begun and ends. How to run it is
    told on the site, under Running a server.
    """
    from vostochny.server.nginx import Limits
    from vostochny.server.supervisor import run
    from vostochny.web import access_log

    access_log.start()
    run(project, f"{address}:{port}", workers, Limits(rate))
