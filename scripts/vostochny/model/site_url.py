"""Where the publication is in public, its repository and its keeper: the addresses that its pages and files name."""

from __future__ import annotations

import os
from urllib.parse import quote, urlsplit

# Datasette's path under that address, and the path of its database.
DATASETTE_PATH = "/data"
DATABASE_PATH = f"{DATASETTE_PATH}/vostochny"
LETTER_SUBJECT = "Vostochny Ledger: correction or reply"
# What a letter to the keeper begins with; the page of corrections lists the same lines.
LETTER = (
    "Kind (correction or reply): \nRecord (such as call-001, or the address of its page): \nColumn: \n"
    "What it says now: \nWhat it should say, or my reply: \nWhat shows it (publisher, title, date, address, page): \n"
)
# mkdocs.yml has the same default; whoever publishes sets SITE_URL for both.
LOCAL = "http://127.0.0.1:8001/"


def site_address() -> str:
    """The address of the first page, with a slash at its end."""
    return os.environ.get("SITE_URL", LOCAL).rstrip("/") + "/"


def repository_address() -> str:
    """The address of the public repository, without a slash at its end; empty where REPOSITORY_URL is not set."""
    return os.environ.get("REPOSITORY_URL", "").rstrip("/")


def contact_address() -> str:
    """The mail address of the keeper, to whom corrections and replies go; empty where CONTACT is not set."""
    return os.environ.get("CONTACT", "").removeprefix("mailto:").strip()


def is_public() -> bool:
    """Whether the publication is for others: SITE_URL names a host that is not this machine."""
    return urlsplit(site_address()).hostname not in ("127.0.0.1", "localhost", "::1")


def letter_to_keeper() -> str:
    """An address that opens a letter to the keeper with subject and text filled in (RFC 6068), or nothing."""
    if not contact_address():
        return ""
    return f"mailto:{quote(contact_address(), safe='@+')}?subject={quote(LETTER_SUBJECT)}&body={quote(LETTER)}"
