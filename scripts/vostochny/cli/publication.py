"""Commands about the publication: make the release's files, build the site, serve everything."""

from __future__ import annotations

import os
from functools import partial

import click

from vostochny.cli.build_steps import make, make_database, make_downloads, make_site, make_static
from vostochny.cli.common import with_example
from vostochny.model.project import Project


@click.command()
@click.pass_obj
@with_example("vostochny release")
def release(project: Project) -> None:
    """Write everything that can be downloaded into build/downloads/, building the database if it is out of date.

    The gate decides first whether the release may be published; if not, the previous files stay in place.
    """
    make(project, make_database, make_downloads)


DRAFT = click.option("--draft", is_flag=True, help="Build it although the gate is closed.")


@click.command()
@DRAFT
@click.pass_obj
@with_example("vostochny site")
def site(project: Project, draft: bool) -> None:
    """Build the documentation site into build/site/, and first whatever it is made from and is out of date."""
    make(project, make_database, partial(make_downloads, draft=draft), make_site)


@click.command()
@click.pass_obj
@with_example("vostochny static")
def static(project: Project) -> None:
    """Put the site, the downloads and Explore into build/static/, which any host of static files can serve as it is."""
    make(project, make_database, make_downloads, make_site)
    make_static(project)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@DRAFT
@click.option("--watch", is_flag=True, help="Check and show what is saved in data/, schemas/ and site/pages/.")
@click.pass_obj
@with_example("vostochny serve --port 9000")
def serve(project: Project, port: int, draft: bool, watch: bool) -> None:
    """Serve the site at /, Datasette at /data/ and the files at /downloads/, building what is out of date.

    With --watch a page that is open loads again when a table, its description or a page is saved. What is not valid is
    shown on it, over the last valid state, until it is mended. Downloads, Explore, the site's search and the pictures
    stay as they were at the start; build them by starting again.
    """
    # Citations, examples and snippets name the address at which the reader sees them.
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}/")
    make(project, make_database, partial(make_downloads, draft=draft), make_site)
    if watch:
        from vostochny.cli.watching import serve_watched

        serve_watched(project, port)
        return
    from vostochny.server.application import serve as run_server

    run_server(project, port)
