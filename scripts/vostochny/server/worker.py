"""One process that answers for Datasette behind the proxy; `vostochny host` starts several."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import uvicorn

from vostochny.model.project import Project
from vostochny.web import access_log

# Long enough for a long CSV on a slow line to be finished.
GRACE_S = 30
# So much less of the processor than others is a worker given that runs the statements of readers.
YIELDING = 10
# New objects between two looks for rings of dead ones: as many as some pages make.
RARELY = 20_000


def work(root: Path, socket: Path, *, yielding: bool) -> None:
    """Serve the edition in `root` at `socket` until told to end; what is being answered then is finished first."""
    from vostochny.server.application import application

    if yielding:
        os.nice(YIELDING)
    access_log.start()
    app = access_log.AccessLog(application(Project(root)))
    # What is there now stays for good; looking through it again and again would hold up a page now and then.
    gc.freeze()
    gc.set_threshold(RARELY)
    config = uvicorn.Config(
        app,
        uds=str(socket),
        log_config=None,
        access_log=False,
        lifespan="on",
        server_header=False,
        # Only the proxy reaches the socket, and it says how the reader came to it.
        forwarded_allow_ips="*",
        timeout_graceful_shutdown=GRACE_S,
    )
    uvicorn.Server(config).run()


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), yielding=sys.argv[3] == "statements")
