"""One process that answers for Datasette behind the proxy; `vostochny host` starts several."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import uvicorn

from vostochny.model.project import Project
from vostochny.web import access_log

# Long enough for a long CSV file on a slow connection.
GRACE_S = 30
# Niceness of the worker that runs readers' own SQL.
YIELDING = 10
# Run the cyclic garbage collector only every 20,000 allocations, several pages' worth.
RARELY = 20_000


def work(root: Path, socket: Path, *, yielding: bool) -> None:
    """Serve the snapshot in `root` at `socket` until a signal to stop; running requests are finished first."""
    from vostochny.server.application import application

    if yielding:
        os.nice(YIELDING)
    access_log.start()
    app = access_log.AccessLog(application(Project(root)))
    # What is loaded now is never freed; scanning it again and again would delay some pages.
    gc.freeze()
    gc.set_threshold(RARELY)
    config = uvicorn.Config(
        app,
        uds=str(socket),
        log_config=None,
        access_log=False,
        lifespan="on",
        server_header=False,
        # Only the proxy can reach the socket, and its headers say how the reader's request arrived.
        forwarded_allow_ips="*",
        timeout_graceful_shutdown=GRACE_S,
    )
    uvicorn.Server(config).run()


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), yielding=sys.argv[3] == "statements")
