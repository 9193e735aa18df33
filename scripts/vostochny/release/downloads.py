"""Fills build/downloads/ with everything that a release consists of, and puts it in place at one stroke."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from vostochny.model.atomic_folder import swap
from vostochny.model.project import Project
from vostochny.model.site_url import site_address
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
