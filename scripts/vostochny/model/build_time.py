"""The release timestamp: SOURCE_DATE_EPOCH or that of the commit, never the current time."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path


def release_moment(root: Path, fallback: str) -> datetime:
    """The time of the release made from the checkout at `root`, in UTC, to the second.

    SOURCE_DATE_EPOCH if it is set (https://reproducible-builds.org/specs/source-date-epoch/), else the time of the last
    commit, else `fallback`, an ISO 8601 time, where there is no history to ask, such as in an unpacked archive.
    Raises ValueError when SOURCE_DATE_EPOCH is not a number of seconds.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or commit_seconds(root)
    if not seconds:
        return datetime.fromisoformat(fallback).astimezone(UTC)
    return datetime.fromtimestamp(int(seconds), UTC)


def commit_seconds(root: Path) -> str:
    """Seconds from 1970 to the last commit of the checkout at `root`; empty where there is none."""
    git = shutil.which("git")
    # A folder that merely lies inside some other repository has no history of its own.
    if git is None or not (root / ".git").exists():
        return ""
    # Git refuses to read a checkout of another user unless told so; here only a date is read.
    command = [git, "-c", "safe.directory=*", "-c", "log.showSignature=false", "-C", str(root)]
    command += ["log", "-1", "--format=%ct"]
    asked = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return asked.stdout.strip()


def iso(moment: datetime) -> str:
    """A time in UTC as ISO 8601 with Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
