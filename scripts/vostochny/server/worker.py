"""One process that answers for Datasette behind the proxy; `vostochny host` starts several."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import uvicorn

from vostochny.model.project import Project
from vostochny.server import privileges
from vostochny.server.die_with_parent import tie
from vostochny.web import access_log

# Long enough for a long CSV file on a slow connection.
GRACE_S = 30
# Niceness of the worker that runs readers' own SQL.
YIELDING = 10
# Run the cyclic garbage collector only every 20,000 allocations, several pages' worth.
RARELY = 20_000
# Where glibc keeps what was freed: in two arenas, and not more than 4 MiB at the end of each. By default every thread
# has an arena of its own that keeps the most a statement ever needed there (mallopt(3), environment variables).
MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": str(4 * 1024 * 1024)}

# Longer than nginx keeps an unused connection, so that it never sends a request on one that is just being closed.
KEEP_ALIVE_S = 120


def work(root: Path, socket: Path, parent: int, user: str, *, yielding: bool) -> None:
    """Serve the snapshot in `root` at `socket` until a signal to stop; running requests are finished first.

    parent: the process that started this one and with which it ends
    user: the ordinary user to become if root started it
    """
    from vostochny.server.application import application

    if yielding:
        os.nice(YIELDING)
    if who := privileges.account(user):
        program = [Path(module.__file__ or "") for module in (os, uvicorn, privileges)]
        privileges.become(who, reading=not privileges.can_read(who, [root, *program]))
    tie(parent)
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
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACE_S,
    )
    uvicorn.Server(config).run()


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[4]), sys.argv[5], yielding=sys.argv[3] == "statements")
