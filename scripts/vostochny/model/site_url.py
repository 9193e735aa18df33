"""Where the publication stands in public, and its repository: the addresses that its pages and files name."""

from __future__ import annotations

import os

# Datasette's path under that address, and the path of its database.
DATASETTE_PATH = "/data"
DATABASE_PATH = f"{DATASETTE_PATH}/vostochny"
# mkdocs.yml has the same default; whoever publishes sets SITE_URL for both.
LOCAL = "http://127.0.0.1:8001/"


def site_address() -> str:
    """The address of the first page, with a slash at its end."""
    return os.environ.get("SITE_URL", LOCAL).rstrip("/") + "/"


def contact_address() -> str:
    """The mail address for corrections and replies; empty where CONTACT_MAIL does not tell it."""
    return os.environ.get("CONTACT_MAIL", "")


def repository_address() -> str:
    """The address of the public repository, without a slash at its end; empty where REPOSITORY_URL does not tell it."""
    return os.environ.get("REPOSITORY_URL", "").rstrip("/")
