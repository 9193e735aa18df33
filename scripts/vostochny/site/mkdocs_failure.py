"""Says why MkDocs, which runs in a process of its own, ended with an error: the disk, or what it printed."""

from __future__ import annotations

import os
import re

from vostochny.model.errors import BuildError

# Python's last line about a disk that is full or may not be written.
DISK_ERROR = re.compile(r"^(?:OSError|PermissionError): \[Errno (\d+)\]", re.MULTILINE)


def mkdocs_failure(output: str) -> OSError | BuildError:
    """The error to raise for what the process printed; one of the disk is as if it had happened here."""
    if found := DISK_ERROR.search(output):
        return OSError(int(found[1]), os.strerror(int(found[1])))
    return BuildError(f"MkDocs could not build the site:\n{output}")
