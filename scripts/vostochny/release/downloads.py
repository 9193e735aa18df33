"""Fills build/downloads/ with everything that a release consists of, and puts it in place at one stroke."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from vostochny.model.address import site_address
from vostochny.model.project import Project
from vostochny.release.contents import contents
from vostochny.release.product import Release, write_product


def build_downloads(project: Project, say: Callable[[str], None]) -> int:
    """Write all download files beside the published folder and swap them in; returns how many there are.

    Raises FileNotFoundError when there is no database yet.
    """
    beside = project.build / ".downloads.new"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    release = Release(project.dataset, project.data, project.database, beside, site_address())
    for product in contents(project.dataset):
        say(f"writing {product.name}")
        write_product(release, product)
    swap(beside, project.build / "downloads")
    return len(release.written)


def swap(made: Path, final: Path) -> None:
    """Put the folder `made` in the place of `final`."""
    old = final.with_name(f".{final.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.replace(old)
    made.replace(final)
    shutil.rmtree(old, ignore_errors=True)
